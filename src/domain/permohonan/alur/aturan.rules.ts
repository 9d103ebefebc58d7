/** Who may decide what: pure, proved as a table of every role, step and state (test/permohonan/alur-aturan.test.ts). */
import type { PersonToday } from '../../pegawai/person.ts'
import type { KunciLangkah, Permohonan, Peran, Putusan, Sebagai } from '../permohonan.ts'
import { akibatOf, type Langkah } from './definisi.ts'

/** Why a decision is refused. */
export type Alasan =
  | 'bukan-wewenang' | 'ditahan' | 'tidak-berjalan' | 'sudah-diputus' | 'isi-berubah' | 'pengajuan-sendiri' | 'orang-yang-sama'
  | 'putusan-lain' | 'tanpa-alasan' | 'gerbang-belum' | 'tanpa-nomor-pse' | 'surat-belum-ada' | 'surat-belum-diperiksa'
  | 'anggaran-belum-lengkap'

/** The same for whoever reads it. */
export const ALASAN: Readonly<Record<Alasan, string>> = {
  'bukan-wewenang': 'Langkah ini bukan wewenang Anda hari ini.',
  'ditahan': 'Akun Anda sedang ditahan: selama itu Anda tidak dapat memutus permohonan.',
  'tidak-berjalan': 'Permohonan ini tidak sedang berjalan: sudah ditarik, dikembalikan, atau berakhir.',
  'sudah-diputus': 'Langkah ini sudah diputus.',
  'isi-berubah': 'Isi permohonan berubah sejak halaman ini dibuka. Baca kembali, lalu putuskan.',
  'pengajuan-sendiri': 'Anda pemohon atau penanggung jawab aplikasi ini: orang lain yang memutusnya.',
  'orang-yang-sama': 'Anda sudah bertindak dalam permohonan ini dengan jabatan lain: orang lain yang memutus langkah ini.',
  'putusan-lain': 'Putusan ini tidak ada pada langkah ini.',
  'tanpa-alasan': 'Tuliskan alasannya.',
  'gerbang-belum': 'Masih ada pemeriksaan yang harus selesai lebih dahulu.',
  'tanpa-nomor-pse': 'Nomor PSE belum ada: tuliskan alasan pengecualiannya untuk menerima permohonan ini.',
  'surat-belum-ada': 'Unggah surat yang ditandatangani Kepala OPD dan tuliskan nomornya.',
  'surat-belum-diperiksa': 'Kepala OPD menyetujui dengan surat: nyatakan bahwa surat itu sudah diperiksa.',
  'anggaran-belum-lengkap': 'Tuliskan nomor, jumlah, dan tahun anggarannya.',
}

/** Who wants to decide, as the directory has him today. */
export interface Pemutus extends Pick<PersonToday, 'id' | 'keadaan' | 'tahan' | 'frozen'> {
  /** seats and roles that he may act by today, those of his own post first */
  readonly hak: readonly Sebagai[]
}

/** What of the application's form counts here. */
export interface Pokok {
  readonly penanggungJawab?: string | undefined
  readonly nomorPse?: string | undefined
}

export interface Fakta {
  readonly permohonan: Pick<Permohonan, 'keadaan' | 'isi_hash' | 'pemohon'>
  readonly pokok: Pokok
  readonly langkah: Langkah
  /** the visit: `unit` is whose desk it is, with all units above it; empty for a desk of the Diskominfo */
  readonly kunjungan: { readonly terbuka: boolean; readonly unit: readonly string[] }
  readonly pemutus: Pemutus
  /** who did what before, at whatever step */
  readonly sebelumnya: readonly { readonly oleh: string; readonly peran: Peran }[]
  /** gates that must be passed before this step may end well, and are not */
  readonly gerbangBelum: readonly KunciLangkah[]
  /** the Kepala OPD agreed by a letter, and nobody has looked at it yet */
  readonly denganSurat: boolean
  /** ids of signed letters among the attachments */
  readonly suratTerlampir: readonly string[]
  readonly putusan: Putusan
  readonly alasan: string
  readonly catatan: Readonly<Record<string, unknown>>
  readonly isiHash: Buffer
}

export type Boleh = { readonly ok: true; readonly sebagai: Sebagai } | { readonly ok: false; readonly alasan: Alasan }

/** Seats speak for one unit; a product role reaches what stands below its unit as well. */
function speaksFor({ kursi, unitId }: Sebagai, unit: readonly string[]): boolean {
  if (unit.length === 0) return true
  return unitId !== undefined && (kursi === undefined ? unit.includes(unitId) : unit[0] === unitId)
}

/** @returns by what right he may say this here, the right of his own post before that of others */
function rightOf({ langkah, kunjungan, pemutus, putusan }: Fakta): Sebagai | undefined {
  if (pemutus.keadaan !== 'aktif' || pemutus.frozen) return undefined
  const peran = putusan === 'surat' ? langkah.pencatat : langkah.peran
  return pemutus.hak.find((one) => one.peran === peran && speaksFor(one, kunjungan.unit))
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

/** What a decision has to say, beyond its word. */
function missing(fakta: Fakta): Alasan | undefined {
  const { langkah, putusan, alasan, catatan, pokok, denganSurat } = fakta
  if (akibatOf(putusan) !== 'lanjut') return isText(alasan) ? undefined : 'tanpa-alasan'
  if (fakta.gerbangBelum.length > 0) return 'gerbang-belum'
  if (putusan === 'terima' && !isText(pokok.nomorPse) && !isText(catatan['pengecualianPse'])) return 'tanpa-nomor-pse'
  if (putusan === 'surat') {
    const isThere = fakta.suratTerlampir.some((id) => id === catatan['lampiran'])
    return isThere && isText(catatan['nomor']) ? undefined : 'surat-belum-ada'
  }
  if (langkah.kunci === 'analisis' && denganSurat && catatan['suratDiperiksa'] !== true) return 'surat-belum-diperiksa'
  if (putusan === 'dianggarkan' && !['nomor', 'jumlah', 'tahun'].every((bidang) => isText(catatan[bidang]))) {
    return 'anggaran-belum-lengkap'
  }
  return undefined
}

/**
 * Whether somebody may make this decision now. Recording the letter of the Kepala OPD decides nothing: the applicant does
 * it himself, and Kepala Seksi looks at it.
 * @returns by what right, or the first reason against it; whoever has no right here learns nothing else
 */
export function mayDecide(fakta: Fakta): Boleh {
  const { permohonan, pokok, langkah, kunjungan, pemutus, putusan } = fakta
  const no = (alasan: Alasan): Boleh => ({ ok: false, alasan })
  const sebagai = rightOf(fakta)
  if (sebagai === undefined) return no('bukan-wewenang')
  if (!langkah.putusan.includes(putusan)) return no('putusan-lain')
  if (pemutus.tahan) return no('ditahan')
  if (permohonan.keadaan !== 'berjalan') return no('tidak-berjalan')
  if (!kunjungan.terbuka) return no('sudah-diputus')
  if (permohonan.isi_hash?.equals(fakta.isiHash) !== true) return no('isi-berubah')
  const isOwn = [permohonan.pemohon, pokok.penanggungJawab].includes(pemutus.id)
  if (isOwn && putusan !== 'surat') return no('pengajuan-sendiri')
  if (fakta.sebelumnya.some(({ oleh, peran }) => oleh === pemutus.id && peran !== sebagai.peran)) return no('orang-yang-sama')
  const lacks = missing(fakta)
  return lacks === undefined ? { ok: true, sebagai } : no(lacks)
}
