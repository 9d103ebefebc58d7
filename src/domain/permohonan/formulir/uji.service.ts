import { AppError } from '../../../kernel/lib/app-error.ts'
import { type Act, actAs } from '../../audit/act.ts'
import { isProgram } from '../../clients/client.types.ts'
import { changeTesters, setTesters } from '../../clients/masuk/masuk.service.ts'
import { findTesters } from '../../clients/pendaftaran/pendaftaran.queries.ts'
import { defineRoles } from '../../clients/peran/peran.service.ts'
import { normaliseNomor } from '../../pegawai/nomor.rules.ts'
import type { Kesalahan, Permohonan } from '../permohonan.ts'
import type { FormDesk } from './draf.service.ts'
import { canonicalHash } from './hash.rules.ts'
import { readIsian } from './isian.schema.ts'
import { findKonteks } from './konteks.queries.ts'
import { registrationOf } from './pendaftaran.rules.ts'
import { trialBlockers } from './periksa.rules.ts'
import { findPermohonan, lockPermohonan } from './permohonan.queries.ts'
import {
  endTrial, findOpenTrial, insertApplication, insertTrial, insertTrialClient, lockUnclaimed, restoreClient, writeTrial,
} from './uji.queries.ts'

export type TrialOpened =
  | { readonly ok: true; readonly clientId: string }
  | { readonly ok: false; readonly mistakes: readonly Kesalahan[] }

const LIVE: readonly Permohonan['keadaan'][] = ['draf', 'berjalan', 'dikembalikan']

interface Wish {
  readonly id: string
  /** Who asks: he is a tester himself. */
  readonly oleh: string
  /** Other testers, by NIP as they were typed. */
  readonly nips: readonly string[]
}

/**
 * Opens the trial of an application at once: a client in state `uji` with the trial addresses of the form, which only the
 * named testers of the OPD may enter, and with the roles of the form, which may be given to them. Of an application of
 * Table 1 its own row is used. Once more: the trial gets what the form says now.
 * @returns the client, or what of the form or of the testers stands in the way
 * @throws AppError 409 for an application that is over, a change of a client that runs, or a form that is changed meanwhile
 */
export async function openTrial(desk: FormDesk, { id, oleh, nips }: Wish): Promise<TrialOpened> {
  const { database, clock, issuer } = desk
  const today = clock.today()
  const seen = await findPermohonan(database, id)
  if (!seen || seen.jenis !== 'baru' || !LIVE.includes(seen.keadaan)) throw new AppError('permohonan-terkunci', 409)
  const isian = readIsian(seen.isi)
  const blockers = trialBlockers(isian, await findKonteks(database, seen, isian, { today, issuer }))
  const testers = await findPeople(desk, nips, seen.unit_id)
  const mistakes = [...blockers, ...testers.mistakes]
  if (mistakes.length > 0) return { ok: false, mistakes }
  return actAs({ database, clock, actor: `pegawai:${oleh}` }, async (act) => {
    const row = await lockPermohonan(act.trx, id)
    if (!row || !LIVE.includes(row.keadaan) || !canonicalHash(row.isi).equals(canonicalHash(isian))) {
      throw new AppError('isian-berubah', 409)
    }
    const clientId = await placeTrial(act, row, issuer)
    if (clientId === undefined) return { ok: false, mistakes: [{ bidang: 'subdomain', pesan: 'Host ini sudah terdaftar.' }] }
    const { metadata } = trialRegistration(row, clientId, issuer)
    const people = isProgram(metadata.grant_types) ? [] : [...new Set([oleh, ...testers.ids])]
    if (people.length > 0) await changeTesters(act, clientId, { tambah: people })
    await defineRoles(act, clientId, isian.peranAplikasi)
    act.tell({
      kind: 'permohonan.uji-dibuka', subject: clientId, clientId,
      data: { permohonan: id, penguji: people.length, redirect_uris: [...metadata.redirect_uris] },
    })
    return { ok: true, clientId }
  })
}

/** @throws Error for a form that the checks let through and the rules of clients do not */
function trialRegistration({ isi }: Permohonan, clientId: string, issuer: string) {
  const read = registrationOf(readIsian(isi), { clientId, state: 'uji', issuer })
  if (!read.ok) throw new AppError('isian-berubah', 409, read.mistakes)
  return read.registration
}

/** @returns the client of the trial, undefined where its name is somebody's */
async function placeTrial({ trx, at }: Act, row: Permohonan, issuer: string): Promise<string | undefined> {
  const { subdomain, nama, keterangan } = readIsian(row.isi)
  const open = await findOpenTrial(trx, row.id)
  const known = open ?? (row.aplikasi_id === null ? undefined : await lockUnclaimed(trx, row.aplikasi_id))
  if (known) {
    await writeTrial(trx, trialRegistration(row, known.client_id, issuer), at)
    if (!open && row.aplikasi_id !== null) {
      await insertTrial(trx, { permohonanId: row.id, clientId: known.client_id, aplikasiId: row.aplikasi_id, sebelum: known.sebelum, at })
    }
    return known.client_id
  }
  const aplikasiId = row.aplikasi_id ?? await insertApplication(trx, { nama, keterangan, unitId: row.unit_id })
  const clientId = row.client_id ?? subdomain
  const registration = trialRegistration(row, clientId, issuer)
  if (!await insertTrialClient(trx, registration, { aplikasiId, unitId: row.unit_id, at })) return undefined
  await insertTrial(trx, { permohonanId: row.id, clientId, aplikasiId, sebelum: null, at })
  return clientId
}

/** Decision 14: a trial is for the OPD's own people. */
async function findPeople(
  { database, clock }: FormDesk, typed: readonly string[], opdId: string,
): Promise<{ ids: string[]; mistakes: Kesalahan[] }> {
  const nips = typed.map(normaliseNomor)
  const found = await findTesters(database, { nips: nips.filter((nip) => /^[0-9]{18}$/.test(nip)), opdId, today: clock.today() })
  const wrong = nips.flatMap((nip, index) => found.get(nip)?.of_opd === true ? [] : [index + 1])
  return {
    ids: nips.flatMap((nip) => found.get(nip)?.pegawai_id ?? []),
    mistakes: wrong.length === 0 ? [] : [{ bidang: 'penguji', pesan: `Baris ${wrong.join(', ')}: tidak ada pegawai OPD ini dengan NIP itu.` }],
  }
}

/**
 * Ends the trial of an application that was refused or withdrawn: a client that it made is closed, a row of Table 1 is what
 * it was, without testers and roles, and no secret of the trial opens anything. Where there is no trial nothing happens.
 */
export async function closeTrial(act: Act, permohonanId: string): Promise<void> {
  const { trx, at, tell } = act
  const open = await findOpenTrial(trx, permohonanId)
  if (!open) return
  await setTesters(act, open.client_id, [])
  await defineRoles(act, open.client_id, [])
  await restoreClient(trx, open, at)
  await endTrial(trx, permohonanId, at)
  tell({ kind: 'permohonan.uji-ditutup', subject: open.client_id, clientId: open.client_id, data: { permohonan: permohonanId } })
}
