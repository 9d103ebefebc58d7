import {
  type Answer, answersTo, type EventEntry, type GivenAnswer, type SeenEvent, type Status,
} from '../../domain/kepegawaian/peristiwa/index.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { agoInWords, dayInWords, instantInWords } from '../kerja.rules.ts'
import { sourceName } from './kata.ts'
import { fieldWords, JENIS, STATUS, WHY } from './peristiwa.kata.ts'

/** What waits for somebody: the list without a filter. */
export const WAITING: readonly Status[] = ['bertentangan', 'tertunda']

/** What was left aside keeps the reason why it waited, and waits no more. */
const isOpen = ({ status }: { readonly status: Status }): boolean => status !== 'diabaikan'

/** How an event names somebody: by his number, masked, else by the id of the source. */
const namedAs = ({ nip, external_id }: Pick<EventEntry, 'nip' | 'external_id'>): string =>
  nip === null ? `ID ${external_id ?? '–'}` : `NIP ${maskNomor(nip)}`

export const eventRows = (rows: readonly EventEntry[], now: Date) => rows.map((event) => [
  { teks: JENIS[event.jenis], href: `/bkd/peristiwa/${event.id}`, kecil: sourceName(event.sumber) },
  { teks: event.nama ?? 'Belum dikenal', kecil: namedAs(event) },
  { teks: dayInWords(event.hari), kecil: `diterima ${agoInWords(event.diterima_at, now)}` },
  { ...STATUS[event.status], ...(isOpen(event) && event.alasan !== null && { kecil: WHY[event.alasan].singkat }) },
])

/** Contacts are nobody's business here; a number is masked. */
function valueInWords(member: string, value: string | null | { readonly nama: string }): string {
  if (value === null) return 'dikosongkan'
  if (typeof value === 'object') return value.nama
  if (member === 'email' || member === 'no_hp') return 'disebut, tidak ditampilkan'
  if (member === 'nip') return maskNomor(value)
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dayInWords(value) : value
}

/** Label and value of everything that the event says. */
export const factsOf = ({ event, person }: SeenEvent): [string, string][] => [
  ['Sumber', sourceName(event.sumber)],
  ['Disebut sebagai', [event.external_id === null ? '' : `ID ${event.external_id}`, event.nip === null ? '' : `NIP ${maskNomor(event.nip)}`].filter(Boolean).join(', ')],
  ['Orangnya', person ? `${person.nama} (NIP ${maskNomor(person.nip)})` : 'belum dikenal'],
  ['Berlaku', dayInWords(event.hari)],
  ...Object.entries<string | null | { readonly nama: string }>(event.data).map(([member, value]): [string, string] => [fieldWords(member), valueInWords(member, value)]),
]

const DECIDED: Readonly<Record<Answer['putusan'], string>> = { terapkan: 'Diterapkan', abaikan: 'Diabaikan' }

/** One event: what it says, why it waits, whom it may be about, and what was answered. */
export function presentEvent(seen: SeenEvent, given: GivenAnswer | undefined, now: Date) {
  const { event, candidates } = seen
  const { id, alasan, sumber, unit } = event
  const at = new Date(event.diterima_at)
  return {
    judul: `Peristiwa: ${JENIS[event.jenis]}`, id, status: STATUS[event.status], rincian: factsOf(seen),
    diterima: `${instantInWords(at)}, ${agoInWords(at, now)}`,
    ...(isOpen(event) && alasan !== null && { mengapa: WHY[alasan] }),
    ...(event.pegawai_id !== null && { orangHref: `/bkd/pegawai/${event.pegawai_id}` }),
    ...(isOpen(event) && alasan === 'unit-tidak-dikenal' && unit !== null
      && { petakan: `/bkd/pemetaan/unit?${new URLSearchParams({ sumber, id: unit }).toString()}` }),
    calon: candidates.map((one) => [
      `${one.nama} (NIP ${maskNomor(one.nip)})`,
      { id: 'ID-nya pada sumber ini', nip: 'NIP-nya, sekarang atau dahulu' }[one.sebab],
      one.boleh ? { teks: 'Dapat diterapkan', lencana: 'ok' } : { teks: 'Tidak dapat', lencana: 'bad', kecil: 'NIP yang diberikan milik orang lain' },
    ]),
    jawaban: answersTo(event).filter((one) => one === 'abaikan' || candidates.some(({ boleh }) => boleh)),
    ...(given && { putusan: {
      teks: DECIDED[given.putusan], oleh: given.oleh, kapan: instantInWords(given.at), alasan: given.alasan,
    } }),
  }
}

/** People to choose from, for the form. */
export const choicesOf = ({ candidates }: SeenEvent) => candidates.filter(({ boleh }) => boleh)
  .map(({ pegawaiId, nama, nip }) => ({ nilai: pegawaiId, teks: `${nama} (NIP ${maskNomor(nip)})` }))
