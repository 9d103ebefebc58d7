/** What admins do with the seats of the procedure; each act told to whoever answers for security (decision 28). */
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Seat } from '../../accounts/role.rules.ts'
import { mailToRole } from '../../accounts/role-mail.queries.ts'
import { type Act, actAs } from '../../audit/act.ts'
import { allUnits } from '../../pegawai/unit/directory.queries.ts'
import { isAlive, treeOf } from '../../pegawai/unit/directory.rules.ts'
import {
  candidates, endHold, endLost, endSeat, insertHolder, insertSeat, lockSeat, type SeatRow, updateSubstitute,
} from './kursi.queries.ts'
import { holderMistakes, type Mistakes, type SeatInput, seatMistakes } from './kursi.rules.ts'

/** Every ten minutes: the queries are right without it. */
export const SEATS_SCHEDULE = '*/10 * * * *'

/** Who of the admins does it, and where. */
export interface SeatDesk {
  readonly database: Database
  readonly clock: Clock
  /** `sub` of the admin */
  readonly oleh: string
}

export type SeatOutcome<Field extends string> =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly galat: Mistakes<Field> }

const actorOf = ({ database, clock, oleh }: SeatDesk) => ({ database, clock, actor: `pegawai:${oleh}` as const })

/** Tells all of keamanan what became of a seat; names nobody but who is in it. */
async function tellSecurity(
  { trx, at }: Act, today: string,
  kabar: { kejadian: 'dikonfirmasi' | 'berakhir'; seat: SeatRow; nama: string; cara: string; kunci: string },
): Promise<void> {
  const { kejadian, seat, nama, cara, kunci } = kabar
  await mailToRole(trx, 'keamanan', {
    today, template: 'kursi-berubah', dedupKey: `kursi-berubah:${kunci}:${kejadian}`,
    data: { kejadian, nama, jabatan: seat.jabatan, cara, saat: at.toISOString(), tautan: `/admin/kursi/${seat.id}` },
  })
}

/** Binds a new seat to a post. Nobody is let in by it: its holder is a proposal until an admin has confirmed him. */
export async function bindSeat(desk: SeatDesk, input: SeatInput): Promise<SeatOutcome<keyof SeatInput>> {
  const today = desk.clock.today()
  const tree = treeOf((await allUnits(desk.database, today)).filter((unit) => isAlive(unit, today)))
  const galat = seatMistakes(input, (id) => tree.get(id))
  if (Object.keys(galat).length > 0) return { ok: false, galat }
  const seat = { jenis: input.jenis as Seat, unit_id: input.unit, jabatan: input.jabatan, jabatan_unit_id: input.jabatanUnit }
  return actAs(actorOf(desk), async ({ trx, at, tell }) => {
    const id = await insertSeat(trx, seat, { by: desk.oleh, at })
    if (id === undefined) return { ok: false, galat: { unit: 'sudah-ada' } }
    tell({ kind: 'kursi.diikat', data: {
      kursi: id, jenis: seat.jenis, unit: seat.unit_id, jabatan: seat.jabatan, jabatanUnit: seat.jabatan_unit_id,
    } })
    return { ok: true, id }
  })
}

/** An act on one seat that is open. @returns undefined when there is none */
function onSeat<T>(desk: SeatDesk, kursiId: string, work: (act: Act, seat: SeatRow) => Promise<T>): Promise<T | undefined> {
  return actAs(actorOf(desk), async (act) => {
    const seat = await lockSeat(act.trx, kursiId)
    return seat && work(act, seat)
  })
}

/**
 * Lets into a seat whom the directory has in its post today, by the number of his letter. It holds from the first day of
 * the letter, and as long as the directory says the same.
 * @returns undefined when there is no such seat
 */
export function confirmHolder(
  desk: SeatDesk, kursiId: string, typed: { pegawaiId: string; cara: string; sk: string; selesai: string },
): Promise<SeatOutcome<'calon' | 'sk' | 'selesai'> | undefined> {
  const today = desk.clock.today()
  return onSeat(desk, kursiId, async (act, seat) => {
    const found = await candidates(act.trx, { today, kursiId })
    const candidate = found.find(({ pegawai_id, cara }) => pegawai_id === typed.pegawaiId && cara === typed.cara)
    if (!candidate) return { ok: false, galat: { calon: 'bukan-calon' } }
    if (candidate.pegawai_id === desk.oleh) return { ok: false, galat: { calon: 'diri-sendiri' } }
    const galat = holderMistakes(typed, candidate, today)
    if (Object.keys(galat).length > 0) return { ok: false, galat }
    const { cara, mulai } = candidate
    const selesai = cara === 'definitif' ? null : typed.selesai
    const holder = { kursi_id: kursiId, pegawai_id: candidate.pegawai_id, cara, sk: typed.sk, mulai, selesai }
    const id = await insertHolder(act.trx, holder, { by: desk.oleh, at: act.at })
    act.tell({ kind: 'kursi.dikonfirmasi', subject: candidate.pegawai_id, data: { kursi: kursiId, cara, sk: typed.sk, mulai, selesai } })
    await tellSecurity(act, today, { kejadian: 'dikonfirmasi', seat, nama: candidate.nama, cara, kunci: id })
    return { ok: true, id }
  })
}

/**
 * Takes somebody out of a seat at once; one person with a reason is enough for an act that protects.
 * @param alasan not empty
 * @returns false when he is not in it (any more)
 */
export async function dismissHolder(desk: SeatDesk, kursiId: string, { id, alasan }: { id: string; alasan: string }): Promise<boolean> {
  const done = await onSeat(desk, kursiId, async (act, seat) => {
    const ended = await endHold(act.trx, id, { kursiId, sebab: alasan, at: act.at })
    if (!ended) return false
    act.tell({ kind: 'kursi.berakhir', subject: ended.pegawai_id, data: { kursi: kursiId, cara: ended.cara, sebab: alasan } })
    await tellSecurity(act, desk.clock.today(), { kejadian: 'berakhir', seat, nama: ended.nama, cara: ended.cara, kunci: id })
    return true
  })
  return done ?? false
}

/**
 * Says whose seat answers while this one is vacant.
 * @param penggantiId null: nobody's
 * @returns false for a seat that there is not, or this one itself
 */
export async function chooseSubstitute(desk: SeatDesk, kursiId: string, penggantiId: string | null): Promise<boolean> {
  const done = await onSeat(desk, kursiId, async ({ trx, tell }) => {
    if (penggantiId === kursiId || (penggantiId !== null && !await lockSeat(trx, penggantiId))) return false
    await updateSubstitute(trx, kursiId, penggantiId)
    tell({ kind: 'kursi.pengganti', data: { kursi: kursiId, pengganti: penggantiId } })
    return true
  })
  return done ?? false
}

/** Closes a seat, and with it whatever anybody held there. @param alasan not empty @returns false when it is closed already */
export async function closeSeat(desk: SeatDesk, kursiId: string, alasan: string): Promise<boolean> {
  const done = await onSeat(desk, kursiId, async ({ trx, at, tell }) => {
    await endSeat(trx, kursiId, { by: desk.oleh, at })
    tell({ kind: 'kursi.ditutup', data: { kursi: kursiId, alasan } })
    return true
  })
  return done ?? false
}

/** Ends what no day brings back (`endLost`), with an event each. @returns how many */
export function settleSeats({ database, clock }: Pick<SeatDesk, 'database' | 'clock'>): Promise<number> {
  return actAs({ database, clock, actor: 'sistem' }, async ({ trx, at, tell }) => {
    const ended = await endLost(trx, { today: clock.today(), at })
    for (const { pegawai_id: subject, kursi_id: kursi, cara, sebab } of ended) tell({ kind: 'kursi.berakhir', subject, data: { kursi, cara, sebab } })
    return ended.length
  })
}
