import test from 'ava'
import { mapUsers, type Mapped } from '../../src/domain/sessions/petakan/petakan.service.ts'
import { MOST_A_DAY, mappingRefusal, readNumbers, storedNumber } from '../../src/domain/sessions/petakan/petakan.rules.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { mappingClient } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import type { Scope } from '../helpers/scope.ts'
import { clockAt } from '../clients/support.ts'
import { subOf } from './people.ts'

// An application's own users by NIP: who is told what, what it leaves behind, and how often it may be asked.

const clock = clockAt('2026-11-28T03:00:00Z')

async function openRoom(scope: Scope) {
  const db = await testDatabase(scope, 'penuh')
  const clientId = await mappingClient(db)
  const oleh = await subOf(db, (await demoPerson(db.app, 'pengembang')).nip)
  const map = (nomor: readonly string[], at = clock): Promise<Mapped> => mapUsers({ database: db.app, clock: at, oleh }, { clientId, nomor })
  const someone = async (wanted: string) => {
    const { nip } = await demoPerson(db.app, wanted)
    return { nip, sub: await subOf(db, nip) }
  }
  return { db, clientId, oleh, map, someone }
}

const linesOf = (mapped: Mapped) => {
  if (!mapped.ok) throw new Error(mapped.alasan)
  return mapped.baris
}

const set = (db: TestDatabase, text: string, ...values: unknown[]) => db.owner.query({ text, values })

for (const [title, text, numbers] of [
  ['one a line', '1\n2\r\n3\r', ['1', '2', '3']],
  ['a heading, blanks, a byte order mark, each once', '\ufeffNIP\n 1 \n\n1\n2', ['1', '2']],
  ['the first column of a CSV file', 'nip;nama\n"1";Andi\n2,Budi\n3\tCici', ['nip', '1', '2', '3']],
  ['no more than a cell may hold', 'x'.repeat(100), ['x'.repeat(40)]],
  ['nothing', '\n ;\n', []],
] as const) {
  test(`read: ${title}`, (t) => {
    // A heading of several columns is told as a number that nobody has, unless its first cell is the word alone.
    t.deepEqual(readNumbers(text), title.startsWith('the first column') ? numbers.slice(1) : [...numbers])
  })
}

test('what is no NIP is asked of nobody', (t) => {
  t.deepEqual(['1980 0101 200501 1 001', '198001012005011001', '19800101200501100', "1'; DROP", '=1+1', 'BTN4821773098'].map(storedNumber),
    ['198001012005011001', '198001012005011001', undefined, undefined, undefined, undefined])
})

for (const [state, scope, refusal] of [
  ['aktif', 'openid pegawai', undefined], ['uji', 'openid pegawai', undefined], ['tangguh', 'openid pegawai', 'keadaan'],
  ['menunggu', 'openid pegawai', 'keadaan'], ['draf', 'openid pegawai', 'keadaan'], ['tutup', 'openid pegawai', 'keadaan'],
  ['aktif', 'openid profile', 'cakupan'], ['aktif', 'openid pegawai:baca', 'cakupan'], ['aktif', undefined, 'cakupan'],
] as const) {
  test(`a client that is ${state} with scope ${scope ?? 'none'}: ${refusal ?? 'may'}`, (t) => {
    t.is(mappingRefusal({ state, metadata: { scope } }), refusal)
  })
}

test('each number has its line in its order: matched, inactive, not found; whoever matches stands in the ledger once', async (t) => {
  const { db, map, someone, clientId, oleh } = await openRoom(t)
  const [here, retired, dead, away] = [
    await someone('PNS di sekolah'), await someone('Pegawai Biro Hukum'), await someone('Pegawai RSUD Banten'), await someone('Tugas belajar'),
  ]
  await set(db, `UPDATE pegawai SET tmt_pensiun = '2026-11-28' WHERE id = $1`, retired.sub)
  await set(db, `UPDATE pegawai SET tgl_meninggal = '2026-11-27' WHERE id = $1`, dead.sub)
  const spaced = here.nip.replace(/^(.{8})/, '$1 ')
  const nomor = [dead.nip, '=HYPERLINK("x")', here.nip, retired.nip, '199901012020011001', away.nip, spaced]
  t.deepEqual(linesOf(await map(nomor)), [
    { nip: dead.nip, hasil: 'tidak-aktif' }, { nip: '=HYPERLINK("x")', hasil: 'tidak-ditemukan' },
    { nip: here.nip, hasil: 'cocok', sub: here.sub }, { nip: retired.nip, hasil: 'tidak-aktif' },
    { nip: '199901012020011001', hasil: 'tidak-ditemukan' }, { nip: away.nip, hasil: 'cocok', sub: away.sub },
    { nip: spaced, hasil: 'cocok', sub: here.sub },
  ])
  await map([here.nip])
  const ledger = await set(db, 'SELECT pegawai_id, hari, klaim FROM pelepasan_klaim WHERE client_id = $1 ORDER BY pegawai_id', clientId)
  t.deepEqual(ledger, [here.sub, away.sub].toSorted().map((pegawai_id) => ({ pegawai_id, hari: '2026-11-28', klaim: ['nip', 'sub'] })))
  const events = await set(db, `SELECT actor, subject, data FROM audit_event WHERE kind = 'klien.pengguna-dipetakan' ORDER BY xid`)
  t.deepEqual(events[0], { actor: `pegawai:${oleh}`, subject: clientId, data: { diminta: 7, cocok: 3, tidakAktif: 2, tidakDitemukan: 2 } })
  t.is(events.length, 2)
  t.false(JSON.stringify(events).includes(here.nip), 'no number in the trail')
})

test('a pairwise client is told the subs that it will see, which stay the same', async (t) => {
  const { db, map, someone, clientId } = await openRoom(t)
  await set(db, `UPDATE client SET host = 'luar.example', eksternal = true, metadata = metadata || '{"subject_type":"pairwise"}' WHERE client_id = $1`, clientId)
  const [one, two] = [await someone('PNS di sekolah'), await someone('Tugas belajar')]
  await set(db, `INSERT INTO pairwise_sub (sector, pegawai_id) VALUES ('luar.example', $1)`, one.sub)
  const [first, again] = [linesOf(await map([one.nip, two.nip])), linesOf(await map([two.nip, one.nip]))]
  t.deepEqual(first, again.toReversed())
  const stored = new Map((await set(db, `SELECT pegawai_id, sub FROM pairwise_sub WHERE sector = 'luar.example'`) as { pegawai_id: string; sub: string }[])
    .map(({ pegawai_id, sub }) => [pegawai_id, sub]))
  t.deepEqual(first.map(({ sub }) => sub), [stored.get(one.sub), stored.get(two.sub)])
  t.false(first.some(({ sub }) => sub === one.sub || sub === two.sub))
})

test('on trial only testers are matched', async (t) => {
  const { db, map, someone, clientId } = await openRoom(t)
  const [tester, other] = [await someone('PNS di sekolah'), await someone('Tugas belajar')]
  await set(db, `UPDATE client SET state = 'uji' WHERE client_id = $1`, clientId)
  await set(db, 'INSERT INTO client_tester (client_id, pegawai_id) VALUES ($1, $2)', clientId, tester.sub)
  t.deepEqual(linesOf(await map([tester.nip, other.nip])).map(({ hasil }) => hasil), ['cocok', 'tidak-ditemukan'])
})

const many = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => String(100_000_000_000_000_000n + BigInt(from + index)))

test('a day has room for so many numbers; the next begins anew, and nothing is told above it', async (t) => {
  const { map, someone } = await openRoom(t)
  for (let from = 0; from < MOST_A_DAY - 5_000; from += 5_000) await map(many(5_000, from))
  await map(many(4_999, MOST_A_DAY))
  const { nip, sub } = await someone('PNS di sekolah')
  t.deepEqual(await map([nip, '1']), { ok: false, alasan: 'jatah' })
  t.deepEqual(linesOf(await map([nip])), [{ nip, hasil: 'cocok', sub }], 'the last place')
  t.deepEqual(await map([nip]), { ok: false, alasan: 'jatah' })
  t.true((await map([nip], clockAt('2026-11-28T18:00:00Z'))).ok, 'the next day in WIB')
})

test('many at the same time do not get more than the day has, and one person has one sub', async (t) => {
  const { db, clientId, oleh, someone } = await openRoom(t)
  await set(db, `UPDATE client SET host = 'luar.example', metadata = metadata || '{"subject_type":"pairwise"}' WHERE client_id = $1`, clientId)
  const other = openDatabase(db.appUrl)
  t.teardown(() => other.close())
  const { nip } = await someone('PNS di sekolah')
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => mapUsers(
    { database: index % 2 ? other : db.app, clock, oleh }, { clientId, nomor: [nip, ...many(2_499, index * 5_000)] })))
  t.is(answers.filter(({ ok }) => ok).length, MOST_A_DAY / 2_500)
  t.is(new Set(answers.flatMap((one) => one.ok ? one.baris[0]?.sub ?? [] : [])).size, 1)
})

test('three hundred people cost as many statements as three', async (t) => {
  const { db, map } = await openRoom(t)
  const nips = (await set(db, `SELECT n.nip FROM pegawai_nip n JOIN pegawai p ON p.id = n.pegawai_id WHERE n.valid_to IS NULL AND p.keadaan = 'aktif'
    AND p.kategori = 'asn' AND p.akhir_kontrak IS NULL AND coalesce(p.tmt_pensiun, '2030-01-01') > '2027-01-01' LIMIT 303`) as { nip: string }[]).map(({ nip }) => nip)
  const cost = async (nomor: readonly string[]): Promise<number> => {
    const before = db.app.statements
    t.true(linesOf(await map(nomor)).some(({ hasil }) => hasil === 'cocok'))
    return db.app.statements - before
  }
  t.deepEqual(await cost(nips.slice(0, 3)), await cost(nips.slice(3)))
  t.is(await cost(nips), 5, 'client, quota, who they are, release, event')
})
