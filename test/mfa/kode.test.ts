import test, { type ExecutionContext } from 'ava'
import { issueRecoveryCodes, verifyRecovery } from '../../src/domain/mfa/pemulihan/kode.service.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { addPerson, cheapHasher, eventsOf } from '../accounts/support.ts'
import { testDatabase } from '../helpers/database.ts'
import { reachable } from './support.ts'

async function setUp(t: ExecutionContext) {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: '199001012015031001', passwordHash: 'x' })
  await reachable(db, 'siti@contoh.test')
  const { hasher, calls } = cheapHasher({ maxWaiting: 100 })
  const dependencies = { database: db.app, hasher, clock: systemClock() }
  const issue = () => issueRecoveryCodes(dependencies, sub)
  const verify = (code: string) => perform(db.app, () => verifyRecovery(dependencies, { pegawaiId: sub, code }))
  const told = async () => (await db.app.knex('surat_keluar').orderBy('created_at')
    .select<{ data: { kejadian: string; sisa: number } }[]>('data')).map(({ data: { kejadian, sisa } }) => ({ kejadian, sisa }))
  return { db, sub, calls, dependencies, issue, verify, told }
}

test('ten codes, each good once; how many are left is counted, the owner and the trail are told', async (t) => {
  const { db, issue, verify, told } = await setUp(t)
  const codes = await issue()
  t.is(new Set(codes).size, 10)
  t.deepEqual(await verify(codes[3]?.toLowerCase().replaceAll('-', ' ') ?? ''), { ok: true, sisa: 9 })
  t.deepEqual(await verify(codes[3] ?? ''), { ok: false, alasan: 'terpakai' })
  t.deepEqual(await verify(codes[4] ?? ''), { ok: true, sisa: 8 })
  t.deepEqual(await told(), [
    { kejadian: 'kode-dibuat', sisa: 0 }, { kejadian: 'kode-dipakai', sisa: 9 }, { kejadian: 'kode-dipakai', sisa: 8 },
  ])
  t.deepEqual((await eventsOf(db)).map(({ kind, data }) => [kind, data]), [
    ['faktor.kode-dibuat', { jumlah: 10, hangus: 0 }], ['faktor.kode-dipakai', { sisa: 9 }],
    ['faktor.gagal', { jenis: 'pemulihan', alasan: 'terpakai' }], ['faktor.kode-dipakai', { sisa: 8 }],
  ])
  const tries = await db.app.knex('percobaan_masuk').first<{ percobaan: unknown[] }>('percobaan')
  t.is(tries.percobaan.length, 1, 'the right ones are given back')
})

test('a new set voids the old one', async (t) => {
  const { db, issue, verify } = await setUp(t)
  const old = await issue()
  await verify(old[0] ?? '')
  const fresh = await issue()
  t.deepEqual(await verify(old[1] ?? ''), { ok: false, alasan: 'salah' })
  t.deepEqual(await verify(fresh[1] ?? ''), { ok: true, sisa: 9 })
  t.deepEqual((await eventsOf(db)).filter(({ kind }) => kind === 'faktor.kode-dibuat').map(({ data }) => data['hangus']), [0, 9])
})

test('two sets drawn at the same time leave ten codes', async (t) => {
  const { db, issue } = await setUp(t)
  await Promise.all([issue(), issue()])
  t.is((await db.app.knex('kode_pemulihan').where({ revoked_at: null })).length, 10)
})

test('what is kept proves nothing by itself, and every code costs one verification', async (t) => {
  const { db, calls, issue, verify } = await setUp(t)
  const codes = await issue()
  const rows = await db.app.knex('kode_pemulihan').select<{ awalan: string; kode_hash: string }[]>('awalan', 'kode_hash')
  for (const { awalan, kode_hash: hash } of rows) {
    t.regex(hash, /^\$argon2id\$/)
    t.is(awalan.length, 2)
  }
  const before = calls.length
  const stranger = codes[0]?.startsWith('ZZ') ? 'YY' : 'ZZ'
  for (const code of [`${stranger}AA-AAAA-AAAA`, `${codes[0]?.slice(0, 2) ?? ''}AA-AAAA-AAAA`, 'no code at all', '']) {
    t.deepEqual(await verify(code), { ok: false, alasan: 'salah' })
  }
  t.deepEqual(calls.slice(before), ['verify', 'verify', 'verify', 'verify'])
})

test('codes of others are wrong; tries are the same count as those at the password', async (t) => {
  const { db, dependencies, issue, verify } = await setUp(t)
  const other = await addPerson(db, { nip: '199001012015031002' })
  const theirs = await issueRecoveryCodes(dependencies, other)
  const [own = ''] = await issue()
  for (let count = 0; count < 10; count += 1) t.false((await verify(theirs[0] ?? '')).ok)
  t.like(await verify(own), { ok: false, alasan: 'ditahan' })
})

test('a check that had no place is no try', async (t) => {
  const { db, sub, dependencies, issue } = await setUp(t)
  const [code = ''] = await issue()
  const { hasher } = cheapHasher({ maxWaiting: 0 })
  const busy = { ...hasher, load: hasher.load, verifyPassword: () => Promise.reject(new BusyError(1, 'full')) }
  await t.throwsAsync(perform(db.app, () => verifyRecovery({ ...dependencies, hasher: busy }, { pegawaiId: sub, code })),
    { instanceOf: BusyError })
  const tries = await db.app.knex('percobaan_masuk').first<{ percobaan: unknown[] }>('percobaan')
  t.deepEqual(tries.percobaan, [])
})

test('a code that cannot be told of is not used', async (t) => {
  const { db, issue, verify } = await setUp(t)
  const [code = ''] = await issue()
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(verify(code), { code: '42501' })
  await db.owner.knex.raw('GRANT INSERT ON audit_event TO satu_login_app')
  t.deepEqual(await verify(code), { ok: true, sisa: 9 })
})

test('of twenty uses of one code at the same time, from two nodes, one signs in', async (t) => {
  const { db, sub, dependencies, issue, told } = await setUp(t)
  const [code = ''] = await issue()
  const other = openDatabase(db.appUrl)
  t.teardown(() => other.close())
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => {
    const database = index % 2 === 0 ? db.app : other
    return perform(database, () => verifyRecovery({ ...dependencies, database }, { pegawaiId: sub, code }))
  }))
  t.is(outcomes.filter(({ ok }) => ok).length, 1)
  const refused = outcomes.flatMap((one) => 'alasan' in one ? [one.alasan] : [])
  t.true(refused.every((alasan) => alasan !== 'salah'), refused.join())
  t.true(refused.includes('terpakai'), 'some came as far as the code')
  t.is((await told()).filter(({ kejadian }) => kejadian === 'kode-dipakai').length, 1)
})
