import type { Text } from '../../../kernel/http/locale.ts'
import { isNomor, meansNomor, normaliseNomor } from '../../../domain/pegawai/nomor.rules.ts'

export interface LoginInput {
  readonly nip: string
  readonly sandi: string
}

/** Errors beside their fields, as keys of the locales. */
export interface LoginErrors {
  readonly nip?: Text
  readonly sandi?: Text
}

/** More than anybody types with spaces, dots and dashes. */
const LONGEST_NIP = 64

function nipError(nip: string): Text | undefined {
  if (nip === '') return { key: 'masuk.galat.nipKosong' }
  if (meansNomor(nip)) return isNomor(nip) ? undefined : { key: 'masuk.galat.btn' }
  if (!/^[0-9]*$/.test(nip)) return { key: 'masuk.galat.nipHuruf' }
  return nip.length === 18 ? undefined : { key: 'masuk.galat.nipJumlah', params: { jumlah: nip.length } }
}

/**
 * Says about the input what can be said without looking anybody up. Eighteen digits that are no NIP go on to fail like
 * any other wrong number: in the same words, after the same work. The check digits of a number without NIP tell nothing
 * about whether somebody has it.
 * @returns the errors, or the normalised number
 */
export function readLogin(input: LoginInput): { readonly errors: LoginErrors } | { readonly nip: string } {
  const nip = normaliseNomor(input.nip.slice(0, LONGEST_NIP))
  const errors = {
    nip: nipError(nip),
    sandi: input.sandi === '' ? { key: 'masuk.galat.sandiKosong' as const } : undefined,
  }
  if (!errors.nip && !errors.sandi) return { nip }
  return { errors: { ...(errors.nip && { nip: errors.nip }), ...(errors.sandi && { sandi: errors.sandi }) } }
}
