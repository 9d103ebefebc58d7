import type { OpdWeight } from '../../domain/kepegawaian/brake/brake.queries.ts'
import type { Alarm, Question, Run } from '../../domain/kepegawaian/runs/index.ts'
import { barsOf, instantInWords, numberInWords } from '../kerja.rules.ts'
import { sourceName } from './kata.ts'
import { runPath } from './run.rules.ts'

/** @returns the limit that was passed, in a sentence */
export function alarmWords(alarm: Alarm): string {
  const people = (count: number): string => `${numberInWords(count)} orang`
  switch (alarm.kind) {
    case 'jumlah':
      return `${people(alarm.endings)} dari ${people(alarm.people)} akan ditutup atau dibekukan sekaligus; batasnya ${numberInWords(alarm.limit)}.`
    case 'opd':
      return `${people(alarm.endings)} dari ${people(alarm.people)} di ${alarm.nama ?? 'orang tanpa OPD'} akan ditutup atau dibekukan; batasnya 20 %.`
    case 'lebih-pendek':
      return `Sumbernya mendadak lebih pendek: ${numberInWords(alarm.read)} baris, sebelumnya ${numberInWords(alarm.previous)}.`
  }
}

/** Whether the visitor may answer the question, and what stands in his way. */
export type Answerable = 'boleh' | 'sudah-anda' | 'tidak-lagi'

/** @param me sub of the visitor */
export function answerable(run: Run, me: string): Answerable {
  const { question, outcome } = run
  if (!question || outcome !== 'menunggu' || question.withdrawnAt || question.usedBy || question.allowedBy.length > 1) {
    return 'tidak-lagi'
  }
  return question.allowedBy.some(({ id }) => id === me) ? 'sudah-anda' : 'boleh'
}

const OPD_SHOWN = 15

/** What the brake's question says: what would happen, to whom, and who has answered. */
export function presentQuestion(run: Run, question: Question, losses: readonly OpdWeight[], me: string) {
  const people = losses.reduce((sum, { lost }) => sum + lost, 0)
  const shown = losses.slice(0, OPD_SHOWN)
  return {
    judul: people > 0 ? `Izinkan ${numberInWords(people)} orang ditutup atau dibekukan?` : 'Izinkan sumber yang lebih pendek?',
    alamat: runPath(run),
    sumber: sourceName(run.sumber),
    sebab: question.alarms.map(alarmWords),
    ditanya: instantInWords(question.askedAt),
    boleh: answerable(run, me),
    izin: question.allowedBy.map(({ nama, at }) => `${nama}, ${instantInWords(at)}`),
    batang: barsOf(shown.map(({ nama, lost, serving }) => ({
      label: `${nama ?? 'Tanpa OPD'} (dari ${numberInWords(serving)} orang)`, nilai: lost, jenis: 'bad' as const,
    }))),
    ringkasan: `${numberInWords(people)} orang di ${numberInWords(losses.length)} OPD`
      + (losses.length > shown.length ? `; ditampilkan ${OPD_SHOWN} OPD dengan kehilangan terbanyak.` : '.'),
  }
}
