import test from 'ava'
import { outcomeOf, parseTemplate, writeRequest } from '../../src/kernel/notifications/gateway.rules.ts'
import { nextAttempt } from '../../src/kernel/notifications/retry.rules.ts'
import { smsFlaw } from '../../src/kernel/notifications/sms.rules.ts'

const URL = 'https://sms.test/kirim'
const SECRETS = { SMS_GATEWAY_TOKEN: 'rahasia"1', SMS_GATEWAY_PIN: 'a&b' }
const MESSAGE = { id: 'abc', to: '+6281234567890', text: 'Kode "A" & 5\nbaris' }

const MISTAKES: [name: string, template: unknown, sentence: RegExp, url?: string][] = [
  ['no object', [], /mistake at its top/],
  ['an unknown word', { body: { a: '{nomor} {pesan}' }, metod: 'POST' }, /mistake/],
  ['a method of its own', { method: 'DELETE', body: { a: '{nomor} {pesan}' } }, /mistake at method/],
  ['no text', { body: { a: '{nomor}' } }, /never says \{pesan\}/],
  ['no number', { body: { a: '{pesan}' } }, /never says \{nomor\}/],
  ['a slip of the pen', { body: { a: '{nomer} {pesan}' } }, /names \{nomer\}/],
  ['a secret that is not set', { headers: { authorization: '{env:SMS_GATEWAY_KEY}' }, body: { a: '{nomor} {pesan}' } }, /needs SMS_GATEWAY_KEY/],
  ['a secret of somebody else', { headers: { authorization: '{env:COOKIE_KEYS}' }, body: { a: '{nomor} {pesan}' } }, /needs COOKIE_KEYS/],
  ['a body for GET', { method: 'GET', body: { a: '{nomor} {pesan}' } }, /GET/],
]

for (const [name, template, sentence, url = URL] of MISTAKES) {
  test(`a template with ${name} is refused in one sentence without a secret`, (t) => {
    const read = parseTemplate(template, url, { ...SECRETS, COOKIE_KEYS: undefined })
    if (typeof read !== 'string') return t.fail('it was taken')
    t.regex(read, sentence)
    t.false(Object.values(SECRETS).some((secret) => read.includes(secret)))
  })
}

const REQUESTS: [name: string, template: unknown, expected: object, url?: string][] = [
  ['JSON whose values stay values', {
    headers: { Authorization: 'Bearer {env:SMS_GATEWAY_TOKEN}' }, body: { ke: ['{nomor}'], isi: '{pesan}', ref: '{id}', jenis: 1 },
  }, {
    url: URL, method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer rahasia"1' },
    body: '{"ke":["+6281234567890"],"isi":"Kode \\"A\\" & 5\\nbaris","ref":"abc","jenis":1}',
  }],
  ['a form', { nomor: '0', body: 'to={nomor}&text={pesan}' }, {
    url: URL, method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'to=081234567890&text=Kode%20%22A%22%20%26%205%0Abaris',
  }],
  ['an address', { method: 'GET', nomor: '62' }, {
    url: 'https://sms.test/kirim?pin=a%26b&to=6281234567890&text=Kode%20%22A%22%20%26%205%0Abaris', method: 'GET', headers: {},
  }, `${URL}?pin={env:SMS_GATEWAY_PIN}&to={nomor}&text={pesan}`],
  ['a type of its own', { headers: { 'Content-Type': 'text/plain', 'Idempotency-Key': '{id}' }, body: '{nomor} {pesan}' }, {
    url: URL, method: 'POST', headers: { 'content-type': 'text/plain', 'idempotency-key': 'abc' },
    body: '%2B6281234567890 Kode%20%22A%22%20%26%205%0Abaris',
  }],
]

for (const [name, template, expected, url = URL] of REQUESTS) {
  test(`a message becomes ${name}`, (t) => {
    const read = parseTemplate(template, url, SECRETS)
    if (typeof read === 'string') return t.fail(read)
    t.deepEqual(writeRequest(read.url, read.template, MESSAGE), expected as never)
  })
}

test('what a message says is never read as a placeholder', (t) => {
  const read = parseTemplate({ body: { a: '{pesan}', b: '{nomor}' } }, URL, SECRETS)
  if (typeof read === 'string') return t.fail(read)
  t.is(writeRequest(read.url, read.template, { ...MESSAGE, text: '{nomor} {env:SMS_GATEWAY_TOKEN}' }).body,
    '{"a":"{nomor} {env:SMS_GATEWAY_TOKEN}","b":"+6281234567890"}')
})

const ANSWERS: [status: number, taken: boolean, result: string][] = [
  [200, true, 'sent'], [202, true, 'sent'], [200, false, 'refused'], [301, true, 'refused'], [400, true, 'hopeless'],
  [401, true, 'refused'], [403, true, 'refused'], [404, true, 'hopeless'], [422, true, 'hopeless'], [429, true, 'refused'], [503, true, 'refused'],
]
for (const [status, taken, result] of ANSWERS) {
  test(`a gateway that says ${status}${taken ? '' : ' without the words of success'}: ${result}`, (t) => t.is(outcomeOf(status, taken).result, result as never))
}

const EMAIL = { saluran: 'email', kepada: 'a' } as const
const SMS = { saluran: 'sms', kepada: 'b' } as const
const MINUTE = 60_000
type Next = ReturnType<typeof nextAttempt>
const ATTEMPTS: [name: string, attempts: number, others: boolean, result: 'refused' | 'hopeless', next: Next][] = [
  ['one way that refused waits a minute', 1, false, 'refused', { to: [EMAIL], pauseMs: MINUTE }],
  ['one way that refused again waits longer', 2, false, 'refused', { to: [EMAIL], pauseMs: 5 * MINUTE }],
  ['one way that refused seven times is left', 7, false, 'refused', undefined],
  ['one way without hope is left', 1, false, 'hopeless', undefined],
  ['of two ways the other follows at once', 1, true, 'refused', { to: [SMS, EMAIL], pauseMs: 0 }],
  ['when both refused the round is over', 2, true, 'refused', { to: [SMS, EMAIL], pauseMs: MINUTE }],
  ['the second round goes over both again', 3, true, 'refused', { to: [SMS, EMAIL], pauseMs: 0 }],
  ['and waits longer after it', 4, true, 'refused', { to: [SMS, EMAIL], pauseMs: 5 * MINUTE }],
  ['a way without hope is not gone again', 1, true, 'hopeless', { to: [SMS], pauseMs: 0 }],
  ['seven rounds of two are all', 14, true, 'refused', undefined],
]
for (const [name, attempts, others, result, next] of ATTEMPTS) {
  test(name, (t) => t.deepEqual(nextAttempt({ ...EMAIL, attempts, lain: others ? [SMS] : [] }, result), next))
}

const TEXTS: [text: string, flaw: RegExp | undefined][] = [
  ['Kode Anda 483920, berlaku 10 menit.', undefined], [`Kode ${'x'.repeat(155)}`, undefined], [`Kode ${'x'.repeat(156)}`, /160/],
  ['Buka https://login.bantenprov.go.id', /link/], ['Buka login.bantenprov.go.id', /link/], ['Buka www.contoh', /link/],
  ['NIP 199001012015031001', /NIP/], ['NIP 19900101 201503 1 001', /NIP/], ['BTN-4821-7730-98'.replaceAll('-', ''), /NIP/],
  ['Kode “A”', /twice/], ['Kode {A}', /twice/], ['', undefined],
]
for (const [text, flaw] of TEXTS) {
  test(`an SMS "${text.slice(0, 40)}" ${flaw ? 'is refused' : 'may go'}`, (t) => {
    if (flaw === undefined) t.is(smsFlaw(text), undefined)
    else t.regex(smsFlaw(text) ?? '', flaw)
  })
}
