import type { ChangeDependencies } from '../../domain/mfa/kebijakan/kebijakan.service.ts'
import type { Second } from '../../domain/mfa/kebijakan/kedua.service.ts'
import { createSeal } from '../../kernel/lib/seal.ts'
import type { Desk } from './database.ts'
import { readPasswordLine } from './password-line.ts'
import { sealingKeysOf } from './sealing.ts'

/** An option of commands that may need a second person (decision 28). */
export const SECOND = {
  value: 'nip', about: 'who agrees, where the policy becomes weaker; types the code of his authenticator on stdin',
} as const

/** @returns whom the operator named, with the code that he types now; undefined when nobody was named */
export async function readSecond(nip: string | undefined): Promise<Second | undefined> {
  return nip === undefined ? undefined : { nip, code: await readPasswordLine(process.stdin, process.stderr, 'code') }
}

/** @returns what checking that code needs */
export async function changing(desk: Desk): Promise<ChangeDependencies> {
  return { database: desk.database, clock: desk.clock, seal: createSeal(await sealingKeysOf(desk)) }
}
