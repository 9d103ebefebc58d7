import test from 'ava'
import { contactsOf } from '../../src/domain/accounts/pesan/index.ts'
import { openDirectory } from '../kepegawaian/directory.ts'
import { pegawai, TODAY } from '../kepegawaian/feeds.ts'

// TODAY of the feeds lies before the day of this machine: a change is dated by the database, a birth by the import.

const HP = (serial: number): string => `08120000000${serial}`
const days = (n: number): Date => new Date(Date.now() + n * 86_400_000)

test('what comes with the first import is believed at once; who or what comes later, after seven days', async (t) => {
  const directory = await openDirectory(t)
  const usable = async (serial: number, at: Date): Promise<readonly string[]> => {
    const [row] = await directory.rows<{ pegawai_id: string }>('SELECT pegawai_id FROM pegawai_sumber WHERE external_id = $1', [`P${serial}`])
    return (await contactsOf(directory.database, row?.pegawai_id ?? '', at)).usable
  }
  const one = pegawai(1, { nomor_hp: HP(1) })
  const two = pegawai(2, { nomor_hp: HP(2) })
  await directory.import({ pegawai: [one, two] })
  t.deepEqual(await usable(1, new Date(`${TODAY}T12:00:00Z`)), ['sms'])

  await directory.import({ pegawai: [one, pegawai(2, { nomor_hp: HP(9) }), pegawai(3, { nomor_hp: HP(3) })], day: '2026-11-23' })
  const [born] = await directory.rows<{ no_hp_sejak: Date }>(`SELECT no_hp_sejak FROM pegawai WHERE no_hp = '+6281200000003'`)
  const after = (n: number): Date => new Date((born?.no_hp_sejak.getTime() ?? 0) + n * 86_400_000)
  t.deepEqual(await usable(3, after(6.9)), [], 'a new one is reached by letter or helper')
  t.deepEqual(await usable(3, after(7)), ['sms'])
  t.deepEqual(await usable(2, days(6.9)), [], 'a changed number')
  t.deepEqual(await usable(2, days(7.1)), ['sms'])
  t.deepEqual(await usable(1, days(0)), ['sms'], 'who did not change')
})

test('everybody of the first import has the same beginning, however long it takes', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [1, 2, 3].map((serial) => pegawai(serial, { nomor_hp: HP(serial) })) })
  const [row] = await directory.rows<{ late: number }>(
    `SELECT count(*)::int AS late FROM pegawai WHERE no_hp_sejak > (SELECT min(finished_at) FROM kepegawaian_run WHERE outcome = 'diterapkan')`)
  t.is(row?.late, 0)
})
