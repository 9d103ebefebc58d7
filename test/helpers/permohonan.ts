import { decide, fileApplication, PROSEDUR_SEKARANG } from '../../src/domain/permohonan/alur/index.ts'
import { createFormulir } from '../../src/domain/permohonan/formulir/formulir.ts'
import type { KunciLangkah, Putusan } from '../../src/domain/permohonan/permohonan.ts'
import { newId, sha256 } from '../../src/kernel/lib/ids.ts'
import { goodIsian } from '../permohonan/contoh.ts'
import { subOf } from '../sessions/people.ts'
import type { House } from './house.ts'
import { demoPerson } from './people.ts'

type Instance = Pick<House, 'db' | 'clock' | 'issuer'>

/** A draft of Dinas Pendidikan, by its developer of the demo table, with its letter attached. @returns its id */
export async function draftPermohonan({ db, clock }: Instance, change: Record<string, unknown> = {}): Promise<string> {
  const [id, lampiran, at] = [newId(), newId(), clock.now()]
  const pemohon = await subOf(db, (await demoPerson(db.app, 'pengembang')).nip)
  const subdomain = `uji-${id.slice(0, 8)}.bantenprov.go.id`
  const isi = goodIsian({
    subdomain, uri: { redirect: [`https://${subdomain}/cb`], logout: [], backchannel: `https://${subdomain}/keluar` },
    surat: { nomor: '555/1/Dindikbud', tanggal: '2026-11-20', lampiran }, ...change,
  })
  const unit = await db.owner.knex<{ id: string; slug: string }>('unit_kerja').where({ slug: 'dindikbud' }).first('id')
  await db.app.knex('permohonan').insert({
    id, jenis: 'baru', ...PROSEDUR_SEKARANG.baru, unit_id: unit?.id, pemohon, isi: JSON.stringify(isi), created_at: at, updated_at: at,
  })
  await db.app.knex('permohonan_lampiran').insert({
    id: lampiran, permohonan_id: id, jenis: 'surat-permohonan', nama: 'surat.pdf', mime: 'application/pdf', ukuran: 5, sha256: sha256('surat'),
    oleh: pemohon, at,
  })
  await db.app.knex('permohonan_potongan').insert({ lampiran_id: lampiran, urut: 0, isi: Buffer.from('surat') })
  return id
}

/** The same, filed. */
export async function filedPermohonan(house: Instance, change: Record<string, unknown> = {}): Promise<string> {
  const id = await draftPermohonan(house, change)
  await fileAgain(house, id)
  return id
}

/** Files a draft, or what was sent back. @throws Error with what is wrong with it */
export async function fileAgain({ db, clock, issuer }: Instance, id: string): Promise<void> {
  const oleh = await subOf(db, (await demoPerson(db.app, 'pengembang')).nip)
  const filed = await fileApplication({ database: db.app, clock, formulir: createFormulir({ issuer }) }, { id, oleh })
  if (!('nomor' in filed)) throw new Error(JSON.stringify(filed.kesalahan))
}

/** What is said at each step when all goes well, and by whom of the demo table. */
const JALAN: readonly (readonly [KunciLangkah, string, Putusan, Record<string, unknown>?])[] = [
  ['persetujuan-opd', 'kepala-opd', 'setuju'], ['disposisi-dinas', 'kepala-dinas', 'terima', { pengecualianPse: 'Sedang diurus.' }], ['disposisi-bidang', 'kepala-bidang', 'teruskan'],
  ['elemen', 'pemilik-data', 'setuju'], ['analisis', 'kepala-seksi', 'setuju', { laporan: 'Struktur data diperiksa dan cukup.' }],
  ['csirt', 'csirt', 'lulus'], ['anggaran', 'kepala-seksi', 'tidak-perlu'], ['integrasi', 'kepala-seksi', 'selesai'],
]

/** @returns id of the open visit of a step, empty where there is none */
export async function openVisit({ db }: Pick<House, 'db'>, id: string, langkah: KunciLangkah): Promise<string> {
  const row = await db.owner.knex<{ id: string; permohonan_id: string; langkah: string; selesai_at: Date | null }>('permohonan_langkah')
    .where({ permohonan_id: id, langkah, selesai_at: null }).first('id')
  return row?.id ?? ''
}

/** Says one thing at the open visit of a step, of the form as it was filed. */
export async function sayAt(
  { db, clock, issuer }: Instance, id: string,
  { langkah, siapa, putusan, catatan = {} }: { langkah: KunciLangkah; siapa: string; putusan: Putusan; catatan?: Record<string, unknown> },
): Promise<void> {
  const row = await db.owner.knex<{ id: string; isi_hash: Buffer }>('permohonan').where({ id }).first('isi_hash')
  await decide({ database: db.app, clock, formulir: createFormulir({ issuer }) }, {
    langkahId: await openVisit({ db }, id, langkah), oleh: await subOf(db, (await demoPerson(db.app, siapa)).nip), putusan,
    alasan: 'Sudah diperiksa.', catatan, isiHash: row?.isi_hash ?? Buffer.alloc(0),
  })
}

/** Brings an application to a step by what the seats before it say. */
export async function bringTo(house: Instance, id: string, langkah: KunciLangkah): Promise<void> {
  for (const [at, siapa, putusan, catatan] of JALAN.slice(0, JALAN.findIndex(([one]) => one === langkah))) {
    await sayAt(house, id, { langkah: at, siapa, putusan, ...catatan && { catatan } })
  }
}
