import { randomUUID } from 'node:crypto'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { issueRecoveryCodes } from '../../src/domain/mfa/pemulihan/kode.service.ts'
import { sealSecret } from '../../src/domain/mfa/totp/secret.ts'
import { codeAt, stepAt } from '../../src/domain/mfa/totp/totp.rules.ts'
import type { House } from './house.ts'

/** The key that a page of a new authenticator shows, as somebody copies it. */
export function keyOn(html: string): string {
  const key = /<p class="key code">([A-Z2-7 ]+)<\/p>/.exec(html)?.[1]?.replaceAll(' ', '')
  if (key === undefined) throw new Error(`no key of an authenticator stands on the page:\n${html.slice(0, 2000)}`)
  return key
}

/** What a phone with this key shows whose clock is off by so many minutes. */
export function phoneShows(key: string, { minutesOff = 0, now = new Date() } = {}): string {
  return codeAt(key, stepAt(new Date(now.getTime() + minutesOff * 60_000)))
}

/** The codes of a recovery card on a page. */
export function codesOn(html: string): string[] {
  return [...html.matchAll(/<li class="code">([^<]+)<\/li>/g)].map(([, code = '']) => code.trim())
}

const KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/** Draws somebody a recovery card, and gives the services time to hear of it. @returns its codes */
export async function giveCard({ db, clock, heard }: Pick<House, 'db' | 'clock' | 'heard'>, pegawaiId: string): Promise<string[]> {
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 2, maxWaiting: 100 }) })
  const codes = await issueRecoveryCodes({ database: db.app, hasher, clock }, pegawaiId)
  await heard()
  return codes
}

/** Gives somebody a confirmed authenticator, and the services time to hear of it. @returns its key, for `phoneShows` */
export async function giveTotp(
  { db, seal, heard }: Pick<House, 'db' | 'seal' | 'heard'>, pegawaiId: string,
): Promise<string> {
  const id = randomUUID()
  const at = new Date()
  await db.owner.knex('faktor_totp').insert({
    id, pegawai_id: pegawaiId, nama: 'Ponsel', rahasia_sealed: sealSecret(seal, id, KEY), dibuat_at: at, konfirmasi_at: at,
  })
  await heard()
  return KEY
}
