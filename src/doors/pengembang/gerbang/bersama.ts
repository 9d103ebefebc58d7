/** What the pages about entering an application have in common. */
import type { Context } from 'koa'
import { z } from 'zod'
import { type Act, actAs } from '../../../domain/audit/act.ts'
import type { Member } from '../../../domain/clients/masuk/masuk.queries.ts'
import { findTesters, type TesterCandidate } from '../../../domain/clients/pendaftaran/pendaftaran.queries.ts'
import { namaLengkap } from '../../../domain/pegawai/nama.rules.ts'
import { maskNomor, normaliseNomor } from '../../../domain/pegawai/nomor.rules.ts'
import { visitorOf } from '../../guards.ts'
import type { KlienDependencies } from '../klien.ts'

export const text = z.string().trim().catch('')

/** A field that may stand in a form any number of times. */
export const several = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([])

/** Runs one act of the visitor as one transaction with its audit events. */
export const actOf = <T>({ database, clock }: KlienDependencies, ctx: Context, work: (act: Act) => Promise<T>): Promise<T> =>
  actAs({ database, clock, actor: `pegawai:${visitorOf(ctx).person.id}` }, work)

const NUMBER = /^[0-9]{18}$/

/**
 * People by the numbers that somebody typed, in the order in which he did.
 * @param opdId whose people are marked `of_opd`
 * @returns each with the number as it was typed; undefined for a number that nobody has today
 */
export async function peopleTyped(
  { database, clock }: KlienDependencies, numbers: readonly string[], opdId: string,
): Promise<(TesterCandidate | undefined)[]> {
  const nips = numbers.map(normaliseNomor)
  const found = await findTesters(database, { nips: nips.filter((nip) => NUMBER.test(nip)), opdId, today: clock.today() })
  return nips.map((nip) => found.get(nip))
}

/** Somebody of a list as its page shows him. */
export const presentMember = ({ id, nomor, unit, diOpd, ...person }: Member) =>
  ({ id, nama: namaLengkap(person), nomor: maskNomor(nomor), unit: unit ?? 'tanpa unit', diOpd })
