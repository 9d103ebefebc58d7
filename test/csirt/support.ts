import { canonicalHash } from '../../src/domain/permohonan/formulir/hash.rules.ts'
import type { TestDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'
import { subOf } from '../sessions/people.ts'

/** An application as filed, written past the use-case, with only what the check reads. @returns its id */
export async function filed({ owner, app }: TestDatabase, isi: Record<string, unknown>): Promise<string> {
  const pemohon = await subOf({ owner, app } as TestDatabase, (await demoPerson(app, 'pengembang')).nip)
  const [row] = await owner.query<{ id: string }>({
    text: `INSERT INTO permohonan (nomor, jenis, prosedur, versi, unit_id, pemohon, isi, isi_hash, keadaan, created_at, updated_at, diajukan_at)
           SELECT '9' || substr(gen_random_uuid()::text, 1, 8), 'baru', 'sop-555-787', 1, u.id, $1, $2, $3, 'berjalan', now(), now(), now()
           FROM unit_kerja u WHERE u.slug = 'dindikbud' RETURNING id`,
    values: [pemohon, JSON.stringify(isi), canonicalHash(isi)],
  })
  return row?.id ?? ''
}
