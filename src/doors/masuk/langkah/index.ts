import { daftarFaktor, type DaftarFaktorDependencies } from './daftar-faktor.ts'
import { kartu, type KartuDependencies } from './kartu.ts'
import { type KataSandiDependencies, kataSandi } from './kata-sandi.ts'
import type { JourneyPage } from './page.ts'

/** Every step of the sign-in journey that has a page; `journey.rules.ts` says when each is open. */
export function journeyPages(
  dependencies: KataSandiDependencies & DaftarFaktorDependencies & KartuDependencies,
): JourneyPage[] {
  return [kataSandi(dependencies), daftarFaktor(dependencies), kartu(dependencies)]
}
