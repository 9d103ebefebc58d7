/** Who is in the directory: civil servants, and the kinds of people whom no personnel system knows. */

export const TANPA_NIP = ['pejabat-negara', 'tenaga-ahli', 'pengembang-vendor'] as const
export type TanpaNip = (typeof TANPA_NIP)[number]

export type Kategori = 'asn' | TanpaNip

/**
 * @returns whether somebody of this kind can hold an office: a civil servant, and who was elected to one. An expert or
 *   a vendor's developer works for an OPD and stands in no post of it
 */
export function canHoldOffice(kategori: Kategori): boolean {
  return kategori === 'asn' || kategori === 'pejabat-negara'
}
