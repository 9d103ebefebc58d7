import type { Saluran } from '../../../domain/mfa/kebijakan/aturan.ts'
import type { PersonToday } from '../../../domain/pegawai/person.ts'

/** A way to prove a second factor. */
export type Cara = 'passkey' | 'totp' | 'pemulihan' | 'izin' | Saluran

/**
 * Where nothing but a passkey is good enough, whoever has one is asked for it and offered nothing less. Elsewhere it
 * stands beside the others: an authenticator comes first, because it works on any computer.
 * @param pesan ways on which a code may be sent instead
 * @param wished the way that the person asked for; taken where he has it
 * @returns the way whose form is shown, and the others that he has; somebody with neither is shown the first, which says
 *   where else help is
 */
export function waysOf(
  { faktor, kodePemulihan }: Pick<PersonToday, 'faktor' | 'kodePemulihan'>, pesan: readonly Saluran[],
  wished: string | undefined, passkeySaja = false,
): { readonly cara: Cara; readonly lain: readonly Cara[] } {
  const passkey = faktor.some(({ jenis }) => jenis === 'passkey')
  if (passkeySaja && passkey) return { cara: 'passkey', lain: [] }
  const has: readonly Cara[] = [
    ...faktor.some(({ jenis }) => jenis === 'totp') ? ['totp'] as const : [], ...passkey ? ['passkey'] as const : [], ...pesan,
    ...kodePemulihan > 0 ? ['pemulihan'] as const : [],
  ]
  // Only its form tells whether somebody has a pass of his helper.
  const ways: readonly Cara[] = [...has, 'izin']
  const cara = ways.find((one) => one === wished) ?? has[0] ?? 'totp'
  return { cara, lain: ways.filter((one) => one !== cara) }
}
