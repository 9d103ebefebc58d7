import type { LangkahBerkas, Lampiran, PermohonanFile } from '../../domain/permohonan/alur/index.ts'
import { ELEMEN } from '../../domain/permohonan/meja/isian.kata.ts'
import { instantInWords, numberInWords } from '../kerja.rules.ts'
import { PUTUSAN_KATA, sebagaiInWords } from '../../domain/permohonan/kata.ts'
import { jamInWords, type Lencana, putusanBadge } from '../permohonan.kata.ts'
import { filePath } from './meja.ts'

// A file as its page shows it.

/** One visit of a step. */
interface Kunjungan {
  /** class of the list of steps */
  readonly kelas: 'done' | 'now' | 'stopped' | ''
  readonly judul: string
  readonly lencana: Lencana
  /** lines below it */
  readonly kata: readonly string[]
  readonly alasan: string | null
}

const text = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : undefined

/** What a decision says beyond its word. */
function notesOf(catatan: Readonly<Record<string, unknown>>): string[] {
  const waiver = text(catatan['pengecualianPse'])
  const [nomor, jumlah, tahun] = ['nomor', 'jumlah', 'tahun'].map((name) => text(catatan[name]))
  return [
    ...waiver === undefined ? [] : [`Dikecualikan dari nomor PSE: ${waiver}`],
    ...jumlah === undefined ? [] : [`Anggaran nomor ${nomor ?? '–'}, Rp${jumlah}, tahun ${tahun ?? '–'}`],
    ...jumlah === undefined && nomor !== undefined ? [`Surat nomor ${nomor}`] : [],
    ...catatan['suratDiperiksa'] === true ? ['Surat Kepala OPD sudah diperiksa'] : [],
  ]
}

/** Sending back and refusing stop the line. */
const STOPS: ReadonlySet<string> = new Set(['kembalikan', 'tolak', 'temuan'])

function visitOf(judul: string, { keputusan, selesai_at: end, mulai_at: from, unit, jam }: LangkahBerkas['kunjungan'][number]): Kunjungan {
  const name = unit === null ? judul : `${judul}: ${unit}`
  if (keputusan === null) {
    const { sisa, ...lencana } = jamInWords(jam)
    return end === null
      ? { kelas: 'now', judul: name, lencana, kata: [`sejak ${instantInWords(from)}`, sisa], alasan: null }
      : { kelas: '', judul: name, lencana: { teks: 'Terhenti', lencana: '' }, kata: [`${instantInWords(from)} sampai ${instantInWords(end)}`], alasan: null }
  }
  return {
    kelas: STOPS.has(keputusan.putusan) ? 'stopped' : 'done', judul: name, lencana: putusanBadge(keputusan.putusan),
    kata: [`${keputusan.nama}, ${sebagaiInWords(keputusan.sebagai)}`, instantInWords(keputusan.at), ...notesOf(keputusan.catatan)],
    alasan: keputusan.alasan,
  }
}

/** @returns every visit in the order in which they began, then what is still to come */
export function journeyOf(file: PermohonanFile): Kunjungan[] {
  const visits = file.langkah.flatMap(({ langkah, kunjungan }) => kunjungan.map((visit) => ({ at: visit.mulai_at, row: visitOf(langkah.judul, visit) })))
  const coming = file.langkah.filter(({ keadaan, kunjungan }) => keadaan === 'belum' && kunjungan.length === 0)
  return [
    ...visits.toSorted((one, other) => one.at.getTime() - other.at.getTime()).map(({ row }) => row),
    ...coming.map(({ langkah }): Kunjungan => ({ kelas: '', judul: langkah.judul, lencana: { teks: 'Belum', lencana: '' }, kata: [], alasan: null })),
  ]
}

/** @returns the elements for a table, each with what its owners said last */
export function elementRows({ isian, langkah }: PermohonanFile) {
  const owners = langkah.find(({ langkah: one }) => one.kunci === 'elemen')?.kunjungan ?? []
  const last = new Map(owners.map((visit): [string, LangkahBerkas['kunjungan'][number]] => [visit.unit_id ?? '', visit]))
  const said = [...last.values()].map(({ unit, keputusan }) => `${unit ?? ''}: ${keputusan ? PUTUSAN_KATA[keputusan.putusan] : 'menunggu'}`)
  return {
    baris: isian.elemen.map(({ klaim, tujuan }) => [{ teks: ELEMEN[klaim], kecil: klaim }, tujuan || 'tanpa tujuan tertulis']),
    pemilik: said,
  }
}

const JENIS_LAMPIRAN: Readonly<Record<string, string>> = {
  'surat': 'Surat permohonan', 'surat-bertanda-tangan': 'Surat bertanda tangan Kepala OPD', 'spesifikasi': 'Spesifikasi teknis',
  'laporan-analisis': 'Laporan analisis', 'laporan-csirt': 'Laporan CSIRT',
}

/** @returns attachments for a table */
export const attachmentRows = (id: string, lampiran: readonly Lampiran[]) => lampiran.map((one) => [
  { teks: one.nama, href: `${filePath(id)}/lampiran/${one.id}`, kecil: `${numberInWords(Math.ceil(one.ukuran / 1024))} KB` },
  JENIS_LAMPIRAN[one.jenis] ?? one.jenis, instantInWords(one.at),
])

const PARTS: Readonly<Record<string, string>> = {
  nama: 'nama', keterangan: 'keterangan', penanggungJawab: 'penanggung jawab', subdomain: 'subdomain', surat: 'surat',
  spesifikasi: 'spesifikasi', komitmen: 'komitmen', jenisKlien: 'jenis klien', uri: 'alamat', uriUji: 'alamat uji', elemen: 'elemen data',
  aturanMasuk: 'siapa boleh masuk', peranAplikasi: 'peran aplikasi', acrMinimum: 'jaminan masuk', pse: 'PSE', kredensial: 'kredensial',
  jwks: 'kunci', jwksUri: 'alamat kunci',
}

/** @returns names of the parts that say something else than when it was filed the time before */
export function changedParts({ isian, sebelumnya }: PermohonanFile): string[] {
  if (sebelumnya === undefined) return []
  const [now, before] = [isian, sebelumnya] as unknown as Record<string, unknown>[]
  return Object.entries(PARTS).filter(([key]) => JSON.stringify(now?.[key]) !== JSON.stringify(before?.[key])).map(([, nama]) => nama)
}
