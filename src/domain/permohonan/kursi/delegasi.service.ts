/** The holder of a seat lets a colleague act for him for some days, and takes it back. */
import { findCredential } from '../../accounts/account.queries.ts'
import { messagePerson } from '../../accounts/pesan/index.ts'
import { actAs } from '../../audit/act.ts'
import { normaliseNomor } from '../../pegawai/nomor.rules.ts'
import { allUnits } from '../../pegawai/unit/directory.queries.ts'
import { treeOf } from '../../pegawai/unit/directory.rules.ts'
import { endDelegation, insertDelegation, isColleague, ownSeats } from './delegasi.queries.ts'
import { type DelegationInput, type DelegationMistakes, delegationMistakes } from './delegasi.rules.ts'
import type { SeatDesk } from './kursi.service.ts'

export type DelegationOutcome =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly galat: DelegationMistakes }

const refused = (galat: DelegationMistakes): DelegationOutcome => ({ ok: false, galat })

/**
 * Delegates a seat of one's own: not one that was delegated to oneself, nor one that one stands in for. The delegate works
 * in the same OPD, today and on each day on which he acts.
 * @param desk `oleh` is the holder
 */
export async function delegate(desk: SeatDesk, input: DelegationInput): Promise<DelegationOutcome> {
  const { database, clock, oleh } = desk
  const today = clock.today()
  const typed = delegationMistakes(input, today)
  const seat = (await ownSeats(database.knex, { pegawaiId: oleh, today })).find(({ kursi_id: id }) => id === input.kursi)
  if (!seat) return refused({ ...typed, kursi: 'bukan-kursi-anda' })
  if (Object.keys(typed).length > 0) return refused(typed)
  const kepada = (await findCredential(database, normaliseNomor(input.nip)))?.pegawai_id
  if (kepada === undefined) return refused({ nip: 'bukan-rekan' })
  if (kepada === oleh) return refused({ nip: 'diri-sendiri' })
  const unitId = treeOf(await allUnits(database, today)).opdOf(seat.jabatan_unit_id)?.id ?? seat.jabatan_unit_id
  return actAs({ database, clock, actor: `pegawai:${oleh}` }, async ({ trx, at, tell }) => {
    if (!await isColleague(trx, { pegawaiId: kepada, unitId, today })) return refused({ nip: 'bukan-rekan' })
    const { mulai, selesai, dasar } = input
    const delegation = { kursi_id: seat.kursi_id, dari: oleh, kepada, unit_id: unitId, mulai, selesai, dasar }
    const id = await insertDelegation(trx, delegation, at)
    if (id === undefined) return refused({ nip: 'sudah-ada' })
    tell({ kind: 'kursi.didelegasikan', subject: oleh, data: { kursi: seat.kursi_id, delegasi: id, kepada, mulai, selesai } })
    await messagePerson(trx, {
      pegawaiId: kepada, template: 'kursi-delegasi', data: { jabatan: seat.jabatan, mulai, selesai, tautan: '/disposisi' }, at,
      dedupKey: `kursi-delegasi:${id}`,
    })
    return { ok: true, id }
  })
}

/** Takes it back at once. @returns false when it is not his, or over already */
export function withdrawDelegation({ database, clock, oleh }: SeatDesk, id: string): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${oleh}` }, async ({ trx, at, tell }) => {
    const ended = await endDelegation(trx, { id, dari: oleh, at })
    if (!ended) return false
    tell({ kind: 'kursi.delegasi-dicabut', subject: oleh, data: { kursi: ended.kursi_id, delegasi: id, kepada: ended.kepada } })
    return true
  })
}
