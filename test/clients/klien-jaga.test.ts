import test from 'ava'
import { askForSuccessors, nameContact } from '../../src/domain/clients/operasi/penerus.service.ts'
import { reminderSpans } from '../../src/domain/clients/operasi/pengingat.rules.ts'
import { remindOfSecrets } from '../../src/domain/clients/operasi/pengingat.service.ts'
import { issueOwnSecret } from '../../src/domain/clients/operasi/rahasia.service.ts'
import { type Database, openDatabase } from '../../src/kernel/db/database.ts'
import { testDatabase } from '../helpers/database.ts'
import { opdClient } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import { type Scope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'
import { clockAt } from './support.ts'

// What is looked after each hour: secrets that end, and clients that nobody answers for. Two nodes at once.

const NOW = '2026-11-28T03:00:00Z'

async function openRoom(scope: Scope) {
  const db = await testDatabase(scope, 'penuh')
  const other = openDatabase(db.appUrl)
  scope.teardown(() => other.close())
  const sub = async (wanted: string): Promise<string> => subOf(db, (await demoPerson(db.app, wanted)).nip)
  const contact = await sub('PNS di sekolah')
  const clientId = await opdClient(db, contact)
  // An address is believed once it has been on file for a while.
  const address = async (id: string, email: string | null): Promise<void> => {
    await db.owner.query({ text: 'UPDATE pegawai SET email = $2 WHERE id = $1', values: [id, email] })
    await db.owner.query({ text: `UPDATE pegawai SET email_sejak = '2026-01-01' WHERE id = $1`, values: [id] })
  }
  await address(contact, 'kontak@banten.test')
  await address(await sub('pengembang'), 'pengembang@banten.test')
  await address(await sub('admin-opd'), 'admin@banten.test')
  const letters = async (template: string): Promise<string[]> => (await db.owner.query<{ kepada: string }>({
    text: 'SELECT kepada FROM surat_keluar WHERE template = $1 ORDER BY created_at, kepada', values: [template],
  })).map(({ kepada }) => kepada)
  return { db, nodes: [db.app, other] as const, sub, contact, clientId, letters, address }
}

const onBoth = async (nodes: readonly Database[], work: (database: Database) => Promise<void>): Promise<void> => {
  await Promise.all(nodes.map(work))
}

const daysLater = (days: number): string => new Date(Date.parse(NOW) + days * 86_400_000).toISOString()

test('each day before an end belongs to one reminder at most', (t) => {
  const due = (left: number) => reminderSpans().filter(({ dari, sampai }) => left >= dari && left <= sampai).map(({ batas }) => batas)
  t.deepEqual([31, 30, 29, 8, 7, 6, 2, 1, 0].map(due), [[], [30], [30], [30], [7], [7], [7], [1], [1]])
})

test('the contact is reminded 30, 7 and 1 days before, each once, whoever looks and however often', async (t) => {
  const { nodes, contact, clientId, letters, db } = await openRoom(t)
  await issueOwnSecret({ database: db.app, clock: clockAt(NOW), oleh: contact }, { clientId, terakhir: '' })
  const told: number[] = []
  for (const day of [334, 335, 335, 340, 358, 359, 364, 364, 366]) {
    const clock = clockAt(daysLater(day))
    await onBoth(nodes, (database) => remindOfSecrets({ database, clock }))
    told.push((await letters('rahasia-berakhir')).length)
  }
  t.deepEqual(told, [0, 1, 1, 1, 2, 2, 3, 3, 3])
  t.deepEqual(new Set(await letters('rahasia-berakhir')), new Set(['kontak@banten.test']))
  const days = await db.owner.query<{ hari: number }>({
    text: `SELECT (data->>'hari')::int AS hari FROM audit_event WHERE kind = 'klien.rahasia-diingatkan' ORDER BY at`, values: [],
  })
  t.deepEqual(days.map(({ hari }) => hari), [30, 7, 1])
})

test('a reminder that nobody sent is overtaken by the next, and a revoked secret is not told of', async (t) => {
  const { contact, clientId, letters, db } = await openRoom(t)
  const house = { database: db.app, clock: clockAt(NOW), oleh: contact }
  await issueOwnSecret(house, { clientId, terakhir: '' })
  await remindOfSecrets({ database: db.app, clock: clockAt(daysLater(360)) })
  t.is((await letters('rahasia-berakhir')).length, 1)
  await db.owner.query({ text: 'UPDATE client_secret SET revoked_at = now() WHERE client_id = $1', values: [clientId] })
  await remindOfSecrets({ database: db.app, clock: clockAt(daysLater(364)) })
  t.is((await letters('rahasia-berakhir')).length, 1)
})

test('where nobody answers for it, or he has no address, the OPD is reminded', async (t) => {
  const { contact, clientId, letters, db, address } = await openRoom(t)
  await issueOwnSecret({ database: db.app, clock: clockAt(NOW), oleh: contact }, { clientId, terakhir: '' })
  await address(contact, null)
  await remindOfSecrets({ database: db.app, clock: clockAt(daysLater(335)) })
  t.deepEqual(await letters('rahasia-berakhir'), ['admin@banten.test', 'pengembang@banten.test'])
})

for (const [title, change] of [
  ['left the OPD', `UPDATE pegawai_jabatan SET valid_to = '2026-11-01' WHERE pegawai_id = $1 AND valid_to IS NULL`],
  ['is frozen', 'UPDATE account SET frozen_at = now() WHERE pegawai_id = $1'],
  ['has retired', `UPDATE pegawai SET tmt_pensiun = '2026-11-28' WHERE id = $1`],
  ['was dismissed', `UPDATE pegawai SET keadaan = 'tutup' WHERE id = $1`],
  ['has died', `UPDATE pegawai SET tgl_meninggal = '2026-11-27' WHERE id = $1`],
] as const) {
  test(`the contact ${title}: the OPD is asked for another one, once`, async (t) => {
    const { nodes, contact, clientId, letters, db, sub } = await openRoom(t)
    const clock = clockAt(NOW)
    await onBoth(nodes, (database) => askForSuccessors({ database, clock }))
    t.deepEqual(await letters('penerus-diminta'), [], 'he is there')
    await db.owner.query({ text: change, values: [contact] })
    for (const day of [0, 0, 1, 30]) {
      await onBoth(nodes, (database) => askForSuccessors({ database, clock: clockAt(daysLater(day)) }))
    }
    t.deepEqual(await letters('penerus-diminta'), ['admin@banten.test', 'pengembang@banten.test'])
    const admin = await sub('admin-opd')
    const { nip } = await demoPerson(db.app, 'admin-opd')
    t.true(await nameContact({ database: db.app, clock, oleh: admin }, { clientId, nomor: nip }))
    const [row] = await db.owner.query<{ penanggung_jawab: string; penerus_diminta_at: Date | null }>({
      text: 'SELECT penanggung_jawab, penerus_diminta_at FROM client WHERE client_id = $1', values: [clientId],
    })
    t.deepEqual(row, { penanggung_jawab: admin, penerus_diminta_at: null })
  })
}

test('a successor is somebody of this OPD who can sign in, and nobody else', async (t) => {
  const { db, clientId, contact, sub } = await openRoom(t)
  const who = { database: db.app, clock: clockAt(NOW), oleh: await sub('admin-opd') }
  for (const wanted of ['Pegawai Biro Hukum', 'Pegawai RSUD Banten']) {
    t.false(await nameContact(who, { clientId, nomor: (await demoPerson(db.app, wanted)).nip }), wanted)
  }
  for (const nomor of ['', 'x', '000000000000000000', "' OR 1=1"]) t.false(await nameContact(who, { clientId, nomor }), nomor)
  const [row] = await db.owner.query<{ penanggung_jawab: string }>({
    text: 'SELECT penanggung_jawab FROM client WHERE client_id = $1', values: [clientId],
  })
  t.is(row?.penanggung_jawab, contact)
})

test('a contact who is back and leaves again is asked about again', async (t) => {
  const { db, contact, letters } = await openRoom(t)
  const frozen = async (at: string | null): Promise<void> => {
    await db.owner.query({ text: 'UPDATE account SET frozen_at = $2 WHERE pegawai_id = $1', values: [contact, at] })
  }
  const look = (day: number) => askForSuccessors({ database: db.app, clock: clockAt(daysLater(day)) })
  await frozen(NOW)
  await look(0)
  await frozen(null)
  await look(1)
  await frozen(NOW)
  await look(2)
  t.is((await letters('penerus-diminta')).length, 4)
})
