import type { Kesalahan } from '../permohonan.ts'
import type { Isian } from './isian.schema.ts'
import { BIDANG_PENDAFTARAN } from './kata.ts'
import type { KonteksIsian } from './konteks.ts'
import { registrationOf } from './pendaftaran.rules.ts'
import { hostMistake, hostWarnings } from './periksa-host.rules.ts'
import { officialMistakes } from './periksa-resmi.rules.ts'
import { technicalMistakes, technicalWarnings } from './periksa-teknis.rules.ts'

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
  return read.ok ? [] : read.mistakes.map(({ field, message }) => ({
    bidang: BIDANG_PENDAFTARAN[field.split(/[.[]/)[0] ?? field] ?? 'kredensial', pesan: `Tidak dapat didaftarkan: ${field} ${message}.`,
  }))
}

/** @returns what nobody has to change and everybody should know */
export const isianWarnings = (isian: Isian, konteks: KonteksIsian): Kesalahan[] =>
  [...hostWarnings(isian.subdomain, konteks), ...technicalWarnings(isian)]
