/** The mapping in words: what waits, what it may be, what was decided. */
import type { Decision, WaitingPerson, WaitingUnit } from '../../domain/kepegawaian/pemetaan/mapping.queries.ts'
import type { SurePair, UnitChoice } from '../../domain/kepegawaian/pemetaan/mapping.service.ts'
import type { Suggestion, SuggestionReason } from '../../domain/kepegawaian/pemetaan/suggestion.rules.ts'
import { maskNip } from '../../domain/pegawai/nip.rules.ts'
import { dayInWords, instantInWords, numberInWords } from '../kerja.rules.ts'
import { dayInWib } from '../../kernel/lib/clock.ts'
import { sourceName } from './kata.ts'

const REASONS: Readonly<Record<SuggestionReason, string>> = {
  kode: 'kode sama', alias: 'nama tercetak sama', nama: 'nama sama', mirip: 'nama mirip',
}

type Choices = ReadonlyMap<string, Pick<UnitChoice, 'nama' | 'opd'>>

const withOpd = ({ nama, opd }: Pick<UnitChoice, 'nama' | 'opd'>): string => opd === null ? nama : `${nama}, ${opd}`

/** Address of the page on which a unit is mapped. */
export const unitPath = ({ sumber, external_id }: Pick<WaitingUnit, 'sumber' | 'external_id'>): string =>
  `/bkd/pemetaan/unit?${new URLSearchParams({ sumber, id: external_id }).toString()}`

/** A row of the list for `tabel`. */
export function presentWaiting(unit: WaitingUnit, [best]: readonly Suggestion[], choices: Choices): unknown[] {
  const choice = best && choices.get(best.id)
  return [
    { teks: unit.nama ?? 'Tanpa nama', href: unitPath(unit), kecil: unit.external_id }, sourceName(unit.sumber),
    numberInWords(unit.orang), dayInWords(dayInWib(unit.pertama_at)),
    best && choice ? { teks: withOpd(choice), kecil: REASONS[best.sebab] } : 'Tidak ada saran',
  ]
}

export function presentWaitingUnit(unit: WaitingUnit): Record<string, unknown> {
  return {
    judul: unit.nama ?? unit.external_id, sumber: sourceName(unit.sumber), kunci: { sumber: unit.sumber, id: unit.external_id },
    jumlah: unit.orang, sejak: dayInWords(dayInWib(unit.pertama_at)), alamat: unitPath(unit),
  }
}

/** One unit to choose; nothing when it is gone. */
export function choiceOf({ id, sebab, skor }: Suggestion, choices: Choices): { id: string; teks: string; sebab: string }[] {
  const choice = choices.get(id)
  return choice ? [{ id, teks: withOpd(choice), sebab: `${REASONS[sebab]}, ${Math.round(skor * 100)} %` }] : []
}

/** Somebody who waits; whom nobody knows yet has no name here. */
export const presentPerson = ({ nama, nip, external_id }: WaitingPerson): unknown[] =>
  [nama ?? { teks: 'Belum ada di sini', kecil: external_id }, nip === null ? '–' : maskNip(nip)]

/** The preview of what is accepted together. */
export function presentSure(pairs: readonly SurePair<WaitingUnit>[], choices: Choices): Record<string, unknown> {
  const people = pairs.reduce((sum, { waiting }) => sum + waiting.orang, 0)
  return {
    judul: `${numberInWords(pairs.length)} saran pasti`, orang: numberInWords(people),
    pasangan: pairs.map(({ waiting, suggestion }) => `${waiting.sumber} ${waiting.external_id} ${suggestion.id}`),
    baris: pairs.map(({ waiting, suggestion }) => {
      const choice = choices.get(suggestion.id)
      return [
        { teks: waiting.nama ?? waiting.external_id, kecil: sourceName(waiting.sumber) }, numberInWords(waiting.orang),
        { teks: choice ? withOpd(choice) : '', kecil: REASONS[suggestion.sebab] },
      ]
    }),
  }
}

/** A row of the list of decisions for `tabel`. */
export function presentDecision(decision: Decision): unknown[] {
  const { id, jenis, sumber, external_id, nama, sasaran_nama, oleh_nama, oleh, at, dibatalkan_at } = decision
  return [
    instantInWords(at), { teks: nama ?? external_id, kecil: `${jenis}, ${sourceName(sumber)}` }, sasaran_nama ?? '–',
    oleh_nama ?? oleh, dibatalkan_at === null ? { teks: 'Berlaku: batalkan', href: `/bkd/pemetaan/riwayat/${id}` }
      : { teks: 'Dibatalkan', lencana: 'warn', kecil: instantInWords(dibatalkan_at) },
  ]
}
