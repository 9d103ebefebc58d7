import { readIsian } from '../../src/domain/permohonan/formulir/isian.schema.ts'
import { storeAttachment } from '../../src/domain/permohonan/formulir/lampiran.service.ts'
import { closeTrial } from '../../src/domain/permohonan/formulir/uji.service.ts'
import { actAs } from '../../src/domain/audit/act.ts'
import { subOf } from '../sessions/people.ts'
import { everyRole } from './desk.ts'
import type { House } from './house.ts'

type Base = Pick<House, 'db' | 'clock'>

/** A PDF of a few bytes, as an office program would begin and end one. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')

/** A form that may be filed, but for its attachment. */
export const ISI = {
  nama: 'Kinerja Guru', keterangan: 'Mencatat kinerja guru di seluruh sekolah.',
  penanggungJawab: { nama: 'Siti Contoh', telepon: '0254 123456', surel: 'siti@dindikbud.bantenprov.go.id', jabatan: 'Pranata Komputer' },
  subdomain: 'kinerja-guru.bantenprov.go.id', surat: { nomor: '555/1/Dindikbud', tanggal: '2026-11-20' },
  spesifikasi: { uraian: 'PHP 8 dan MariaDB; tabel guru, kinerja, dan sekolah.' }, komitmen: true, jenisKlien: 'server',
  uri: { redirect: ['https://kinerja-guru.bantenprov.go.id/sso/callback'], logout: [] }, uriUji: ['http://localhost:8080/sso/callback'],
  elemen: [{ klaim: 'profile', tujuan: 'Menampilkan nama di layar.' }], kredensial: 'rahasia', pse: { nomor: 'PSE-0001' },
}

/**
 * A draft of Dinas Pendidikan, of the person who holds every role (`everyRole`); drafts and trials of before are gone.
 * @returns its id
 */
export async function draftOf(house: Base, { isi = ISI, slug = 'dindikbud' }: { isi?: object; slug?: string } = {}): Promise<string> {
  const pemohon = await subOf(house.db, (await everyRole(house)).nip)
  const [row] = await house.db.owner.query<{ id: string }>({
    text: `INSERT INTO permohonan (jenis, prosedur, versi, unit_id, pemohon, isi, created_at, updated_at)
      SELECT 'baru', 'sop-555-787', 1, u.id, $2, $3, $4, $4 FROM unit_kerja u WHERE u.slug = $1 RETURNING id`,
    values: [slug, pemohon, JSON.stringify(readIsian(isi)), house.clock.now()],
  })
  return row?.id ?? ''
}

/** Adds a file to an application, and names it in its form as the letter. @returns its id */
export async function attach({ db, clock }: Base, permohonanId: string, { jenis = 'surat-permohonan', name = 'surat.pdf', bytes = PDF } = {}): Promise<string> {
  const [row] = await db.owner.query<{ pemohon: string }>({ text: 'SELECT pemohon FROM permohonan WHERE id = $1', values: [permohonanId] })
  const oleh = row?.pemohon ?? ''
  const stored = await actAs({ database: db.app, clock, actor: `pegawai:${oleh}` }, (act) =>
    storeAttachment(act, { permohonanId, jenis, file: { name, bytes }, oleh }))
  if (!stored.ok) throw new Error(stored.salah)
  await db.owner.query({
    text: `UPDATE permohonan SET isi = jsonb_set(isi, '{surat,lampiran}', to_jsonb($2::text)) WHERE id = $1 AND $3 = 'surat-permohonan'`,
    values: [permohonanId, stored.id, jenis],
  })
  return stored.id
}

/** A draft that may be filed. @returns its id */
export async function completeDraft(house: Base, change: object = {}): Promise<string> {
  const id = await draftOf(house, { isi: { ...ISI, ...change } })
  await attach(house, id)
  return id
}

/** Everything of applications is gone; trials are closed, so that their hosts are free again. */
export async function forgetApplications({ db, clock }: Base): Promise<void> {
  const trials = await db.owner.query<{ id: string }>(
    { text: 'SELECT permohonan_id AS id FROM permohonan_uji WHERE ditutup_at IS NULL', values: [] })
  for (const { id } of trials) await actAs({ database: db.app, clock, actor: 'sistem' }, (act) => closeTrial(act, id))
  await db.owner.query({ text: `UPDATE permohonan SET client_id = NULL, aplikasi_id = NULL WHERE jenis = 'baru'`, values: [] })
  await db.owner.query({ text: 'TRUNCATE permohonan CASCADE', values: [], prepared: false })
}
