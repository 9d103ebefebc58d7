/** Seats as the pages of /admin show them. */
import type { HoldEntry, SeatEntry } from '../../domain/permohonan/kursi/daftar.queries.ts'
import type { Candidate } from '../../domain/permohonan/kursi/kursi.queries.ts'
import type { SeatHolder } from '../../domain/permohonan/kursi/kursi.ts'
import { dayInWords } from '../kerja.rules.ts'
import { CARA_WORDS, SEAT_WORDS, SEBAB } from './kursi.kata.ts'

const howLong = ({ cara, sampai }: Pick<SeatHolder, 'cara' | 'sampai'>): string =>
  `${CARA_WORDS[cara]}${sampai === null ? '' : ` sampai ${dayInWords(sampai)}`}`

/** @returns whether it is held, stood in for, or nobody's */
export function seatState(holders: readonly Pick<SeatHolder, 'cara'>[]) {
  if (holders.length === 0) return { teks: 'Kosong', lencana: 'bad' }
  return holders.every(({ cara }) => cara === 'pengganti') ? { teks: 'Kosong, diisi pengganti', lencana: 'warn' } : { teks: 'Terisi', lencana: 'ok' }
}

/** @param waiting how many proposals the directory has for each seat, by id */
export const seatRows = (seats: readonly SeatEntry[], holders: readonly SeatHolder[], waiting: ReadonlyMap<string, number>) =>
  seats.map((seat) => {
    const [first, ...others] = holders.filter(({ kursiId }) => kursiId === seat.id)
    const proposals = waiting.get(seat.id) ?? 0
    return [
      { teks: SEAT_WORDS[seat.jenis], href: `/admin/kursi/${seat.id}`, kecil: seat.unit },
      seat.jabatan,
      first ? { teks: first.nama, kecil: `${howLong(first)}${others.length > 0 ? `, dan ${others.length} lagi` : ''}` } : '–',
      seatState(first ? [first, ...others] : []),
      proposals === 0 ? '–' : { teks: `${proposals} calon`, lencana: 'warn' },
    ]
  })

export const holderRows = (holders: readonly SeatHolder[]) => holders.map((holder) => [
  holder.nama, { teks: howLong(holder), kecil: holder.jabatan }, holder.sk ?? '–',
])

/** @returns whom the directory proposes, each as the form that confirms him shows it */
export const presentCandidates = (found: readonly Candidate[]) => found.map(({ pegawai_id: orang, nama, cara, sk, mulai, selesai }) => ({
  id: `${orang}-${cara}`, orang, nama, cara, kata: CARA_WORDS[cara], sk: sk ?? '', selesai: selesai ?? '', mulai: dayInWords(mulai),
  definitif: cara === 'definitif',
}))

const holdState = ({ ended_at: ended, sebab }: HoldEntry, isHere: boolean) => {
  if (ended !== null) return { teks: 'Berakhir', lencana: '', kecil: SEBAB[sebab ?? ''] ?? sebab ?? '' }
  return isHere ? { teks: 'Memegang', lencana: 'ok' } : { teks: 'Tidak berlaku hari ini', lencana: 'warn' }
}

/** @param here who holds the seat today by the directory */
export const holdRows = (holds: readonly HoldEntry[], here: readonly SeatHolder[]) => holds.map((hold) => [
  hold.nama, { teks: CARA_WORDS[hold.cara], kecil: `SK ${hold.sk}` },
  { teks: `sejak ${dayInWords(hold.mulai)}`, kecil: hold.selesai === null ? '' : `sampai ${dayInWords(hold.selesai)}` },
  holdState(hold, here.some(({ pegawaiId, cara }) => pegawaiId === hold.pegawai_id && cara === hold.cara)),
])
