import { newId } from '../../src/kernel/lib/ids.ts'
import type { TestDatabase } from '../helpers/database.ts'

/** Somebody of the directory; his contacts are as old as he is. */
export async function addPerson({ owner }: TestDatabase, columns: object = {}): Promise<string> {
  const id = newId()
  await owner.knex('pegawai').insert({
    id, nama: 'Siti', tanggal_lahir: '1990-01-01', kedudukan_kode: '01', keadaan: 'aktif', synthetic: true,
    created_at: '2026-01-01T00:00:00Z', ...columns,
  })
  return id
}
