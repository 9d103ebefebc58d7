import { AppError, notFound } from '../../../kernel/lib/app-error.ts'
import type { Act } from '../../audit/act.ts'
import { isProgram } from '../client.types.ts'
import { type AturanMasuk, type RulePlace, widensRule } from './aturan.rules.ts'
import {
  addMembers, type EntryOfClient, lockEntry, type Members, removeMembers, writePilot, writeRule,
} from './masuk.queries.ts'

async function requireClient({ trx }: Act, clientId: string): Promise<EntryOfClient> {
  const entry = await lockEntry(trx, clientId)
  if (!entry) throw notFound('no such client')
  return entry
}

async function requireEntry(act: Act, clientId: string): Promise<EntryOfClient> {
  const entry = await requireClient(act, clientId)
  if (isProgram(entry.grantTypes)) throw new AppError('klien-program', 409, 'nobody enters a program')
  return entry
}

async function write(act: Act, clientId: string, dari: AturanMasuk, ke: AturanMasuk): Promise<void> {
  if (!await writeRule(act.trx, clientId, ke, act.at)) return
  act.tell({ kind: 'klien.aturan-masuk', subject: clientId, clientId, data: { dari, ke } })
}

/**
 * Writes the entry rule that a procedure has approved, wider or not. It holds from the next request, on every node.
 * @throws AppError 404 for no client, 409 `klien-program` where nobody enters
 */
export async function setEntryRule(act: Act, clientId: string, aturan: AturanMasuk): Promise<void> {
  const { aturan: before } = await requireEntry(act, clientId)
  await write(act, clientId, before, aturan)
}

/**
 * Writes an entry rule that keeps more people out than the one before, which an OPD may do by itself.
 * @param above what is known of units (`RulePlace`)
 * @throws AppError as `setEntryRule`; 409 `aturan-melebar` for a rule that might let somebody else in: that is a change for
 *   the procedure
 */
export async function narrowEntryRule(
  act: Act, clientId: string, aturan: AturanMasuk, above: NonNullable<RulePlace['above']>,
): Promise<void> {
  const { aturan: before, unitId } = await requireEntry(act, clientId)
  if (widensRule(before, aturan, { opd: unitId, above })) throw new AppError('aturan-melebar', 409, 'needs the procedure')
  await write(act, clientId, before, aturan)
}

/** Who joins a list and who leaves it; both may be left out. */
export interface MemberChange {
  readonly tambah?: readonly string[]
  readonly lepas?: readonly string[]
}

async function change(act: Act, table: Members, clientId: string, { tambah = [], lepas = [] }: MemberChange) {
  return {
    lepas: await removeMembers(act.trx, table, clientId, { orang: lepas }),
    tambah: await addMembers(act.trx, table, clientId, tambah),
  }
}

const tellTesters = (act: Act, clientId: string, { tambah, lepas }: Required<MemberChange>): void => {
  if (tambah.length + lepas.length === 0) return
  act.tell({ kind: 'klien.penguji', subject: clientId, clientId, data: { ditambah: [...tambah], dilepas: [...lepas] } })
}

/** Lets people try an application, or no more. That they are of its OPD is asked at each request anyway (`mayEnter`). */
export async function changeTesters(act: Act, clientId: string, orang: MemberChange): Promise<void> {
  await requireEntry(act, clientId)
  tellTesters(act, clientId, await change(act, 'client_tester', clientId, orang))
}

/** Makes these people, and nobody else, the testers of an application; nobody, also of what has become a program. */
export async function setTesters(act: Act, clientId: string, orang: readonly string[]): Promise<void> {
  await (orang.length === 0 ? requireClient : requireEntry)(act, clientId)
  const lepas = await removeMembers(act.trx, 'client_tester', clientId, { kecuali: orang })
  tellTesters(act, clientId, { lepas, tambah: await addMembers(act.trx, 'client_tester', clientId, orang) })
}

/**
 * Switches the pilot on or off, and changes its group; what is not given stays. It narrows the entry rule and never
 * widens it, so an OPD does it by itself.
 */
export async function setPilot(
  act: Act, clientId: string, { nyala, ...orang }: MemberChange & { readonly nyala?: boolean },
): Promise<void> {
  const { pilot } = await requireEntry(act, clientId)
  const on = nyala ?? pilot
  const { tambah, lepas } = await change(act, 'client_pilot', clientId, orang)
  if (on === pilot && tambah.length + lepas.length === 0) return
  await writePilot(act.trx, clientId, on, act.at)
  act.tell({ kind: 'klien.pilot', subject: clientId, clientId, data: { nyala: on, ditambah: tambah, dilepas: lepas } })
}
