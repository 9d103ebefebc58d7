import test from 'ava'
import { OutboundRefused, OutsideAllowList } from '../../src/kernel/lib/destination.ts'
import { failedOutcome } from '../../src/oidc/logout-receipt.rules.ts'

const withCode = (code: string) => Object.assign(new Error('secret.example said a secret'), { code })
const answered = (status: number) => Object.assign(new Error('expected 200 OK from https://secret.example'), { response: { status } })

const RECEIPTS: [error: unknown, result: 'refused' | 'hopeless', receipt: string][] = [
  [answered(500), 'refused', 'it answered 500'],
  [answered(302), 'refused', 'it answered 302'],
  [new OutsideAllowList(), 'hopeless', 'destination is outside OUTBOUND_CIDRS'],
  [new OutboundRefused('answer is too large'), 'refused', 'answer is too large'],
  [new DOMException('x', 'TimeoutError'), 'refused', 'no answer in time'],
  [withCode('ECONNREFUSED'), 'refused', 'nobody listens there'],
  [withCode('ECONNRESET'), 'refused', 'the connection was cut'],
  [withCode('ENOTFOUND'), 'refused', 'the host has no address'],
  [withCode('EPROTO'), 'refused', 'it does not speak TLS'],
  [withCode('HPE_INVALID_CONSTANT'), 'refused', 'it does not speak HTTP'],
  [withCode('SELF_SIGNED_CERT_IN_CHAIN'), 'refused', 'the certificate is not trusted'],
  [withCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'refused', 'the certificate is of another host'],
  [withCode('EAI_AGAIN'), 'refused', 'not sent (EAI_AGAIN)'],
  [new TypeError('secret'), 'refused', 'not sent (TypeError)'],
  ['secret', 'refused', 'not sent (unknown)'],
  [undefined, 'refused', 'not sent (unknown)'],
]

for (const [index, [error, result, receipt]] of RECEIPTS.entries()) {
  test(`receipt ${index + 1}: ${result}, ${receipt}`, (t) => {
    t.deepEqual(failedOutcome(error), { result, receipt })
  })
}
