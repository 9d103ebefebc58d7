import { reportMistake } from '../../src/domain/accounts/koreksi/koreksi.service.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { subOf } from '../sessions/people.ts'
import type { House } from './house.ts'

/** Has somebody report a mistake. @returns the id of the report */
export async function laporanId({ db, clock }: Pick<House, 'db' | 'clock'>, nip: string): Promise<string> {
  const uraian = `Jabatan saya sudah berganti, SK nomor ${newId()}.`
  await reportMistake({ database: db.app, clock }, { pegawaiId: await subOf(db, nip), bidang: 'jabatan', uraian })
  const [row] = await db.owner.query<{ id: string }>({
    text: 'SELECT id FROM laporan_koreksi WHERE uraian = $1', values: [uraian],
  })
  if (!row) throw new Error('too many reports of this person wait')
  return row.id
}
