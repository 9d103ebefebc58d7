import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { createCodes } from '../../src/domain/accounts/kode/index.ts'
import { PASSWORD_DEMAND } from '../../src/domain/mfa/demand.ts'
import { messageWays } from '../../src/domain/mfa/kode-pesan/cara.rules.ts'
import { sendMessageCode, verifyMessageCode } from '../../src/domain/mfa/kode-pesan/kode-pesan.service.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { addPerson, eventsOf } from '../accounts/support.ts'
import { testDatabase } from '../helpers/database.ts'
import { reachable } from './support.ts'

const ROLE = { role: 'bkd', unitId: null, opd: null }
const BOTH = { email: 'siti@contoh.test', no_hp: '081234567890', roles: [] }

for (const [title, kodePesan, person, ways] of [
  ['what the policy allows and is on file', ['email', 'sms'], BOTH, ['email', 'sms']],
  ['not what the policy leaves out', ['email'], BOTH, ['email']],
  ['nothing where the policy allows nothing', [], BOTH, []],
  ['not without an address', ['email', 'sms'], { ...BOTH, email: null }, ['sms']],
  ['never an SMS for a product role', ['email', 'sms'], { ...BOTH, roles: [ROLE] }, ['email']],
] as const) {
  test(`ways for a code: ${title}`, (t) => t.deepEqual(messageWays({ acr: 'urn:bantenprov:acr:mfa', kodePesan }, person), [...ways]))
}

test('ways for a code: none where nothing beside the password is asked', (t) => {
  t.deepEqual(messageWays(PASSWORD_DEMAND, BOTH), [])
})

async function setUp(t: ExecutionContext) {
  const db = await testDatabase(t, 'kosong')
  const seal = createSeal([{ id: 'uji', key: randomBytes(32) }])
  const sub = await addPerson(db, { nip: '199001012015031001', passwordHash: 'x' })
  await reachable(db, 'siti@contoh.test')
  const dependencies = { database: db.app, seal, clock: systemClock(), codes: createCodes(['kunci']) }
  const send = (saluran: 'email' | 'sms' = 'email') => sendMessageCode(dependencies, { pegawaiId: sub, saluran, bahasa: 'id' })
  const verify = (code: string, saluran: 'email' | 'sms' = 'email') =>
    perform(db.app, () => verifyMessageCode(dependencies, { pegawaiId: sub, code, saluran }))
  /** What the latest message says. */
  const received = async (): Promise<string> => {
    const row = await db.app.knex('surat_keluar').orderBy('created_at', 'desc').first<{ id: string; rahasia_sealed: string }>()
    const isi = seal.open(row.rahasia_sealed, { table: 'surat_keluar', column: 'rahasia_sealed', row: row.id })
    return (JSON.parse(isi) as { kode: string }).kode
  }
  return { db, sub, send, verify, received }
}

test('a code by e-mail is good once, for the way that it came on; the trail is told, and of no code', async (t) => {
  const { db, send, verify, received } = await setUp(t)
  t.deepEqual(await send(), { hasil: 'dikirim', mask: 's***@contoh.test' })
  const code = await received()
  t.regex(code, /^\d{6}$/)
  t.false((await verify(code, 'sms')).ok)
  t.true((await verify(code)).ok)
  t.deepEqual(await verify(code), { ok: false, alasan: 'salah' })
  const events = await eventsOf(db)
  t.deepEqual(events.map(({ kind, data }) => [kind, data['saluran'] ?? data['jenis']]), [
    ['faktor.kode-dikirim', 'email'], ['faktor.gagal', 'sms'], ['faktor.terbukti', 'email'], ['faktor.gagal', 'email'],
  ])
  t.false(JSON.stringify(events).includes(code))
  const tries = await db.app.knex('percobaan_masuk').first<{ percobaan: unknown[] }>('percobaan')
  t.is(tries.percobaan.length, 2, 'the right one is given back')
})

test('the next code comes after a minute, and none where nothing is believed', async (t) => {
  const { db, send } = await setUp(t)
  await send()
  const early = await send()
  t.true(early.hasil === 'tunggu' && early.waitSeconds > 50 && early.waitSeconds <= 60)
  t.deepEqual(await send('sms'), { hasil: 'tanpa-kontak' })
  await db.owner.knex('kode_sekali').delete()
  await db.owner.knex('pegawai').update({ email: 'baru@contoh.test' })
  t.deepEqual(await send(), { hasil: 'tanpa-kontak' }, 'the address is of today')
  t.is((await db.app.knex('kode_sekali')).length, 0, 'what was not sent is not kept')
  t.is((await db.app.knex('surat_keluar')).length, 1)
})

test('guesses at it are the same count as those at the password', async (t) => {
  const { send, verify, received } = await setUp(t)
  await send()
  const code = await received()
  const wrong = code === '000000' ? '000001' : '000000'
  for (let count = 0; count < 10; count += 1) t.like(await verify(wrong), { alasan: 'salah' })
  t.like(await verify(code), { alasan: 'ditahan' })
})
