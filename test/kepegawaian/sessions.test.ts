import test from 'ava'
import { signedInSomewhere, whatIsLeft } from '../sessions/people.ts'
import { type Directory, openDirectory } from './directory.ts'
import { pegawai, pppk, rows } from './feeds.ts'

/** Who may not sign in any more after an import is not signed in any more either (domain.md section 5). */

const NOTHING = { sessions: 0, artefacts: 0 }
const EVERYTHING = { sessions: 1, artefacts: 4 }

async function signedIn(directory: Directory, serial: number): Promise<string> {
  const [found] = await directory.rows<{ pegawai_id: string }>(
    `SELECT pegawai_id FROM pegawai_sumber WHERE sumber = 'siasn' AND external_id = $1`, [`P${serial}`])
  if (!found) throw new Error(`nobody is P${serial}`)
  await signedInSomewhere({ app: directory.database }, found.pegawai_id, `P${serial}`)
  return found.pegawai_id
}

const CHANGES: [name: string, changes: Record<string, string>, left: typeof NOTHING][] = [
  ['dismissed', { kedudukan_hukum_id: '04' }, NOTHING],
  ['retired', { kedudukan_hukum_id: '99' }, NOTHING],
  ['retired by the date alone', { tmt_pensiun: '22-11-2026' }, NOTHING],
  ['dead', { tgl_meninggal: '21-11-2026' }, NOTHING],
  ['to retire tomorrow', { tmt_pensiun: '23-11-2026' }, EVERYTHING],
  ['at study, terbatas', { kedudukan_hukum_id: '03' }, EVERYTHING],
  ['called otherwise', { nama: 'Nama Lain' }, EVERYTHING],
]

test('an import ends everything of those who may not sign in any more, and of nobody else', async (t) => {
  const directory = await openDirectory(t)
  const count = CHANGES.length
  await directory.import({ pegawai: rows(1, count + 1) })
  const subs = await Promise.all(rows(1, count + 1).map((_, index) => signedIn(directory, index + 1)))
  await directory.import({ pegawai: [...CHANGES.map(([, changes], index) => pegawai(index + 1, changes)), pegawai(count + 1)] })
  for (const [index, [name, , left]] of CHANGES.entries()) {
    t.deepEqual(await whatIsLeft({ app: directory.database }, subs[index] ?? ''), left, name)
  }
  t.deepEqual(await whatIsLeft({ app: directory.database }, subs[count] ?? ''), EVERYTHING, 'unchanged')
  const tombstones = await directory.rows<{ payload: string }>('SELECT payload FROM oidc_session WHERE destroyed_at IS NOT NULL')
  t.is(tombstones.length, 4)
  t.true(tombstones.every(({ payload }) => payload === '{}'))
})

test('a contract that ran out ends what was open, when the next import has another word on the person', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pppk(1)] })
  const sub = await signedIn(directory, 1)
  await directory.import({ pegawai: [pppk(1, { nama: 'Nama Lain' })], day: '2027-01-01' })
  t.deepEqual(await whatIsLeft({ app: directory.database }, sub), NOTHING)
})

test('an import that fails ends nothing, and a trial neither', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pegawai(1)] })
  const sub = await signedIn(directory, 1)
  const given = { pegawai: [pegawai(1, { kedudukan_hukum_id: '99' })] }
  await directory.import({ ...given, dryRun: true })
  t.deepEqual(await whatIsLeft({ app: directory.database }, sub), EVERYTHING)
  await directory.owner.query({ text: 'REVOKE INSERT ON audit_event FROM satu_login_app', values: [] })
  await t.throwsAsync(directory.import(given), { message: /audit_event/ })
  t.deepEqual(await whatIsLeft({ app: directory.database }, sub), EVERYTHING)
})

test('dozens of them are no more statements than one', async (t) => {
  const work = async (people: number): Promise<number> => {
    const directory = await openDirectory(t)
    await directory.import({ pegawai: rows(1, 500) })
    const before = directory.database.statements
    await directory.import({ pegawai: rows(1, people, (serial) => pegawai(serial, { kedudukan_hukum_id: '99' })) })
    return directory.database.statements - before
  }
  t.is(await work(50), await work(1))
})
