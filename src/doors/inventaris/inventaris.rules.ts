import type { DayCount } from '../../domain/permohonan/inventaris/register.queries.ts'
import type { StepTimes } from '../../domain/permohonan/inventaris/sop.rules.ts'
import { type RegisterEntry, TEMUAN, type Temuan } from '../../domain/permohonan/inventaris/register.rules.ts'
import type { CsvCell } from '../../kernel/http/csv.ts'
import { type Bar, barsOf, dayInWords } from '../kerja.rules.ts'

/** States of a client as the office calls them (decision 14). */
export const STATE_WORDS: Readonly<Record<string, string>> = {
  uji: 'uji coba', menunggu: 'menunggu pemeriksaan', aktif: 'aktif', tangguh: 'ditangguhkan',
}

/** What is counted and shown of a register. */
export interface Summary {
  /** Clients, as the launcher counts them. */
  readonly terdaftar: number
  readonly terhubung: number
  readonly temuan: readonly Bar[]
  readonly opd: readonly { readonly nilai: string; readonly teks: string }[]
}

/** @returns numbers, findings by kind with their links, and the OPD that have applications */
export function summaryOf(entries: readonly RegisterEntry[]): Summary {
  const clients = entries.filter(({ client_id: id }) => id !== null)
  const count = (name: Temuan): number => entries.filter(({ temuan }) => temuan.includes(name)).length
  const names = new Map(entries.map(({ opd }) => [opd.id, opd.nama ?? 'OPD tanpa nama']))
  return {
    terdaftar: clients.length,
    terhubung: clients.filter(({ terhubung }) => terhubung).length,
    temuan: barsOf((Object.keys(TEMUAN) as Temuan[])
      .map((name) => ({ label: TEMUAN[name], nilai: count(name), href: `/inventaris?temuan=${name}` }))
      .filter(({ nilai }) => nilai > 0)),
    opd: [...names].map(([nilai, teks]) => ({ nilai, teks })).toSorted((one, other) => one.teks.localeCompare(other.teks, 'id')),
  }
}

const DAYS = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 })

/** @returns cells of one step's line: what waits, what is over, how often its limit was kept */
export const stepCells = ({ judul, batasHari, selesai, tepat, rataHari, menunggu, lewat }: StepTimes) => [
  { teks: judul, kecil: `batas ${batasHari} hari kerja` },
  lewat > 0 ? { teks: String(menunggu), kecil: `${lewat} lewat batas` } : String(menunggu),
  String(selesai),
  selesai === 0 ? '–' : `${Math.round(tepat / selesai * 100)} %`,
  rataHari === null ? '–' : `${DAYS.format(rataHari)} hari kerja`,
]

const MONTH = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', month: 'long', year: 'numeric' })

/** @returns the connected applications at the end of each month */
export const monthBars = (counts: readonly DayCount[]): Bar[] => barsOf(counts.map(({ hari, terhubung }) => (
  { label: MONTH.format(new Date(`${hari}T00:00:00Z`)), nilai: terhubung })))

const stateCell = ({ state, terhubung, client_id: id }: RegisterEntry) => {
  if (id === null || state === null) return { teks: 'tanpa klien', lencana: 'warn' }
  const word = STATE_WORDS[state] ?? state
  if (state === 'tangguh') return { teks: word, lencana: 'bad' }
  return terhubung ? { teks: `${word}, terhubung`, lencana: 'ok' } : { teks: `${word}, belum terhubung`, lencana: 'warn' }
}

const pseInWords = ({ nomor_pse: nomor, pse_pengecualian: waived }: RegisterEntry): string =>
  nomor === null ? (waived === null ? 'PSE belum ada' : 'PSE dikecualikan') : `PSE ${nomor}`

/** @returns cells of one line of the table */
export const registerCells = (entry: RegisterEntry) => [
  { teks: entry.nama, kecil: entry.host ?? 'tanpa alamat' },
  { teks: entry.opd.nama ?? '–', kecil: pseInWords(entry) },
  { ...stateCell(entry), ...(entry.masuk_terakhir !== null && { kecil: `masuk terakhir ${dayInWords(entry.masuk_terakhir)}` }) },
  entry.temuan.map((name) => name === 'kembaran' ? `Mirip ${entry.kembaran.join(', ')}` : TEMUAN[name]).join('; ') || '–',
]

export const CSV_HEAD: readonly string[] = [
  'nomor', 'nama', 'jenis', 'opd', 'host', 'client_id', 'keadaan', 'terhubung', 'eksternal', 'posisi_server', 'nomor_pse',
  'masuk_terakhir', 'temuan',
]

/** @returns cells of one line of the file */
export const csvCells = (entry: RegisterEntry): CsvCell[] => [
  entry.nomor, entry.nama, entry.jenis, entry.opd.nama, entry.host, entry.client_id, entry.state,
  entry.terhubung ? 'ya' : 'tidak', entry.eksternal ? 'ya' : 'tidak', entry.posisi_server, entry.nomor_pse,
  entry.masuk_terakhir, entry.temuan.join(' '),
]

/** @returns one application as programs read it, without the person; `temuan` by their names */
export const jsonOf = ({ diklaim, berkredensial, opd, penanggung: _, ...entry }: RegisterEntry) => ({
  ...entry, opd: { id: opd.id, nama: opd.nama }, diklaim, berkredensial,
})
