import type { Database } from '../../../kernel/db/database.ts'
import type { Keputusan, Kunjungan, Permohonan } from '../permohonan.ts'
import { HOLIDAYS, unitName } from './meja.queries.ts'

/** An attachment, without its bytes. */
export interface Lampiran {
  readonly id: string
  readonly jenis: string
  readonly nama: string
  readonly mime: string
  /** bytes */
  readonly ukuran: number
  readonly at: Date
}

/** A decision as pages tell it. */
export type KeputusanOrang = Omit<Keputusan, 'permohonan_id' | 'langkah_id'> & { readonly nama: string }

export type KunjunganBerkas = Kunjungan & {
  /** whose desk, where it is one of an OPD */
  readonly unit: string | null
  readonly keputusan: KeputusanOrang | null
}

export interface BerkasRow {
  readonly permohonan: Permohonan
  readonly opd: string
  readonly pemohon: string
  /** name of the row of Table 1, or of what was registered */
  readonly aplikasi: string | null
  /** state of its client */
  readonly klien: string | null
  /** the oldest first */
  readonly kunjungan: readonly KunjunganBerkas[]
  readonly lampiran: readonly Lampiran[]
  readonly libur: readonly string[]
  /** what the filing before the last one said */
  readonly sebelumnya: unknown
}

type Texts<One, Key extends keyof One> = Omit<One, Key> & { readonly [Name in Key]: string }
type Raw = Permohonan & Omit<BerkasRow, 'permohonan' | 'kunjungan' | 'lampiran' | 'pemohon'> & {
  readonly nama_pemohon: string
  readonly lampiran: readonly Texts<Lampiran, 'at'>[]
  readonly kunjungan: readonly (Texts<Omit<KunjunganBerkas, 'selesai_at' | 'keputusan'>, 'mulai_at'> & {
    readonly selesai_at: string | null
    readonly keputusan: Texts<KeputusanOrang, 'at' | 'isi_hash'> | null
  })[]
}

const VISITS = `
  SELECT coalesce(jsonb_agg(to_jsonb(v) || jsonb_build_object('unit', ${unitName('v.unit_id')}, 'keputusan',
    CASE WHEN k.id IS NOT NULL THEN jsonb_build_object('id', k.id, 'oleh', k.oleh, 'nama', o.nama, 'sebagai', k.sebagai,
      'putusan', k.putusan, 'alasan', k.alasan, 'catatan', k.catatan - 'isi', 'isi_hash', encode(k.isi_hash, 'hex'), 'at', k.at) END)
    ORDER BY v.mulai_at, v.ke, v.id), '[]')
  FROM permohonan_langkah v LEFT JOIN permohonan_keputusan k ON k.langkah_id = v.id LEFT JOIN pegawai o ON o.id = k.oleh
  WHERE v.permohonan_id = p.id`

const FILE = `
  SELECT p.*, ${unitName('p.unit_id')} AS opd, d.nama AS nama_pemohon, a.nama AS aplikasi, c.state AS klien, (${VISITS}) AS kunjungan,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'jenis', l.jenis, 'nama', l.nama, 'mime', l.mime, 'ukuran', l.ukuran,
       'at', l.at) ORDER BY l.at, l.id), '[]') FROM permohonan_lampiran l WHERE l.permohonan_id = p.id) AS lampiran,
    (SELECT k.catatan -> 'isi' FROM permohonan_keputusan k JOIN permohonan_langkah l ON l.id = k.langkah_id
     WHERE k.permohonan_id = p.id AND l.langkah = 'pengajuan' ORDER BY l.ke DESC LIMIT 1 OFFSET 1) AS sebelumnya,
    ${HOLIDAYS} AS libur
  FROM permohonan p JOIN pegawai d ON d.id = p.pemohon LEFT JOIN client c ON c.client_id = p.client_id
    LEFT JOIN aplikasi a ON a.id = coalesce(p.aplikasi_id, c.aplikasi_id)
  WHERE p.id = $2`

/** @returns everything about an application in one statement; undefined when there is none of this id */
export async function findBerkas(database: Database, { id, today }: { id: string; today: string }): Promise<BerkasRow | undefined> {
  const [row] = await database.query<Raw>({ text: FILE, values: [today, id] })
  if (row === undefined) return undefined
  const { opd, nama_pemohon: pemohon, aplikasi, klien, kunjungan, lampiran, sebelumnya, libur, ...permohonan } = row
  return {
    permohonan, opd, pemohon, aplikasi, klien, libur, sebelumnya: sebelumnya ?? undefined,
    lampiran: lampiran.map((one) => ({ ...one, at: new Date(one.at) })),
    kunjungan: kunjungan.map(({ keputusan, ...one }) => ({
      ...one, mulai_at: new Date(one.mulai_at), selesai_at: one.selesai_at === null ? null : new Date(one.selesai_at),
      keputusan: keputusan && { ...keputusan, at: new Date(keputusan.at), isi_hash: Buffer.from(keputusan.isi_hash, 'hex') },
    })),
  }
}
