import {
  type Difference, type Quarantined, type Run, type RunSummary, STEPS,
} from '../../domain/kepegawaian/runs/index.ts'
import { barsOf, dayInWords, instantInWords, numberInWords } from '../kerja.rules.ts'
import { karantinaWords } from './karantina.kata.ts'
import { sourceName } from './kata.ts'
import { columnName, valueInWords } from './kolom.kata.ts'
import { OUTCOME_WORDS, reasonWords, STEP_WORDS, TRIGGER_WORDS } from './run.kata.ts'

export const runPath = ({ id }: Pick<RunSummary, 'id'>): string => `/bkd/run/${id}`

const count = (value: number | null): string => value === null ? '–' : numberInWords(value)

const whoStarted = ({ trigger, actorName }: RunSummary): string => actorName ?? TRIGGER_WORDS[trigger]

/** @returns a row of the list of runs, for the macro `tabel` */
export function presentRunRow(run: RunSummary) {
  const { counts, outcome } = run
  return [
    { teks: instantInWords(run.startedAt), href: runPath(run), kecil: whoStarted(run) },
    { teks: sourceName(run.sumber), kecil: run.mode === 'penuh' ? 'semua orang' : 'sebagian' },
    { teks: OUTCOME_WORDS[outcome].teks, lencana: OUTCOME_WORDS[outcome].lencana },
    count(counts.read), count(counts.changed), count(counts.quarantined),
  ]
}

/** @returns what the heading of the list says: what is under way or waits, if anything does */
export function listHeading(runs: readonly RunSummary[]): string {
  const waiting = runs.filter(({ outcome }) => outcome === 'menunggu').length
  if (waiting > 0) return `${waiting} proses menunggu izin dua orang`
  if (runs.some(({ outcome }) => outcome === 'berjalan')) return 'Satu proses sedang berjalan'
  return 'Proses penyelarasan'
}

/** @returns the steps with what is known of each: `done`, `now`, `stopped` or nothing */
export function presentSteps({ step, outcome }: RunSummary) {
  if (step === null) return []
  const at = STEPS.indexOf(step)
  const here = { berjalan: 'now', menunggu: 'now', diterapkan: 'done', uji: 'done', ditolak: 'stopped', dibatalkan: 'stopped' } as const
  return STEPS.map((one, index) => {
    const state = index < at ? 'done' : index === at ? here[outcome] : ''
    return { ...STEP_WORDS[one], kelas: state, kata: { 'done': 'selesai', 'now': 'di sini', 'stopped': 'berhenti', '': '' }[state] }
  })
}

function runHeading(run: Run): string {
  if (run.requested === 'uji') return 'Paket menunggu giliran diuji'
  if (run.requested === 'terapkan') return 'Paket menunggu giliran diterapkan'
  if (run.outcome === 'uji') {
    return run.differences === 0 ? 'Uji coba selesai: tidak ada yang berubah'
      : `Uji coba selesai: ${numberInWords(run.differences)} isian akan berubah`
  }
  const headings = {
    berjalan: 'Proses sedang berjalan', menunggu: 'Proses menunggu izin dua orang', diterapkan: 'Proses sudah diterapkan',
    ditolak: 'Isi sumber ditolak; tidak ada yang berubah', dibatalkan: 'Proses dibatalkan; tidak ada yang berubah',
  }
  return headings[run.outcome]
}

/** How many letters of a hash people compare by eye. */
const SHORT_HASH = 16

/** What the page of one run says. */
export function presentRun(run: Run) {
  const { counts, outcome } = run
  const isOpen = outcome === 'berjalan'
  return {
    judul: runHeading(run),
    sebab: reasonWords(run.reason),
    keadaan: OUTCOME_WORDS[outcome],
    kemajuan: isOpen && run.total > 0 ? {
      selesai: Math.min(run.done, run.total), dari: run.total,
      kata: `${numberInWords(run.done)} dari ${numberInWords(run.total)}`,
    } : undefined,
    langkah: presentSteps(run),
    alamat: runPath(run),
    menunggu: outcome === 'menunggu',
    bisaDiterapkan: outcome === 'uji' && run.hasBundle && run.requested === null,
    bisaDibatalkan: outcome === 'menunggu' || (outcome === 'uji' && run.hasBundle),
    fakta: [
      ['Sumber', sourceName(run.sumber)],
      ['Cakupan', run.mode === 'penuh' ? 'Semua orang: yang tidak ada di dalamnya dianggap hilang' : 'Sebagian: yang tidak ada di dalamnya tidak disentuh'],
      ['Dimulai', `${instantInWords(run.startedAt)} oleh ${whoStarted(run)}`],
      ['Selesai', run.finishedAt ? instantInWords(run.finishedAt) : 'belum'],
      ...run.cancelledFor === null ? [] : [['Alasan pembatalan', run.cancelledFor]],
      ...run.asOf ? [['Isi per', instantInWords(run.asOf)]] : [],
      ...run.sha256 ? [['Sidik isi (SHA-256)', `${run.sha256.slice(0, SHORT_HASH)}…`]] : [],
      ...run.missingColumns.length > 0 ? [['Kolom yang tidak ada', run.missingColumns.join(', ')]] : [],
    ],
    hitungan: [
      { label: 'baris dibaca', nilai: count(counts.read) },
      { label: 'orang baru', nilai: count(counts.created) },
      { label: 'orang berubah', nilai: count(counts.changed) },
      { label: 'orang tidak berubah', nilai: count(counts.unchanged) },
      { label: 'baris dikarantina', nilai: count(counts.quarantined), href: `${runPath(run)}/karantina`, jenis: counts.quarantined ? 'warn' : '' },
      { label: 'isian berbeda', nilai: numberInWords(run.differences), href: `${runPath(run)}/selisih` },
    ],
  }
}

const SUBJECTS = { pegawai: 'Pegawai', unit: 'Unit', jabatan: 'Jabatan' } as const

/** @returns a row of the difference: whose field, which one, what it was and what it will be */
export function presentDifference({ subject, nama, externalId, column, before, after }: Difference) {
  return {
    siapa: nama ?? (column === 'baru' ? after : null) ?? `${SUBJECTS[subject]} ${externalId ?? ''}`,
    hal: SUBJECTS[subject], kolom: columnName(column),
    lama: valueInWords(column, before, dayInWords), baru: valueInWords(column, after, dayInWords),
  }
}

/** @returns the choices of a filter over the fields of a difference, most frequent first */
export const columnChoices = (columns: readonly { column: string; count: number }[]) => [
  { nilai: '', teks: 'Semua isian' },
  ...columns.map(({ column, count: rows }) => ({ nilai: column, teks: `${columnName(column)} (${numberInWords(rows)})` })),
]

/** @returns a row of the quarantine, for the macro `tabel`: where, what is wrong, what to do about it */
export function presentQuarantined({ file, line, field, reason }: Quarantined) {
  const { apa, perbaiki } = karantinaWords(reason)
  return [{ teks: `Baris ${numberInWords(line)}`, kecil: file }, field === '' ? '–' : field, apa, perbaiki]
}

/** @returns a line of the quarantine's CSV */
export function quarantinedCells({ file, line, field, reason }: Quarantined): (string | number)[] {
  const { apa, perbaiki } = karantinaWords(reason)
  return [file, line, field, apa, perbaiki]
}

/** @returns the bars of what is wrong, each leading to its lines */
export function reasonBars(run: Run) {
  return barsOf(Object.entries(run.reasons).map(([reason, lines]) => ({
    label: karantinaWords(reason).apa, nilai: lines, href: `${runPath(run)}/karantina?alasan=${encodeURIComponent(reason)}`,
    jenis: 'warn' as const,
  })))
}
