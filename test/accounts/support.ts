import { randomUUID } from 'node:crypto'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import type { LoginDependencies } from '../../src/domain/accounts/login.service.ts'
import { type Argon2Engine, createPasswordHasher, type PasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import type { SlowLane } from '../../src/domain/accounts/throttle/slow-lane.ts'
import type { Keadaan } from '../../src/domain/pegawai/kedudukan.rules.ts'
import type { Clock } from '../../src/kernel/lib/clock.ts'
import type { TestDatabase } from '../helpers/database.ts'

/** Somebody invented, born on the first day of 1990. */
export interface Somebody {
  readonly nip: string
  readonly keadaan?: Keadaan
  /** Undefined: not activated. */
  readonly passwordHash?: string | undefined
  readonly frozen?: boolean
  readonly tmtPensiun?: string
}

/** @returns the person's `sub` */
export async function addPerson({ owner: { knex } }: TestDatabase, person: Somebody): Promise<string> {
  const id = randomUUID()
  await knex('pegawai').insert({
    id, nama: 'Orang Uji', tanggal_lahir: '1990-01-01', kedudukan_kode: '01', keadaan: person.keadaan ?? 'aktif',
    tmt_pensiun: person.tmtPensiun ?? null, synthetic: true,
  })
  await knex('pegawai_nip').insert({ nip: person.nip, pegawai_id: id, valid_from: '2015-03-01' })
  if (person.passwordHash !== undefined) {
    await knex('account').insert({
      pegawai_id: id, password_hash: person.passwordHash, frozen_at: person.frozen ? new Date() : null,
    })
  }
  return id
}

/** Counts what is asked of argon2 and answers at once: a hash that holds the password, which a test may. */
export function cheapHasher({ maxWaiting = 10, memoryCost = 8 } = {}) {
  const calls: string[] = []
  const hashOf = (password: Buffer, memory: number): string =>
    `$argon2id$v=19$m=${memory},t=1,p=1$c2FsdHNhbHQ$${password.toString('base64url')}`
  const engine: Argon2Engine = {
    hash: (password) => {
      calls.push('hash')
      return Promise.resolve(hashOf(password, memoryCost))
    },
    verify: (encoded, password) => {
      calls.push('verify')
      return Promise.resolve(encoded.endsWith(`$${password.toString('base64url')}`))
    },
  }
  const hasher: PasswordHasher = createPasswordHasher({
    queue: createHashQueue({ slots: 1, maxWaiting }), parameters: { memoryCost, timeCost: 1, parallelism: 1 }, engine,
  })
  return { hasher, calls, hashed: (password: string, memory = memoryCost) => hashOf(Buffer.from(password), memory) }
}

/** A lane that nobody waits in; it says who passed. */
export function openLane() {
  const passed: string[] = []
  const slowLane: SlowLane = { pass: (network) => {
    passed.push(network)
    return Promise.resolve()
  } }
  return { slowLane, passed }
}

/** What a sign-in needs on this database. */
export function loginOn({ app: database }: TestDatabase, hasher: PasswordHasher, clock: Clock): LoginDependencies {
  return { database, hasher, clock, throttleKey: 'kunci uji', ...openLane() }
}

export interface EventRow {
  readonly kind: string
  readonly stream: string
  readonly actor: string
  readonly subject: string | null
  readonly client_id: string | null
  readonly outcome: string
  readonly data: Record<string, unknown>
}

/** The trail, oldest first. */
export const eventsOf = ({ owner: { knex } }: TestDatabase): Promise<EventRow[]> =>
  knex<EventRow>('audit_event').select('kind', 'stream', 'actor', 'subject', 'client_id', 'outcome', 'data').orderBy('at')
