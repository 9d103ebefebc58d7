import type { ClientMetadata, ClientState } from '../../clients/client.types.ts'
import { normaliseNip } from '../../pegawai/nip.rules.ts'

/** NIPs of one file. */
export const MOST_NUMBERS = 5_000

/** NIPs that a client may have matched on one day, found or not: a whole staff several times over, and not all that there are. */
export const MOST_A_DAY = 15_000

/** Longer is no NIP, whatever stands between its digits. */
const LONGEST = 40

/** The first cell of a line of a CSV file, without its quotes. */
const firstCell = (line: string): string => (line.split(/[;,\t]/)[0] ?? '').trim().replace(/^"(.*)"$/, '$1').trim().slice(0, LONGEST)

/**
 * Reads one NIP a line, or the first column of a CSV file; a heading and empty lines are passed over.
 * @returns as they were written, each once, in their order
 */
export function readNumbers(text: string): string[] {
  const cells = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/).map(firstCell).filter((cell) => cell !== '')
  return [...new Set(/^nip$/i.test(cells[0] ?? '') ? cells.slice(1) : cells)]
}

/** @returns a NIP as it is stored; undefined for what cannot be one */
export function storedNumber(written: string): string | undefined {
  const nip = normaliseNip(written)
  return /^[0-9]{18}$/.test(nip) ? nip : undefined
}

/** Why a client's users cannot be matched by NIP. */
export type MappingRefusal = 'keadaan' | 'cakupan'

/** A client that may read the NIP of whoever signs in may match it: its registration has the scope, and it is open. */
export function mappingRefusal(
  { state, metadata }: { readonly state: ClientState; readonly metadata: Pick<ClientMetadata, 'scope'> },
): MappingRefusal | undefined {
  if (state !== 'aktif' && state !== 'uji') return 'keadaan'
  return metadata.scope?.split(' ').includes('pegawai') ? undefined : 'cakupan'
}
