import type { Waiting } from '../../domain/kepegawaian/overview.queries.ts'
import type { SourceState } from '../../domain/kepegawaian/runs/index.ts'
import { agoInWords, instantInWords, numberInWords } from '../kerja.rules.ts'
import { failureWords, sourceName } from './kata.ts'

const HOUR_MS = 60 * 60_000

/** Older than this, and the page says so in its heading: a working day and a night without news. */
const OLD_MS = 24 * HOUR_MS

const isOld = ({ succeededAt }: SourceState, now: Date): boolean =>
  succeededAt === null || now.getTime() - succeededAt.getTime() > OLD_MS

function heading(sources: readonly SourceState[], { runs }: Waiting, now: Date): string {
  if (runs > 0) return `${runs} proses menunggu izin dua orang`
  if (sources.length === 0) return 'Belum ada data kepegawaian'
  const failing = sources.filter(({ failingSince }) => failingSince !== null).length
  if (failing > 0) return `${failing} sumber tidak dapat dibaca`
  const old = sources.filter((source) => isOld(source, now)).length
  return old > 0 ? `${old} sumber sudah lama tidak berkabar` : 'Data kepegawaian mutakhir'
}

function state(source: SourceState, now: Date) {
  const { failingSince, failure } = source
  if (failingSince !== null) {
    return {
      teks: 'Tidak dapat dibaca', lencana: 'bad',
      kecil: `Sejak ${instantInWords(failingSince)}: ${failureWords(failure)}`,
    }
  }
  return isOld(source, now) ? { teks: 'Sudah lama', lencana: 'warn' } : { teks: 'Mutakhir', lencana: 'ok' }
}

/** What the overview says: the heading that names the state, the numbers with their weight, the sources with their age. */
export function presentOverview(sources: readonly SourceState[], waiting: Waiting, now: Date) {
  return {
    judul: heading(sources, waiting, now),
    hitungan: {
      menunggu: { nilai: numberInWords(waiting.runs), jenis: waiting.runs > 0 ? 'bad' : 'ok' },
      karantina: { nilai: numberInWords(waiting.quarantined), jenis: waiting.quarantined > 0 ? 'warn' : 'ok' },
      berakhir: { nilai: numberInWords(waiting.comingEnds), jenis: '' },
      penugasan: { nilai: numberInWords(waiting.letters), jenis: waiting.letters > 0 ? 'warn' : 'ok' },
      ...(waiting.events > 0 && { peristiwa: { nilai: numberInWords(waiting.events), jenis: 'warn' } }),
      tanpaNip: { nilai: numberInWords(waiting.outsiders), jenis: waiting.outsiders > 0 ? 'warn' : 'ok' },
    },
    sumber: sources.map((source) => [
      sourceName(source.sumber),
      source.succeededAt === null ? 'belum pernah diterapkan'
        : { teks: instantInWords(source.succeededAt), kecil: agoInWords(source.succeededAt, now) },
      numberInWords(source.people),
      state(source, now),
    ]),
  }
}
