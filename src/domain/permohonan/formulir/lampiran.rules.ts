import { isPlainDocx } from '../../../kernel/lib/docx.ts'
import { paperKind } from '../../../kernel/lib/file-kind.ts'
import { cleanText } from './bersih.rules.ts'

/** What a file is for. */
export const JENIS_LAMPIRAN = {
  'surat-permohonan': 'Surat permohonan',
  'surat-bertanda-tangan': 'Formulir atau surat bertanda tangan Kepala OPD (pindaian)',
  'spesifikasi': 'Spesifikasi teknis dan struktur data',
  'lain': 'Dokumen lain',
} as const
export type JenisLampiran = keyof typeof JENIS_LAMPIRAN

export const isJenisLampiran = (text: string): text is JenisLampiran => Object.hasOwn(JENIS_LAMPIRAN, text)

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Kinds that are kept, with the ending under which they are given out. */
export const JENIS_BERKAS = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', [DOCX]: 'docx' } as const
export type JenisBerkas = keyof typeof JENIS_BERKAS

export const MOST_FILE_BYTES = 10 * 1024 * 1024
/** Of one application. */
export const MOST_FILES = 30

export type SalahBerkas = 'kosong' | 'besar' | 'jenis' | 'aktif' | 'ganda'

export const SALAH_BERKAS: Readonly<Record<SalahBerkas, string>> = {
  kosong: 'Pilih berkas yang tidak kosong.',
  besar: 'Berkas paling besar 10 MB.',
  jenis: 'Isi berkas harus PDF, PNG, JPEG, atau DOCX tanpa makro.',
  aktif: 'PDF ini memuat program atau berkas lain. Simpan kembali sebagai PDF biasa.',
  ganda: 'Berkas ini memuat berkas lain di belakangnya. Simpan kembali, lalu unggah.',
}

/** Names of PDF (ISO 32000-2 section 12.6.4) by which a document runs or carries something; where they are not packed. */
const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b/
const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const TAIL = 66_000
const PNG_END = Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

/** Whether something else begins where the document ends. */
function hasTail(kind: keyof typeof JENIS_BERKAS, bytes: Buffer): boolean {
  if (bytes.subarray(-TAIL).includes(ZIP_END)) return true
  if (kind === 'image/png') return !bytes.subarray(-PNG_END.length).equals(PNG_END)
  return kind === 'application/pdf' && !bytes.subarray(-1024).includes('%%EOF')
}

/** @returns the kind of a file that may be kept, or why it may not, by its bytes alone */
export function judgeFile(bytes: Buffer | undefined): { ok: true; mime: JenisBerkas } | { ok: false; salah: SalahBerkas } {
  if (bytes === undefined || bytes.length === 0) return { ok: false, salah: 'kosong' }
  if (bytes.length > MOST_FILE_BYTES) return { ok: false, salah: 'besar' }
  const paper = paperKind(bytes)
  if (paper === undefined) return isPlainDocx(bytes) ? { ok: true, mime: DOCX } : { ok: false, salah: 'jenis' }
  if (hasTail(paper, bytes)) return { ok: false, salah: 'ganda' }
  const isActive = paper === 'application/pdf' && ACTIVE.test(bytes.toString('latin1'))
  return isActive ? { ok: false, salah: 'aktif' } : { ok: true, mime: paper }
}

/** @returns a file's name as it is shown: without folders, one line, at most 120 characters */
export const shownName = (name: string): string =>
  cleanText(name.split(/[/\\]/).at(-1) ?? '').replace(/\n/g, ' ').slice(0, 120) || 'tanpa nama'
