import test from 'ava'
import { type Attempt, judgeLogin, type LoginReason } from '../../src/domain/accounts/login.rules.ts'
import type { Keadaan } from '../../src/domain/pegawai/kedudukan.rules.ts'

const KEADAAN: readonly Keadaan[] = ['aktif', 'terbatas', 'beku', 'calon', 'tutup']
const BOTH = [true, false]

/** The order of the reasons, written down once more: what is looked at first is told. */
function expected({ person, passwordFits }: Attempt): 'ok' | LoginReason {
  if (person === undefined) return 'nip-tidak-dikenal'
  const row = `${person.activated} ${passwordFits} ${person.frozen} ${['aktif', 'terbatas'].includes(person.keadaan)}`
  return ({
    'true true false true': 'ok',
    'true true false false': 'keadaan',
    'true true true true': 'dibekukan',
    'true true true false': 'dibekukan',
    'true false false true': 'sandi-salah',
    'true false false false': 'sandi-salah',
    'true false true true': 'sandi-salah',
    'true false true false': 'sandi-salah',
  } as const)[row] ?? 'belum-aktivasi'
}

const people: Attempt['person'][] = [undefined, ...KEADAAN.flatMap((keadaan) =>
  BOTH.flatMap((activated) => BOTH.map((frozen) => ({ keadaan, activated, frozen }))))]

for (const person of people) {
  for (const passwordFits of BOTH) {
    const attempt = { person, passwordFits }
    const outcome = expected(attempt)
    test(`${JSON.stringify(attempt)}: ${outcome}`, (t) => {
      t.deepEqual(judgeLogin(attempt), outcome === 'ok' ? { ok: true } : { ok: false, alasan: outcome })
    })
  }
}

test('two of the forty-two may sign in', (t) => {
  const all = people.flatMap((person) => BOTH.map((passwordFits) => judgeLogin({ person, passwordFits })))
  t.is(all.length, 42)
  t.is(all.filter(({ ok }) => ok).length, 2)
})
