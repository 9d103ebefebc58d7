import test from 'ava'
import { waysOf } from '../../src/messages.ts'

const gateway = { url: 'https://sms.test', template: { method: 'POST', headers: {}, nomor: '0' } } as const
const smtpUrl = 'smtps://mail.test'

const WAYS: [name: string, leads: Parameters<typeof waysOf>[0], ways: string[]][] = [
  ['production with both', { production: true, smtpUrl, gateway }, ['email', 'sms']],
  ['production without a gateway', { production: true, smtpUrl }, ['email']],
  ['production without a mail server', { production: true, gateway }, ['sms']],
  ['production with neither', { production: true }, []],
  ['a demo with neither, which shows them', { production: false, demo: true }, ['email', 'sms']],
  ['a demo with a mail server', { production: false, demo: true, smtpUrl }, ['email']],
  ['development without the demo', { production: false, demo: false }, []],
  ['production that says it is a demo', { production: true, demo: true }, []],
]
for (const [name, leads, ways] of WAYS) test(`messages leave ${name}: ${ways.join(', ')}`, (t) => t.deepEqual(waysOf(leads), ways as never))
