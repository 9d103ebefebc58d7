import type { ClientFile, SecretFacts, TanpaKontak } from '../../../domain/clients/operasi/index.ts'
import { missingContact } from '../../../domain/clients/operasi/index.ts'
import { isProgram, usesSecret } from '../../../domain/clients/client.types.ts'
import { isConnected } from '../../../domain/clients/launcher.rules.ts'
import { namaLengkap } from '../../../domain/pegawai/nama.rules.ts'
import { dayInWords } from '../../kerja.rules.ts'

/** A word in a frame, as the macro `lencana` shows it. */
export interface Badge {
  readonly teks: string
  readonly lencana: '' | 'ok' | 'warn' | 'bad'
}

const STATES: Readonly<Record<ClientFile['state'], Badge>> = {
  draf: { teks: 'Draf', lencana: '' },
  uji: { teks: 'Uji coba', lencana: 'warn' },
  menunggu: { teks: 'Menunggu persetujuan', lencana: 'warn' },
  aktif: { teks: 'Aktif', lencana: 'ok' },
  tangguh: { teks: 'Ditangguhkan', lencana: 'bad' },
  tutup: { teks: 'Ditutup', lencana: 'bad' },
}

export const stateWords = ({ state }: Pick<ClientFile, 'state'>): Badge => STATES[state]

/** Whether it proves itself: with its own key, with nothing, or with a secret that lives. */
export const hasCredential = ({ metadata, rahasia }: ClientFile, now: Date): boolean =>
  !usesSecret(metadata.token_endpoint_auth_method) || rahasia.some((one) => isAlive(one, now))

/** @returns whether a secret still opens something */
export const isAlive = ({ sampai }: SecretFacts, now: Date): boolean => sampai === null || new Date(sampai) > now

/** Connected is a fact, not a state (decision 14); of a program that nobody signs in to it cannot be said. */
export function connectionWords(client: ClientFile, { now, today }: { now: Date; today: string }): Badge {
  if (isProgram(client.metadata.grant_types)) return { teks: 'Program, tanpa orang yang masuk', lencana: '' }
  return isConnected({
    diklaim: client.diklaim, berkredensial: hasCredential(client, now), masuk_terakhir: client.masukTerakhir,
  }, today) ? { teks: 'Terhubung', lencana: 'ok' } : { teks: 'Belum terhubung', lencana: 'warn' }
}

const DAY_MS = 86_400_000

/** @returns whole days since an instant; none for one that lies ahead */
export const daysSince = (at: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - new Date(at).getTime()) / DAY_MS))

/** @returns how old the secret in use is, "rahasia 12 hari", or what stands in its place */
export function credentialWords({ metadata, rahasia }: ClientFile, now: Date): string {
  const { token_endpoint_auth_method: method } = metadata
  if (method === 'private_key_jwt') return 'kunci sendiri'
  if (method === 'none') return 'tanpa rahasia'
  const newest = rahasia.find((one) => isAlive(one, now))
  return newest ? `rahasia ${daysSince(newest.sejak, now)} hari` : 'belum ada rahasia'
}

const MISSING: Readonly<Record<TanpaKontak, { readonly teks: string; readonly sebab: string }>> = {
  'belum-ada': { teks: 'Belum ada', sebab: 'Belum ada orang yang ditetapkan.' },
  pindah: { teks: 'Tanpa kontak: pindah', sebab: 'Ia tidak bekerja di OPD ini lagi.' },
  tutup: { teks: 'Tanpa kontak: berhenti', sebab: 'Ia sudah berhenti atau meninggal.' },
  beku: { teks: 'Tanpa kontak: dibekukan', sebab: 'Ia sedang tidak dapat masuk: pensiun, diberhentikan sementara, atau akunnya dibekukan.' },
}

/** Who answers for a client, in words; `sebab` where nobody does. */
export function contactWords({ penanggung }: ClientFile, today: string): { teks: string; nama?: string; sebab?: string } {
  const missing = missingContact(penanggung, today)
  const nama = penanggung === null ? {} : { nama: namaLengkap(penanggung) }
  return missing === undefined ? { teks: namaLengkap(penanggung ?? NOBODY), ...nama } : { ...MISSING[missing], ...nama }
}

const NOBODY = { nama: '', gelar_depan: null, gelar_belakang: null }

/** @returns the last day of a sign-in in words */
export const lastSignInWords = (day: string | null): string => day === null ? 'belum pernah' : dayInWords(day)
