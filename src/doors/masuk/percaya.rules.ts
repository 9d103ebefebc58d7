/** What a device that the person trusted is good for in a sign-in. */
import { type Acr, ACRS, reaches } from '../../domain/accounts/acr.rules.ts'
import { assuranceOf, type Bukti } from '../../domain/mfa/assurance.rules.ts'
import type { Demand } from '../../domain/mfa/demand.ts'

/** What is looked at of a journey, and of what is known beside it (journey.rules.ts). */
interface Proving {
  readonly bukti: readonly Bukti[]
  readonly bersama: boolean
  readonly ts?: number | undefined
}
interface Place {
  readonly perangkat: { readonly tepercaya: boolean }
  readonly tuntutan: Pick<Demand, 'perangkatTepercaya'>
  readonly aplikasi: { readonly wajib: Acr | undefined }
}

/** The device is one that this person trusted, and may stand in here for his second factor. */
export const standsIn = ({ perangkat, tuntutan }: Pick<Place, 'perangkat' | 'tuntutan'>): boolean =>
  perangkat.tepercaya && tuntutan.perangkatTepercaya

/**
 * Whether a device may be trusted from this sign-in on: where it would stand in, of who proves now who he is, and on no
 * computer that others use.
 */
export function mayTrust({ bersama, ts }: Omit<Proving, 'bukti'>, { tuntutan, aplikasi, perangkat }: Place): boolean {
  return !bersama && ts !== undefined && !perangkat.tepercaya && tuntutan.perangkatTepercaya
    && !reaches(aplikasi.wajib, ACRS[1])
}

/** @returns what was proven, with the device where it spared a question */
export function provenIn({ bukti }: Proving, facts: Place): readonly Bukti[] {
  const isSpared = standsIn(facts) && !reaches(assuranceOf(bukti).acr, ACRS[1])
  return isSpared ? [...bukti, 'perangkat'] : bukti
}
