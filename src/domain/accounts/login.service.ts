import type { Database } from '../../kernel/db/database.ts'
import { UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import { BusyError } from '../../kernel/lib/busy-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { record } from '../audit/index.ts'
import { keadaanPada } from '../pegawai/keadaan.rules.ts'
import { findCredential, replaceHash } from './account.queries.ts'
import { ACRS, type Acr } from './acr.rules.ts'
import { judgeLogin } from './login.rules.ts'
import type { PasswordHasher } from './password-hash.ts'

/** Assurance of a sign-in with a password alone (architecture.md, "Claims"; RFC 8176). */
const PASSWORD_ONLY = { acr: ACRS[0], amr: ['pwd'] } as const

export interface SignedInPerson {
  readonly sub: string
  readonly acr: Acr
  readonly amr: readonly string[]
}

export interface LoginDependencies {
  readonly database: Database
  readonly hasher: PasswordHasher
  readonly clock: Clock
}

/** Renews a hash of older parameters when there is room for it: a right password is not refused for that. */
async function renewHash(hasher: PasswordHasher, pegawaiId: string, old: string, password: string): Promise<void> {
  try {
    UnitOfWork.current().append(replaceHash(pegawaiId, old, await hasher.hashPassword(password)))
  } catch (error) {
    if (!(error instanceof BusyError)) throw error
  }
}

/**
 * Checks NIP and password. Every way to fail costs the same: one look-up and one argon2id verification, one audit
 * event; nothing but the event says which it was.
 * @param attempt `nip` normalised, 18 digits; `clientId` of the application that was asked for
 * @returns who signed in, or undefined
 * @throws BusyError when too many verifications wait
 */
export async function signInWithPassword(
  { database, hasher, clock }: LoginDependencies, attempt: { nip: string; password: string; clientId: string },
): Promise<SignedInPerson | undefined> {
  const row = await findCredential(database, attempt.nip)
  const hash = row?.password_hash ?? undefined
  const { ok: passwordFits, needsRehash } = await hasher.verifyPassword(hash, attempt.password)
  const person = row && {
    keadaan: keadaanPada(row, clock.today()), activated: row.password_hash !== null, frozen: row.frozen,
  }
  const verdict = judgeLogin({ person, passwordFits })
  const about = { subject: row?.pegawai_id, clientId: attempt.clientId }
  if (!verdict.ok || !row || hash === undefined) {
    const alasan = verdict.ok ? 'sandi-salah' : verdict.alasan
    record({ kind: 'masuk.gagal', actor: 'tak-dikenal', ...about, outcome: 'gagal', data: { alasan } }, clock.now())
    return undefined
  }
  if (needsRehash) await renewHash(hasher, row.pegawai_id, hash, attempt.password)
  record({
    kind: 'masuk.berhasil', actor: `pegawai:${row.pegawai_id}`, ...about,
    data: { acr: PASSWORD_ONLY.acr, amr: [...PASSWORD_ONLY.amr] },
  }, clock.now())
  return { sub: row.pegawai_id, ...PASSWORD_ONLY }
}
