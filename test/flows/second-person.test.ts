import test from 'ava'
import { askForHelp } from '../../src/domain/accounts/bantuan/permintaan.service.ts'
import { recordContact } from '../../src/domain/accounts/kontak/catat.service.ts'
import { adminFor, colleague, helperFor, permintaanId } from '../helpers/bantuan.ts'
import { openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { subOf } from '../sessions/people.ts'

// Who may be the second of two hears that something waits.

const emailOf = async ({ db }: House, who: string): Promise<string> => {
  const [row] = await db.owner.query<{ email: string }>({
    text: `UPDATE pegawai SET email = 'p' || right(id::text, 12) || '@contoh.test' WHERE id = $1 RETURNING email`, values: [who],
  })
  return row?.email ?? ''
}

/** To whom letters are owed, and what they say; they are forgotten then. */
async function letters({ db }: House): Promise<{ kepada: string; data: Record<string, string> }[]> {
  const rows = await db.owner.knex('surat_keluar').where({ template: 'kedua-menunggu' }).orderBy('kepada')
    .select<{ kepada: string; data: Record<string, string> }[]>('kepada', 'data')
  await db.owner.query({ text: 'DELETE FROM surat_keluar', values: [] })
  return rows
}

test('a pass is told to the others of the OPD, once, without a name; where there is nobody, to keamanan', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db } = house
  const [helper, admin, owner] = [await helperFor(house), await adminFor(house), await colleague(house)]
  const guard = await subOf(db, (await demoPerson(db.app, 'Petugas keamanan')).nip)
  const [asked, told, about] = [await emailOf(house, helper.id), await emailOf(house, admin.id), await emailOf(house, owner)]
  const security = await emailOf(house, guard)
  const id = await permintaanId(house, 'izin')
  const first = await letters(house)
  t.deepEqual(first.map(({ kepada }) => kepada), [told], `not ${asked}, ${about} or ${security}`)
  t.deepEqual(Object.keys(first[0]?.data ?? {}).toSorted(), ['jenis', 'sampai', 'tautan'])
  t.is(first[0]?.data['tautan'], `/pembantu/permintaan/${id}`)
  await db.owner.query({ text: `UPDATE product_role SET revoked_at = now() WHERE role = 'admin-opd'`, values: [] })
  await permintaanId(house, 'izin')
  t.true((await letters(house)).map(({ kepada }) => kepada).includes(security))
})

test('about somebody with a product role keamanan alone is told, and a request that stands already tells nobody', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db } = house
  const [helper, admin] = [await helperFor(house), await adminFor(house)]
  const guard = await subOf(db, (await demoPerson(db.app, 'Petugas keamanan')).nip)
  await emailOf(house, admin.id)
  const security = await emailOf(house, guard)
  const ask = () => askForHelp({ database: db.app, clock: house.clock }, {
    jenis: 'setel-ulang', by: helper, owner: { id: admin.id, activated: true, berperan: true }, alasan: 'Ponsel hilang.', tiket: 'T-1',
  })
  t.true((await ask()).ok)
  t.true((await letters(house)).some(({ kepada }) => kepada === security))
  t.deepEqual(await ask(), { ok: false, alasan: 'sudah-ada' })
  t.deepEqual(await letters(house), [])
})

test('a contact that a helper recorded is told to the other helpers, else to BKD at their own page', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db, clock } = house
  const [helper, owner] = [await helperFor(house), await colleague(house)]
  const other = await subOf(db, (await demoPerson(db.app, 'Pembantu faktor kedua (kedua)')).nip)
  const record = () => db.app.knex.transaction((trx) => recordContact(trx, {
    by: helper.id, sebagai: 'helper-mfa', today: clock.today(), at: clock.now(), pegawaiId: owner, kolom: 'no_hp',
    nilai: '0812 9999 9999', alasan: 'Datang sendiri.', tiket: 'T-1',
  }))
  await record()
  const toBkd = await letters(house)
  t.true(toBkd.length > 0)
  for (const { data } of toBkd) t.regex(data['tautan'] ?? '', /^\/bkd\/kontak\/catatan\//)
  t.false(JSON.stringify(toBkd).includes('9999'), 'no letter holds the number')
  await db.owner.query({
    text: `UPDATE product_role SET unit_id = (SELECT id FROM unit_kerja WHERE slug = 'dindikbud') WHERE pegawai_id = $1`, values: [other],
  })
  const email = await emailOf(house, other)
  await record()
  const toHelper = await letters(house)
  t.deepEqual(toHelper.map(({ kepada }) => kepada), [email])
  t.regex(toHelper[0]?.data['tautan'] ?? '', /^\/pembantu\/kontak\//)
})

test('the first page of the door says how many wait for the visitor, and leaves his own out', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  await permintaanId(house, 'izin')
  const page = async (who: string) => (await openDesk(house, { path: '/pembantu', person: await demoPerson(house.db.app, who) })).html
  t.regex(await page('Admin OPD'), /1 permintaan menunggu persetujuan Anda/)
  t.notRegex(await page('Pembantu faktor kedua'), /menunggu persetujuan Anda/)
  t.notRegex(await page('Pembantu faktor kedua (kedua)'), /menunggu persetujuan Anda/, 'of another OPD')
})
