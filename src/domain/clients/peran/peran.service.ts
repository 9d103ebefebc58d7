import { AppError, notFound } from '../../../kernel/lib/app-error.ts'
import type { Act } from '../../audit/act.ts'
import {
  type AppRole, endHold, endRoles, type Gift, insertHold, insertRoles, lockRoles, renameRole,
} from './peran.queries.ts'

/**
 * Gives an application these roles and no others. One that is not named any more ends with everybody's hold of it; one
 * that is named differently stays the same role. It holds at the next request, on every node.
 * @throws AppError 404 for no client
 */
export async function defineRoles(act: Act, clientId: string, wanted: readonly Omit<AppRole, 'id'>[]): Promise<void> {
  const had = await lockRoles(act.trx, clientId)
  if (!had) throw notFound('no such client')
  const known = new Map(had.map((role) => [role.kode, role]))
  const fresh = wanted.filter(({ kode }) => !known.has(kode))
  const gone = had.filter(({ kode }) => !wanted.some((role) => role.kode === kode))
  const renamed = wanted.filter(({ kode, nama }) => known.has(kode) && known.get(kode)?.nama !== nama)
  const codes = (roles: readonly Pick<AppRole, 'kode'>[]): string[] => roles.map(({ kode }) => kode)
  if (fresh.length + gone.length + renamed.length === 0) return
  if (fresh.length > 0) await insertRoles(act.trx, clientId, fresh)
  for (const { kode, nama } of renamed) await renameRole(act.trx, known.get(kode)?.id ?? '', nama)
  for (const { pegawai_id: subject, kode } of gone.length > 0 ? await endRoles(act.trx, gone.map(({ id }) => id), act.at) : []) {
    act.tell({ kind: 'peran-aplikasi.dicabut', subject, clientId, data: { peran: kode, sebab: 'peran-dihapus' } })
  }
  act.tell({
    kind: 'klien.peran-aplikasi', subject: clientId, clientId,
    data: { ditambah: codes(fresh), dinamai: codes(renamed), diakhiri: codes(gone) },
  })
}

/**
 * Gives somebody a role; whether he may have it was decided before (`mayGive`).
 * @throws AppError 409 `sudah-memegang` where he has it, or the role has just ended
 */
export async function giveRole(
  act: Act, { clientId, kode, ...gift }: Gift & { readonly clientId: string; readonly kode: string }, today: string,
): Promise<void> {
  if (!await insertHold(act.trx, gift, { today, at: act.at })) throw new AppError('sudah-memegang', 409, 'held, or ended')
  act.tell({
    kind: 'peran-aplikasi.diberikan', subject: gift.pegawaiId, clientId,
    data: { peran: kode, unit: gift.unitId, mulai: gift.mulai, sampai: gift.selesai, alasan: gift.alasan },
  })
}

/**
 * Takes a role away at once.
 * @throws AppError 409 `sudah-berakhir` when somebody was faster
 */
export async function takeRole(
  act: Act, { id, clientId, oleh, alasan }: { id: string; clientId: string; oleh: string; alasan: string },
): Promise<void> {
  const ended = await endHold(act.trx, { id, clientId, oleh, alasan, at: act.at })
  if (!ended) throw new AppError('sudah-berakhir', 409, 'not held any more')
  act.tell({ kind: 'peran-aplikasi.dicabut', subject: ended.pegawai_id, clientId, data: { peran: ended.kode, sebab: alasan } })
}
