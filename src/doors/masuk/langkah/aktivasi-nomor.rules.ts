import type { Text } from '../../../kernel/http/locale.ts'
import { lastFour, readLongCode } from '../../../domain/mfa/aktivasi/aktivasi.rules.ts'
import { readLogin } from './kata-sandi.rules.ts'

export interface NomorErrors {
  readonly nip?: Text
  readonly empat?: Text
  readonly kode?: Text
  readonly form?: Text
}

const nipOf = (nip: string) => readLogin({ nip, sandi: '-' })

/** @returns the number and the last four digits of a mobile, or what is wrong with them as they are written */
export function readNomor(
  input: { nip: string; empat: string },
): { readonly nip: string; readonly empat: string } | { readonly errors: NomorErrors } {
  const number = nipOf(input.nip)
  const empat = lastFour(input.empat)
  if ('nip' in number && empat !== undefined) return { nip: number.nip, empat }
  return { errors: {
    ...('errors' in number && number.errors), ...(empat === undefined && { empat: { key: 'aktivasi.galat.empat' } }),
  } }
}

/** @returns the number and the code of a letter, or what is wrong with them as they are written */
export function readSurat(
  input: { nip: string; kode: string },
): { readonly nip: string; readonly kode: string } | { readonly errors: NomorErrors } {
  const number = nipOf(input.nip)
  const kode = readLongCode(input.kode)
  if ('nip' in number && kode !== undefined) return { nip: number.nip, kode }
  return { errors: {
    ...('errors' in number && number.errors), ...(kode === undefined && { kode: { key: 'aktivasi.galat.surat' } }),
  } }
}
