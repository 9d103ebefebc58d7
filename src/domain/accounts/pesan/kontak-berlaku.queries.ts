import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'

/** Everything that decides where a message to somebody goes. */
export interface ContactRow {
  readonly email: string | null
  readonly email_sejak: Date | null
  readonly no_hp: string | null
  readonly no_hp_sejak: Date | null
  readonly bahasa: 'id' | 'en' | null
  readonly saluran_utama: 'email' | 'sms' | null
  /** ways on which messages leave this instance, null: all */
  readonly lewat: readonly ('email' | 'sms')[] | null
  /** when the first import was applied */
  readonly awal: Date | null
  /** the newest that was recorded by hand and confirmed, of each column */
  readonly dicatat: readonly { kolom: 'email' | 'no_hp'; nilai: string; diputus: string; berlaku: string }[]
}

const CONTACTS = `
  SELECT p.email, p.email_sejak, p.no_hp, p.no_hp_sejak, a.bahasa, a.saluran_utama,
    (SELECT saluran FROM saluran_pesan) AS lewat,
    (SELECT min(finished_at) FROM kepegawaian_run WHERE outcome = 'diterapkan') AS awal,
    coalesce((SELECT jsonb_agg(jsonb_build_object('kolom', d.kolom, 'nilai', d.nilai, 'diputus', d.diputus_at, 'berlaku', d.berlaku_at))
      FROM (SELECT DISTINCT ON (kolom) kolom, nilai, diputus_at, berlaku_at FROM kontak_dicatat
        WHERE pegawai_id = p.id AND putusan = 'disetujui' AND berlaku_at <= :at ORDER BY kolom, berlaku_at DESC) d), '[]') AS dicatat
  FROM pegawai p LEFT JOIN account a ON a.pegawai_id = p.id WHERE p.id = :pegawaiId`

/** @returns undefined when there is no such person */
export async function findContacts(database: Database | Knex.Transaction, pegawaiId: string, at: Date): Promise<ContactRow | undefined> {
  const knex = 'knex' in database ? database.knex : database
  const { rows } = await knex.raw<{ rows: ContactRow[] }>(CONTACTS, { pegawaiId, at })
  return rows[0]
}
