import type { Mistake } from '../../clients/registered-uris.rules.ts'
import type { Kesalahan } from '../permohonan.ts'
import type { Isian } from './isian.schema.ts'
import { BIDANG_PENDAFTARAN } from './kata.ts'
import type { KonteksIsian } from './konteks.ts'
import { registrationOf } from './pendaftaran.rules.ts'
import { hostMistake, hostWarnings } from './periksa-host.rules.ts'
import { lineMistake, officialMistakes, TERPANJANG } from './periksa-resmi.rules.ts'
import { technicalMistakes, technicalWarnings, trialMistakes } from './periksa-teknis.rules.ts'

/**
 * What stands in the way of filing. A form that passes is one that `registrationOf` makes a registration of: what the
 * rules of clients refuse beyond ours is told at its field.
 * @returns mistakes, each at its field; empty where the form may be filed
 */
export function isianMistakes(isian: Isian, konteks: KonteksIsian): Kesalahan[] {
  const mistakes = [
    ...officialMistakes(isian, konteks), ...hostMistake(isian.subdomain, konteks), ...technicalMistakes(isian, konteks),
  ]
  return mistakes.length > 0 ? mistakes : registrationMistakes(isian, konteks)
}

function registrationMistakes(isian: Isian, { issuer }: KonteksIsian): Kesalahan[] {
  const read = registrationOf(isian, { clientId: isian.subdomain, state: 'aktif', issuer })
  return read.ok ? [] : read.mistakes.map(mistakeOf)
}

const mistakeOf = ({ field, message }: Mistake): Kesalahan => ({
  bidang: BIDANG_PENDAFTARAN[field.split(/[.[]/)[0] ?? field] ?? 'kredensial', pesan: `Tidak dapat didaftarkan: ${field} ${message}.`,
})

/** @returns what nobody has to change and everybody should know */
export const isianWarnings = (isian: Isian, konteks: KonteksIsian): Kesalahan[] =>
  [...hostWarnings(isian.subdomain, konteks), ...technicalWarnings(isian)]

/** Fields that a trial needs; the rest of the form may still be empty. */
const TRIAL_FIELDS: readonly string[] = ['kredensial', 'jwks', 'jwksUri', 'uriUji', 'peranAplikasi']

/** @returns what stands in the way of a trial: name, host, trial addresses, how the application proves itself, its roles */
export function trialBlockers(isian: Isian, konteks: KonteksIsian): Kesalahan[] {
  const mistakes = [
    ...lineMistake('nama', isian.nama, 'nama aplikasi', TERPANJANG.nama), ...hostMistake(isian.subdomain, konteks),
    ...technicalMistakes(isian, konteks).filter(({ bidang }) => TRIAL_FIELDS.includes(bidang)),
    ...isian.uriUji.length === 0 ? trialMistakes(isian, konteks, true) : [],
  ]
  if (mistakes.length > 0) return mistakes
  const read = registrationOf(isian, { clientId: isian.subdomain, state: 'uji', issuer: konteks.issuer })
  return read.ok ? [] : read.mistakes.map(mistakeOf)
}
