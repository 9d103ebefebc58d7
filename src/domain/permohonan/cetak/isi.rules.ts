/** What stands on each sheet of an application. Pure: the same file gives the same sheet, and so the same hash. */
import { instantInWords } from '../../../kernel/lib/instant-in-words.ts'
import type { PermohonanFile } from '../alur/index.ts'
import type { Pemeriksaan } from '../csirt/pemeriksaan.queries.ts'
import type { TemuanTangan } from '../csirt/temuan.queries.ts'
import { type Hasil, PERIKSA } from '../csirt/temuan.ts'
import { ELEMEN, officialFacts, typedDay } from '../meja/isian.kata.ts'
import { PUTUSAN_KATA, sebagaiInWords } from '../kata.ts'
import type { KunciLangkah } from '../permohonan.ts'
import type { Bagian, JenisLembar, Lembar, Tanda } from './lembar.ts'

export interface Bahan {
  readonly file: PermohonanFile
  readonly laporan: Pemeriksaan | undefined
  readonly temuan: readonly TemuanTangan[]
}

type Kunjungan = PermohonanFile['langkah'][number]['kunjungan'][number]
type Diputus = Kunjungan & { readonly keputusan: NonNullable<Kunjungan['keputusan']> }

/** Visits that were decided, the oldest first. */
function decidedAt({ langkah }: PermohonanFile, ...kunci: readonly KunciLangkah[]): (Diputus & { readonly judul: string })[] {
  return langkah.filter((one) => kunci.includes(one.langkah.kunci))
    .flatMap(({ langkah: { judul }, kunjungan }) => kunjungan.flatMap((one) => one.keputusan ? [{ ...one, keputusan: one.keputusan, judul }] : []))
    .toSorted((one, other) => one.keputusan.at.getTime() - other.keputusan.at.getTime())
}

const text = (value: unknown): string => typeof value === 'string' ? value : ''

function signatureOf(visit: Diputus | undefined): Tanda | null {
  if (!visit) return null
  const { nama, sebagai, at } = visit.keputusan
  return { kapan: instantInWords(at), sebagai: sebagaiInWords(sebagai), nama }
}

const decisionRow = ({ judul, unit, keputusan }: Diputus & { judul: string }): string[] => [
  unit === null ? judul : `${judul}: ${unit}`, PUTUSAN_KATA[keputusan.putusan], `${keputusan.nama}, ${sebagaiInWords(keputusan.sebagai)}`,
  instantInWords(keputusan.at), [keputusan.alasan ?? '', text(keputusan.catatan['pengecualianPse'])].filter(Boolean).join('\n') || '–',
]

const DECISIONS = ['Langkah', 'Putusan', 'Oleh', 'Tanggal', 'Catatan'] as const

function head({ file: { permohonan: { diajukan_at: filed }, isian, opd } }: Bahan): Bagian {
  return { fakta: [
    ['Asal', opd], ['Nomor surat', isian.surat.nomor || '–'], ['Tanggal surat', typedDay(isian.surat.tanggal)],
    ['Diterima', filed ? instantInWords(filed) : '–'], ['Hal', `Permohonan integrasi aplikasi ${isian.nama} (${isian.subdomain})`],
  ] }
}

function disposisi(bahan: Bahan): Omit<Lembar, 'jenis' | 'nomor'> | undefined {
  const rows = decidedAt(bahan.file, 'persetujuan-opd', 'disposisi-dinas', 'disposisi-bidang', 'analisis', 'anggaran', 'integrasi')
  if (rows.length === 0) return undefined
  return { bagian: [head(bahan), { judul: 'Disposisi', tabel: { kolom: DECISIONS, baris: rows.map(decisionRow) } }],
    tanda: signatureOf(decidedAt(bahan.file, 'disposisi-dinas').at(-1)) }
}

/** The form as SOP 555/787 prints it. */
function formulir({ file }: Bahan): Omit<Lembar, 'jenis' | 'nomor'> {
  const { isian, opd, permohonan } = file
  const approved = decidedAt(file, 'persetujuan-opd').at(-1)
  return { bagian: [
    { fakta: officialFacts(isian, { nomor: permohonan.nomor ?? '', opd }) },
    { alinea: [`Dengan ini kami mengajukan integrasi sistem informasi / aplikasi dan data untuk OPD ${opd} dan menyanggupi serta `
      + 'berkomitmen untuk melakukan integrasi sistem informasi / aplikasi dan data dalam rangka menyajikan informasi terkini yang '
      + 'dibutuhkan oleh masyarakat Provinsi Banten.'] },
    ...isian.elemen.length === 0 ? [] : [{ judul: 'Elemen data yang diminta', tabel: {
      kolom: ['Elemen', 'Tujuan'], baris: isian.elemen.map(({ klaim, tujuan }) => [ELEMEN[klaim], tujuan]),
    } }],
    ...approved?.keputusan.putusan === 'surat'
      ? [{ alinea: [`Disetujui Kepala OPD dengan surat bertanda tangan nomor ${text(approved.keputusan.catatan['nomor'])}.`] }] : [],
  ], tanda: approved && approved.keputusan.putusan === 'setuju' ? signatureOf(approved) : null }
}

function analisis(bahan: Bahan): Omit<Lembar, 'jenis' | 'nomor'> | undefined {
  const rows = decidedAt(bahan.file, 'analisis')
  const last = rows.at(-1)
  if (!last) return undefined
  const owners = decidedAt(bahan.file, 'elemen')
  const budget = decidedAt(bahan.file, 'anggaran').at(-1)
  return { bagian: [
    head(bahan),
    { judul: 'Hasil analisis', alinea: [text(last.keputusan.catatan['laporan']) || last.keputusan.alasan || '–'] },
    { judul: 'Kesimpulan', fakta: [['Putusan', PUTUSAN_KATA[last.keputusan.putusan]], ['Catatan', last.keputusan.alasan ?? '–']] },
    ...owners.length === 0 ? [] : [{ judul: 'Persetujuan pemilik data', tabel: { kolom: DECISIONS, baris: owners.map(decisionRow) } }],
    ...budget ? [{ judul: 'Anggaran', fakta: [['Putusan', PUTUSAN_KATA[budget.keputusan.putusan]] as const,
      ...budget.keputusan.putusan === 'dianggarkan' ? [
        ['Nomor', text(budget.keputusan.catatan['nomor'])] as const, ['Jumlah', `Rp${text(budget.keputusan.catatan['jumlah'])}`] as const,
        ['Tahun', text(budget.keputusan.catatan['tahun'])] as const] : []] }] : [],
  ], tanda: signatureOf(last) }
}

const HASIL: Readonly<Record<Hasil, string>> = { 'lulus': 'Lulus', 'gagal': 'Gagal', 'tidak-dapat': 'Tidak dapat diperiksa dari sini' }

function csirt(bahan: Bahan): Omit<Lembar, 'jenis' | 'nomor'> | undefined {
  const { file, laporan, temuan } = bahan
  const rows = decidedAt(file, 'csirt')
  // A report that is still being made is none.
  if (!laporan?.tuntas_at && temuan.length === 0 && rows.length === 0) return undefined
  return { bagian: [
    { fakta: [['OPD', file.opd], ['Aplikasi', file.isian.nama], ['Host', file.isian.subdomain]] },
    ...laporan?.tuntas_at ? [{ judul: `Pemeriksaan otomatis ${instantInWords(laporan.tuntas_at)}`, tabel: {
      kolom: ['Butir', 'Hasil', 'Rincian'], baris: laporan.temuan.map(({ periksa, hasil, rincian }) => [PERIKSA[periksa], HASIL[hasil], rincian]),
    } }] : [],
    ...temuan.length === 0 ? [] : [{ judul: 'Temuan tim', tabel: {
      kolom: ['Bobot', 'Temuan', 'Keadaan'],
      baris: temuan.map(({ bobot, uraian, beres_at: done }) => [bobot, uraian, done ? `beres ${instantInWords(done)}` : 'terbuka']),
    } }],
    ...rows.length === 0 ? [] : [{ judul: 'Putusan', tabel: { kolom: DECISIONS, baris: rows.map(decisionRow) } }],
  ], tanda: signatureOf(rows.at(-1)) }
}

const MAKERS: Readonly<Record<JenisLembar, (bahan: Bahan) => Omit<Lembar, 'jenis' | 'nomor'> | undefined>> = { disposisi, formulir, analisis, csirt }

/** @returns a sheet; undefined where there is nothing to put on it yet */
export function lembarOf(jenis: JenisLembar, bahan: Bahan): Lembar | undefined {
  const { nomor } = bahan.file.permohonan
  const made = nomor === null ? undefined : MAKERS[jenis](bahan)
  return made && nomor !== null ? { jenis, nomor, ...made } : undefined
}
