import type { Isian } from '../formulir/isian.schema.ts'
import type { JenisPermohonan, KunciLangkah } from '../permohonan.ts'
import type { PemilikKlaim } from './ajukan.queries.ts'

/** What a change may touch so that the CSIRT looks at the application once more: where it answers, and what it is. */
const OF_CSIRT: readonly string[] = ['subdomain', 'jenisKlien', 'kredensial', 'uri.redirect', 'uri.logout', 'uri.backchannel']

/**
 * @param order `disetujui` what was approved before, of a change
 * @returns scopes whose owners have to agree: all of a new application; of a change those that are new, or meant for something new
 */
export function askedClaims({ isian, disetujui }: { isian: Isian; disetujui: Isian | undefined }): string[] {
  const before = disetujui?.elemen ?? []
  return isian.elemen.filter(({ klaim, tujuan }) => !before.some((had) => had.klaim === klaim && had.tujuan === tujuan))
    .map(({ klaim }) => klaim)
}

/**
 * @param order `peka` sensitive fields in which a change differs from what was approved; undefined: nobody knows
 * @returns the gates that an application has to pass
 */
export function gatesFor(
  { jenis, peka, pemilik }: { jenis: JenisPermohonan; peka: readonly string[] | undefined; pemilik: readonly string[] },
): KunciLangkah[] {
  const looksAnew = jenis === 'baru' || peka === undefined || peka.some((bidang) => OF_CSIRT.includes(bidang))
  return [...pemilik.length > 0 ? ['elemen' as const] : [], ...looksAnew ? ['csirt' as const] : []]
}

/** @returns owners, each once, and scopes that should have one and have none here */
export function ownersFrom(rows: readonly PemilikKlaim[]): { readonly units: string[]; readonly tanpa: string[] } {
  return {
    units: [...new Set(rows.flatMap(({ unit_id }) => unit_id ?? []))].sort(),
    tanpa: rows.filter(({ unit_id }) => unit_id === null).map(({ klaim }) => klaim),
  }
}

/**
 * @param setara the hashes that counted for what was filed before
 * @param peka sensitive fields in which this differs from it; undefined: this is the first filing
 * @returns the hashes on which decisions count from now on: those before as well, where only harmless fields differ
 */
export function equalHashes(hash: Buffer, setara: readonly Buffer[], peka: readonly string[] | undefined): Buffer[] {
  return peka?.length === 0 ? [...setara.filter((one) => !one.equals(hash)), hash] : [hash]
}
