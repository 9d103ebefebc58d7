import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { maskNip } from '../../domain/pegawai/nip.rules.ts'
import type { Keadaan } from '../../domain/pegawai/kedudukan.rules.ts'
import type { Deed, Fact, FieldChange, FoundPerson, PersonFile } from '../../domain/kepegawaian/riwayat/index.ts'
import { type ToldFact, toldOnce } from '../../domain/kepegawaian/riwayat/sekali.rules.ts'
import { dayInWords, instantInWords } from '../kerja.rules.ts'
import { receiptRow } from '../tanda-terima.rules.ts'
import { sourceName } from './kata.ts'
import { columnWords, deedWords } from './kata-riwayat.ts'

/** A cell of the macro `tabel`. */
type Cell = string | { readonly teks: string; readonly href?: string; readonly kecil?: string; readonly lencana?: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/

const JENIS = { PLT: 'Plt.', PLH: 'Plh.', PJ: 'Pj.', TT: 'Tugas tambahan' } as const
const NASIB = { menunggu: 'belum berlaku', diterapkan: 'sudah berlaku', dibatalkan: 'ditarik kembali' } as const
const TAHAN = {
  hilang: 'tidak ada dalam data penuh yang terakhir', kalender: 'menunggu kepastian akhir masa kerja',
} as const

const withUnit = (what: string, unit: string | null): string => unit === null ? what : `${what}, ${unit}`
const taken = (at: string | null): string | undefined =>
  at === null ? undefined : `dicabut ${instantInWords(new Date(at))}`

function factWords(fact: Fact): { hal: string; teks: string; kecil?: string | undefined } {
  switch (fact.hal) {
    case 'jabatan': return {
      hal: 'Jabatan', teks: withUnit(fact.isi.jabatan ?? 'tanpa jabatan', fact.isi.unit),
      kecil: fact.isi.eselon === null ? undefined : `eselon ${fact.isi.eselon}`,
    }
    case 'penugasan': return {
      hal: 'Penugasan', teks: withUnit(`${JENIS[fact.isi.jenis]} ${fact.isi.jabatan}`, fact.isi.unit),
      kecil: [fact.isi.sk === null ? '' : `SK ${fact.isi.sk}`, taken(fact.isi.dicabut) ?? ''].filter(Boolean).join(', '),
    }
    case 'nomor': return { hal: 'Nomor', teks: maskNip(fact.isi.nomor) }
    case 'kedudukan': return {
      hal: 'Kedudukan diumumkan', teks: fact.isi.nama ?? `kode ${fact.isi.kode}, tidak dikenal`, kecil: NASIB[fact.isi.nasib],
    }
    case 'tahan': return { hal: 'Ditahan', teks: TAHAN[fact.isi.sebab] }
    case 'peran': return {
      hal: 'Peran', teks: withUnit(fact.isi.peran, fact.isi.unit), kecil: taken(fact.isi.dicabut),
    }
    case 'peristiwa': return {
      hal: 'Peristiwa kiriman', teks: fact.isi.jenis, kecil: [fact.isi.status, fact.isi.alasan ?? ''].filter(Boolean).join(', '),
    }
  }
}

const source = (sumber: string | null): string =>
  sumber === null ? 'tidak tercatat' : sumber === 'manual' ? 'dicatat petugas' : sourceName(sumber)

/** What has not begun or happens on a day is told without an end; what goes on, until now. */
function daysInWords({ hal, mulai, selesai }: Fact, today: string): string {
  const from = dayInWords(mulai)
  if (selesai === mulai) return from
  if (selesai !== null) return `${from} – ${dayInWords(selesai)}`
  return hal === 'kedudukan' || mulai > today ? `mulai ${from}` : `${from} – sekarang`
}

function factRow({ fact, also }: ToldFact, today: string): Cell[] {
  const { hal, teks, kecil } = factWords(fact)
  const otherEnds = also.filter(({ selesai }) => selesai !== fact.selesai)
    .map(({ sumber, selesai }) => `${source(sumber)}: ${selesai === null ? 'tanpa akhir' : `sampai ${dayInWords(selesai)}`}`)
  const small = [kecil ?? '', ...otherEnds].filter(Boolean).join('; ')
  return [
    daysInWords(fact, today),
    hal, { teks, ...(small && { kecil: small }) },
    {
      teks: [...new Set([fact, ...also].map(({ sumber }) => source(sumber)))].join(', '),
      kecil: `dicatat ${instantInWords(new Date(fact.dicatat))}`,
    },
  ]
}

/** Numbers are shown by their last four digits, also where a run changed them. */
function valueWords(kolom: string, value: string | null): string {
  if (value === null || value === '') return 'kosong'
  if (kolom === 'nip') return value.split(', ').map(maskNip).join(', ')
  return DAY.test(value) ? dayInWords(value) : value
}

const changeRow = ({ kolom, lama, baru, sumber, at }: FieldChange): Cell[] => [
  { teks: columnWords(kolom), kecil: `${sourceName(sumber)}, ${instantInWords(at)}` },
  valueWords(kolom, lama), valueWords(kolom, baru),
]

const ACTORS: Readonly<Record<string, string>> = { operator: 'operator', sistem: 'layanan ini sendiri' }

function deedRow({ kind, at, actor, data }: Deed): Cell[] {
  const { alasan, peran } = data
  const kecil = [peran, alasan].filter((part) => typeof part === 'string').join(': ')
  return [instantInWords(at), { teks: deedWords(kind), ...(kecil && { kecil }) }, ACTORS[actor] ?? actor]
}

const KEADAAN: Readonly<Record<Keadaan, { teks: string; lencana: string }>> = {
  aktif: { teks: 'Aktif', lencana: 'ok' }, terbatas: { teks: 'Terbatas', lencana: 'warn' },
  beku: { teks: 'Beku', lencana: 'bad' }, calon: { teks: 'Calon', lencana: 'warn' }, tutup: { teks: 'Tutup', lencana: 'bad' },
}

/** @returns rows of the list of people whom a search found */
export function presentFound(people: readonly FoundPerson[]): Cell[][] {
  return people.map((one) => [
    { teks: namaLengkap(one), href: `/bkd/pegawai/${one.id}` }, one.nomor === null ? '–' : maskNip(one.nomor),
    one.jabatan ?? '–', one.unit ?? '–',
  ])
}

/**
 * @param today official day, YYYY-MM-DD
 * @returns what the page of a person says, in tables of the macros
 */
export function presentPersonFile({ person, sessions, facts, changes, deeds, receipts }: PersonFile, today: string) {
  const { keadaan, tahan, frozen, activated } = person
  return {
    judul: namaLengkap(person),
    keadaan: KEADAAN[keadaan],
    tanda: [
      ...tahan ? [{ teks: 'Ditahan', lencana: 'warn' }] : [], ...frozen ? [{ teks: 'Dibekukan', lencana: 'bad' }] : [],
      ...activated ? [] : [{ teks: 'Belum aktivasi', lencana: '' }],
    ],
    nomor: person.nomor === null ? '–' : maskNip(person.nomor),
    kedudukan: person.kedudukan_nama ?? person.kedudukan_kode ?? '–',
    jabatan: person.jabatan?.nama ?? '–',
    unit: person.unitChain.map(({ nama }) => nama).slice(0, 3).join(' · ') || '–',
    penugasan: person.penugasan.map(({ jenis, jabatan, unit, selesai }) =>
      `${JENIS[jenis]} ${jabatan}, ${unit.nama}, sampai ${dayInWords(selesai)}`),
    sesi: sessions === 0 ? 'tidak sedang masuk' : `masuk di ${sessions} peramban`,
    dataPer: person.dataPer === null ? '–' : instantInWords(person.dataPer),
    riwayat: toldOnce(facts).map((told) => factRow(told, today)),
    perubahan: changes.map(changeRow),
    tindakan: deeds.map(deedRow),
    kabar: receipts.map(receiptRow),
  }
}
