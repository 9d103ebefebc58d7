import { AppError } from '../../../kernel/lib/app-error.ts'
import type { Act } from '../../audit/act.ts'
import type { Registration } from '../../clients/pendaftaran/client-file.rules.ts'
import { type ClientMetadata, isProgram } from '../../clients/client.types.ts'
import { setEntryRule } from '../../clients/masuk/masuk.service.ts'
import { defineRoles } from '../../clients/peran/peran.service.ts'
import type { Permohonan } from '../permohonan.ts'
import { canonicalHash } from './hash.rules.ts'
import { type Isian, readIsian } from './isian.schema.ts'
import { registrationOf } from './pendaftaran.rules.ts'
import { lockPermohonan } from './permohonan.queries.ts'
import { type ClientBefore, lockClientBefore, writeApplication, writeApproved } from './terapkan.queries.ts'
import { endTrial, findOpenTrial, insertApplication, insertTrial, insertTrialClient, lockUnclaimed } from './uji.queries.ts'

/** What the activation came to. */
export interface Applied {
  readonly clientId: string
  /** Fields of the registration that are different now. */
  readonly bidang: readonly string[]
}

/** What is on the client is not what was decided on: nothing is written. */
const changed = (detail: unknown): AppError => new AppError('isian-berubah', 409, detail)

/** Metadata that the form speaks of; what an operator set beside it stays. */
const SPOKEN: readonly string[] = [
  'client_id', 'client_name', 'application_type', 'subject_type', 'redirect_uris', 'post_logout_redirect_uris', 'response_types',
  'grant_types', 'token_endpoint_auth_method', 'scope', 'backchannel_logout_uri', 'backchannel_logout_session_required',
  'client_uri', 'contacts', 'jwks', 'jwks_uri', 'resources',
]

function mergedMetadata(before: ClientMetadata | undefined, after: ClientMetadata): ClientMetadata {
  if (!before) return after
  const kept = Object.entries(before).filter(([name]) => !SPOKEN.includes(name)
    && (name !== 'token_endpoint_auth_signing_alg' || after.token_endpoint_auth_method === 'private_key_jwt'))
  // What a program may do at the province's API is given to it apart from the form.
  const resources = after.resources && before.resources ? { resources: before.resources } : {}
  return { ...after, ...Object.fromEntries(kept), ...resources }
}

const FORM_FIELDS = ['host', 'acr_minimum', 'aturan_masuk'] as const

function differences(before: ClientBefore | undefined, after: Registration, isian: Isian): string[] {
  const was: Record<string, unknown> = { ...before?.metadata, ...before }
  const is: Record<string, unknown> = {
    ...after.metadata, host: after.host, acr_minimum: after.acr_minimum,
    // Nobody enters a program: its rule is left as it is.
    aturan_masuk: isProgram(after.metadata.grant_types) ? was['aturan_masuk'] : isian.aturanMasuk,
  }
  const same = (name: string): boolean => canonicalText(was[name]) === canonicalText(is[name])
  return [...new Set([...SPOKEN, ...FORM_FIELDS])].filter((name) => !same(name))
}

/** jsonb gives members back in another order. */
const canonicalText = (value: unknown): string => JSON.stringify(value, (_, one: unknown) =>
  typeof one === 'object' && one !== null && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => a < b ? -1 : 1)) : one) ?? ''

/** @returns the client's id: the one of its trial or change, the claimed row of Table 1, or a new one */
async function placeClient({ trx, at }: Act, row: Permohonan, isian: Isian, issuer: string): Promise<string> {
  if (row.jenis === 'perubahan' && row.client_id !== null) return row.client_id
  const open = await findOpenTrial(trx, row.id)
  if (open) return open.client_id
  const unclaimed = row.aplikasi_id === null ? undefined : await lockUnclaimed(trx, row.aplikasi_id)
  if (unclaimed) return unclaimed.client_id
  const read = registrationOf(isian, { clientId: isian.subdomain, state: 'aktif', issuer })
  if (!read.ok) throw changed(read.mistakes)
  const aplikasiId = row.aplikasi_id
    ?? await insertApplication(trx, { nama: isian.nama, keterangan: isian.keterangan, unitId: row.unit_id })
  if (!await insertTrialClient(trx, read.registration, { aplikasiId, unitId: row.unit_id, at })) throw changed('host is taken')
  await insertTrial(trx, { permohonanId: row.id, clientId: isian.subdomain, aplikasiId, sebelum: null, at })
  return isian.subdomain
}

/**
 * Makes the client exactly what was approved, in the transaction of the last decision: what stands in the row now must have
 * the hash that was filed and that the caller decided on. Testers stay, and so does what an operator set beside the form.
 * @param permohonan as the decision read it
 * @throws AppError 409 where the form, or the client, is not what was decided on; nothing was written then
 */
export async function applyApproved(act: Act, permohonan: Permohonan, issuer: string): Promise<Applied> {
  const { trx, at, tell } = act
  const row = await lockPermohonan(trx, permohonan.id)
  if (!row || !isBound(row, permohonan)) throw changed('another hash')
  const isian = readIsian(row.isi)
  const clientId = await placeClient(act, row, isian, issuer)
  const before = await lockClientBefore(trx, clientId)
  if (!before || before.state === 'tutup') throw changed(`client ${clientId} is closed`)
  const read = registrationOf(isian, { clientId, state: 'aktif', issuer, layananMandiri: before.layanan_mandiri })
  if (!read.ok) throw changed(read.mistakes)
  const registration = { ...read.registration, metadata: mergedMetadata(before.metadata, read.registration.metadata) }
  await writeApproved(trx, registration, { isian, at })
  await writeApplication(trx, { clientId, permohonanId: row.id, isian })
  if (!isProgram(registration.metadata.grant_types)) await setEntryRule(act, clientId, isian.aturanMasuk)
  await defineRoles(act, clientId, isian.peranAplikasi)
  await endTrial(trx, row.id, at)
  const bidang = differences(before, registration, isian)
  tell({ kind: 'klien.diterapkan', subject: clientId, clientId, data: { permohonan: row.id, bidang, dari: before.state } })
  return { clientId, bidang }
}

/** Whether the row still is what was filed, and what the caller holds in his hand. */
function isBound(row: Permohonan, seen: Permohonan): boolean {
  const { isi_hash: filed } = row
  return filed !== null && seen.isi_hash !== null && filed.equals(seen.isi_hash) && canonicalHash(row.isi).equals(filed)
}
