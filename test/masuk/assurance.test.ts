import test from 'ava'
import { assuranceOf, type Bukti } from '../../src/domain/mfa/assurance.rules.ts'

const TABLE: readonly (readonly [bukti: readonly Bukti[], acr: string, amr: readonly string[]])[] = [
  [[], 'sandi', []],
  [['sandi'], 'sandi', ['pwd']],
  [['totp'], 'sandi', ['otp']],
  [['sandi', 'totp'], 'mfa', ['pwd', 'otp', 'mfa']],
  [['sandi', 'pemulihan'], 'mfa', ['pwd', 'otp', 'mfa']],
  [['sandi', 'email'], 'mfa', ['pwd', 'urn:bantenprov:amr:surel', 'mfa']],
  [['sandi', 'izin'], 'mfa', ['pwd', 'otp', 'mfa']],
  [['sandi', 'sms'], 'mfa', ['pwd', 'sms', 'mfa']],
  [['sandi', 'perangkat'], 'sandi', ['pwd', 'urn:bantenprov:amr:perangkat']],
  [['passkey'], 'tahan-phishing', ['swk', 'user', 'mfa']],
  [['passkey-perangkat'], 'tahan-phishing', ['hwk', 'user', 'mfa']],
  [['sandi', 'passkey'], 'tahan-phishing', ['pwd', 'swk', 'user', 'mfa']],
]

for (const [bukti, acr, amr] of TABLE) {
  test(`what was proven by ${bukti.join(' and ') || 'nothing'} is worth ${acr}`, (t) => {
    t.deepEqual(assuranceOf(bukti), { acr: `urn:bantenprov:acr:${acr}` as ReturnType<typeof assuranceOf>['acr'], amr: [...amr] })
  })
}
