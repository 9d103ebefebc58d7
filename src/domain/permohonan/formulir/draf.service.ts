import type { Database } from '../../../kernel/db/database.ts'
import { AppError, notFound } from '../../../kernel/lib/app-error.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import type { Kesalahan, Permohonan } from '../permohonan.ts'
import { changeForm, firstForm } from './awal.rules.ts'
import { type Isian, readIsian } from './isian.schema.ts'
import { findKonteks } from './konteks.queries.ts'
import { isianMistakes, isianWarnings } from './periksa.rules.ts'
import { claimable, findRunning, insertDraft, lastApproved, lockPermohonan, writeIsi } from './permohonan.queries.ts'

export interface FormDesk {
  readonly database: Database
  readonly clock: Clock
  /** Of this instance. */
  readonly issuer: string
}

/** Somebody applies for it already, or claims it. */
const alreadyWanted = (): AppError => new AppError('sudah-diajukan', 409)

/**
 * Begins an application: a new one, or a claim of an application of Table 1 that is this unit's and nobody's yet. That the
 * unit is his own the caller has asked.
 * @returns its id; @throws AppError 404 for an application that cannot be claimed by this unit, 409 where somebody was quicker
 */
export async function createDraft(
  { database, clock }: FormDesk, { person, unitId, aplikasiId }: { person: PersonToday; unitId: string; aplikasiId?: string | undefined },
): Promise<string> {
  const claimed = aplikasiId === undefined ? undefined
    : (await claimable(database, [unitId], clock.today())).find((one) => one.aplikasi_id === aplikasiId)
  if (aplikasiId !== undefined && !claimed) throw notFound('nothing to claim')
  return begin({ database, clock }, {
    jenis: 'baru', unitId, pemohon: person.id, isi: firstForm(person, claimed), aplikasiId,
  })
}

/**
 * Begins a change of a client that runs: the form says what runs today. That it is his own the caller has asked.
 * @throws AppError 404 for a client that is not both claimed and `aktif`, 409 while another change is on its way
 */
export async function createChange(
  { database, clock }: FormDesk, { person, clientId }: { person: PersonToday; clientId: string },
): Promise<string> {
  const running = await findRunning(database, clientId, clock.today())
  if (!running) throw notFound('no such client that runs')
  return begin({ database, clock }, {
    jenis: 'perubahan', unitId: running.unit_id, pemohon: person.id, aplikasiId: running.aplikasi_id, clientId,
    isi: changeForm(running, await lastApproved(database, clientId), person),
  })
}

async function begin(
  { database, clock }: Pick<FormDesk, 'database' | 'clock'>, draft: Parameters<typeof insertDraft>[1],
): Promise<string> {
  return actAs({ database, clock, actor: `pegawai:${draft.pemohon}` }, async ({ trx, at, tell }) => {
    const id = await insertDraft(trx, draft, at)
    if (id === undefined) throw alreadyWanted()
    tell({
      kind: 'permohonan.draf-dibuat', clientId: draft.clientId,
      data: { permohonan: id, jenis: draft.jenis, unit: draft.unitId, aplikasi: draft.aplikasiId },
    })
    return id
  })
}

export type Saved =
  | { readonly ok: true; readonly revisi: number; readonly isian: Isian }
  /** `basi`: somebody saved after this page was opened; `terkunci`: it is filed, or over. */
  | { readonly ok: false; readonly sebab: 'basi' | 'terkunci' }

/**
 * Saves a part of a form that was opened at this revision: what the other parts say stays.
 * @param change what the form says then, made from what it says now
 */
export async function saveDraft(
  { database }: FormDesk, { id, revisi, at, change }: {
    id: string; revisi: number; at: Date; change: (now: Isian) => Isian
  },
): Promise<Saved> {
  return database.knex.transaction(async (trx) => {
    const row = await lockPermohonan(trx, id)
    if (!row || !mayEdit(row)) return { ok: false, sebab: 'terkunci' }
    const isian = readIsian(change(readIsian(row.isi)))
    const saved = await writeIsi(trx, { id, revisi, isi: isian, at })
    return saved === undefined ? { ok: false, sebab: 'basi' } : { ok: true, revisi: saved, isian }
  })
}

/** @returns whether the ball is with the OPD, so that its form may be changed */
export const mayEdit = ({ keadaan }: Pick<Permohonan, 'keadaan'>): boolean => keadaan === 'draf' || keadaan === 'dikembalikan'

/** @returns what stands in the way of filing a form, and what everybody should know of it */
export async function checkForm(
  { database, clock, issuer }: FormDesk, permohonan: Permohonan, isian: Isian = readIsian(permohonan.isi),
): Promise<{ mistakes: Kesalahan[]; warnings: Kesalahan[] }> {
  const konteks = await findKonteks(database, permohonan, isian, { today: clock.today(), issuer })
  return { mistakes: isianMistakes(isian, konteks), warnings: isianWarnings(isian, konteks) }
}
