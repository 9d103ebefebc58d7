import { filedPermohonan } from '../helpers/permohonan.ts'
import { attach, completeDraft, draftOf, forgetApplications, PDF } from '../helpers/draf.ts'
import type { House } from '../helpers/house.ts'
import { type Form, staffForm, type StaffRow } from './staff-form.ts'

// Applications on their way, below /pengembang.

const ONE = '/pengembang/permohonan/:id'

const unitId = async (house: House): Promise<string> => (await house.db.owner.query<{ id: string }>(
  { text: `SELECT id FROM unit_kerja WHERE slug = 'dindikbud'`, values: [] }))[0]?.id ?? ''

const onOne = (act: string, fields: Record<string, string>, make = completeDraft) => async (house: House): Promise<Form> => {
  await forgetApplications(house)
  return staffForm(house, `${ONE}/${act}`, fields, { id: await make(house) })
}

const hashOf = async ({ db }: House, id: string): Promise<string> => (await db.owner.query<{ hash: string }>(
  { text: `SELECT encode(isi_hash, 'hex') AS hash FROM permohonan WHERE id = $1`, values: [id] }))[0]?.hash ?? ''

export const PERMOHONAN_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /pengembang': { status: 200 },
  'GET /pengembang/permohonan/baru': { status: 200 },
  'POST /pengembang/permohonan/baru': { status: 404, form: async (house) =>
    staffForm(house, '/pengembang/permohonan/baru', { unit: await unitId(house) }) },
  [`GET ${ONE}`]: { status: 404 },
  [`GET ${ONE}/isian/:bagian`]: { status: 404 },
  [`POST ${ONE}/isian/:bagian`]: { status: 404, form: async (house) =>
    staffForm(house, `${ONE}/isian/:bagian`, { revisi: '1', nama: 'Rapor' }, { id: await draftOf(house), bagian: 'aplikasi' }) },
  [`POST ${ONE}/lampiran`]: { status: 404, form: async (house) => {
    const form = await onOne('lampiran', { jenis: 'lain' }, draftOf)(house)
    return { ...form, files: { berkas: { name: 'catatan.pdf', content: PDF.toString('latin1') } } }
  } },
  [`GET ${ONE}/lampiran/:berkas`]: { status: 404 },
  [`POST ${ONE}/lampiran/:berkas`]: { status: 404, form: async (house) => {
    const id = await draftOf(house)
    return staffForm(house, `${ONE}/lampiran/:berkas`, {}, { id, berkas: await attach(house, id, { jenis: 'lain' }) })
  } },
  [`GET ${ONE}/kepemilikan`]: { status: 404 },
  [`POST ${ONE}/kepemilikan`]: { status: 404, form: onOne('kepemilikan', { cara: 'berkas' }) },
  [`GET ${ONE}/uji`]: { status: 404 },
  [`POST ${ONE}/uji`]: { status: 404, form: onOne('uji', {}) },
  [`POST ${ONE}/ajukan`]: { status: 404, form: onOne('ajukan', {}) },
  [`POST ${ONE}/surat`]: { status: 404, form: async (house) => {
    await forgetApplications(house)
    const id = await filedPermohonan(house)
    return staffForm(house, `${ONE}/surat`, { nomor: '800/1/Dindikbud', lampiran: await attach(house, id, { jenis: 'surat-bertanda-tangan' }),
      berkas: await hashOf(house, id) }, { id })
  } },
  [`GET ${ONE}/tarik`]: { status: 404 },
  [`POST ${ONE}/tarik`]: { status: 404, form: onOne('tarik', { alasan: 'Diajukan lagi tahun depan.' }) },
}
