import test from 'ava'
import { mayChangeFactors } from '../../src/doors/akun/faktor.rules.ts'

const NOW = 1_800_000_000
const faktor = (...ages: number[]) => ({
  faktor: ages.map((seconds) => ({ id: 'f', jenis: 'totp' as const, nama: 'Ponsel', sejak: new Date((NOW - seconds) * 1000) })),
})
const session = (acr: string | undefined, age: number) => ({ acr, loginTs: NOW - age })
const SANDI = 'urn:bantenprov:acr:sandi'

for (const [what, who, has, may] of [
  ['a first factor with the password', session(SANDI, 60), faktor(), true],
  ['another one with the password alone', session(SANDI, 60), faktor(3_600), false],
  ['another one with what is there', session('urn:bantenprov:acr:mfa', 60), faktor(3_600), true],
  ['another one with a passkey', session('urn:bantenprov:acr:tahan-phishing', 60), faktor(3_600), true],
  ['the card for one that was added in this session', session(SANDI, 60), faktor(30), true],
  ['one older and one younger than the sign-in', session(SANDI, 60), faktor(30, 3_600), false],
  ['no assurance at all', session(undefined, 60), faktor(3_600), false],
] as const) {
  test(`${what}: ${may ? 'may' : 'proves more first'}`, (t) => {
    t.is(mayChangeFactors(who, has), may)
  })
}
