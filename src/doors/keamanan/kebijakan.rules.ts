/** The policy in words, as whoever answers for it reads it. */
import type { Aturan, Dari, Ke, Siapa, Tuntutan } from '../../domain/mfa/kebijakan/aturan.ts'
import type { Simulasi } from '../../domain/mfa/kebijakan/simulasi/simulasi.service.ts'
import { barsOf, dayInWords, numberInWords } from '../kerja.rules.ts'

/** @returns the name of a unit by its id */
type NameOf = (id: string) => string

const TUNTUTAN: Readonly<Record<Tuntutan, string>> = {
  'sandi': 'Kata sandi saja', 'faktor-kedua': 'Kata sandi dan langkah kedua', 'tahan-phishing': 'Passkey',
}

const anyOf = (label: string, values: readonly string[] | undefined): string[] =>
  values === undefined ? [] : [`${label} ${values.join(' atau ')}`]

function siapaWords({ opd, jenis_jabatan: jenis, eselon, golongan, peran, pegawai }: Siapa, nameOf: NameOf): string {
  return [
    ...anyOf('orang', opd?.map(nameOf)), ...anyOf('jabatan', jenis), ...anyOf('eselon', eselon), ...anyOf('golongan', golongan),
    ...peran === undefined ? [] : peran.includes('*') ? ['pemegang peran apa pun'] : anyOf('pemegang peran', peran),
    ...pegawai === undefined ? [] : [`${numberInWords(pegawai.length)} orang yang disebut`],
  ].join(', ') || 'Semua orang'
}

const keWords = ({ klien, kelompok, berisiko }: Ke): string => [
  ...anyOf('aplikasi', klien), ...anyOf('kelompok', kelompok), ...berisiko ? ['aplikasi berisiko tinggi'] : [],
].join(', ') || 'Semua aplikasi'

const dariWords = ({ jaringan, luar_jaringan: luar }: Dari): string => [
  ...anyOf('jaringan', jaringan), ...anyOf('luar jaringan', luar),
].join(', ') || 'Dari mana pun'

const graceWords = ({ pendaftaran_sampai: until, sejak }: Aturan, today: string): string => {
  if (until === null) return sejak > today ? `mulai ${dayInWords(sejak)}, tanpa tenggang` : 'tanpa tenggang'
  return until < today ? `tenggang berakhir ${dayInWords(until)}` : `tenggang sampai ${dayInWords(until)}`
}

const MESSAGES = { email: 'surel', sms: 'SMS' } as const

/** @returns what stands beside a rule on its own page */
export const ruleFacts = (aturan: Aturan, nameOf: NameOf, today: string): [judul: string, nilai: string][] => [
  ['Diminta', TUNTUTAN[aturan.tuntutan]], ['Dari siapa', siapaWords(aturan.siapa, nameOf)], ['Di mana', keWords(aturan.ke)],
  ['Dari jaringan', dariWords(aturan.dari)], ['Sejak', dayInWords(aturan.sejak)], ['Tenggang', graceWords(aturan, today)],
  ['Perangkat tepercaya', aturan.perangkat_tepercaya ? 'Menggantikan langkah kedua' : 'Tidak menggantikan langkah kedua'],
  ['Kode lewat pesan', aturan.kode_pesan.map((way) => MESSAGES[way]).join(' dan ') || 'Tidak'],
]

/** @returns a rule as a row of the list */
export const ruleRow = (aturan: Aturan, nameOf: NameOf, today: string) => [
  { teks: aturan.nama, href: `/keamanan/kebijakan/${encodeURIComponent(aturan.id)}`, kecil: aturan.id },
  siapaWords(aturan.siapa, nameOf), { teks: TUNTUTAN[aturan.tuntutan], kecil: graceWords(aturan, today) },
  keWords(aturan.ke), aturan.sejak > today ? { teks: 'Belum mulai', lencana: '' } : { teks: 'Berlaku', lencana: 'ok' },
]

/** @returns what the simulation of a rule came to: all together, and by OPD those who would not get in first */
export function presentSimulation({ hari, total, terkunci_setelah_tenggang: later, opd }: Simulasi) {
  const sorted = opd.toSorted((one, other) => other.terkunci + other.tenggang - one.terkunci - one.tenggang || other.terkena - one.terkena)
  return {
    hari: dayInWords(hari), terkena: total.terkena, terkunci: numberInWords(total.terkunci), nanti: numberInWords(later),
    semua: barsOf([
      { label: 'Dikenai', nilai: total.terkena }, { label: 'Sudah dapat memenuhinya', nilai: total.berfaktor },
      { label: 'Dalam tenggang', nilai: total.tenggang, jenis: 'warn' }, { label: 'Tidak dapat masuk', nilai: total.terkunci, jenis: 'bad' },
      { label: 'Belum punya akun', nilai: total.belum_aktif },
    ]),
    baris: sorted.map(({ opd: unit, terkena, berfaktor, tenggang, terkunci, belum_aktif: inactive }) => [
      unit?.nama ?? 'Di luar OPD', ...[terkena, berfaktor, tenggang, terkunci, inactive].map(numberInWords),
    ]),
  }
}
