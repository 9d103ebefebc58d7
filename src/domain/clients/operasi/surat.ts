import type { Knex } from 'knex'
import type { MailData } from '../../../kernel/notifications/index.ts'
import { messagePerson } from '../../accounts/pesan/index.ts'
import { missingContact, type Penanggung } from './kontak.rules.ts'
import { holdersFor } from './surat.queries.ts'

/** Who of an OPD is written to about a client. */
export interface Addressees {
  readonly unitId: string
  readonly penanggung: Penanggung | null
}

interface ClientLetter {
  readonly template: string
  readonly data: MailData
  /** What bears the same key is told to each once ever. */
  readonly dedupKey: string
  readonly today: string
  readonly at: Date
}

/** The letter goes by e-mail alone, and is counted as nobody's doing: nobody can bring it about. */
async function write(trx: Knex.Transaction, people: readonly string[], { today: _, ...letter }: ClientLetter): Promise<number> {
  let sent = 0
  for (const pegawaiId of people) {
    const { hasil } = await messagePerson(trx, { pegawaiId, saluran: 'semua', lewat: ['email'], ...letter })
    if (hasil === 'dikirim') sent += 1
  }
  return sent
}

/** Writes to the developers and the admin of the OPD. @returns how many letters are owed now */
export async function writeToOpd(trx: Knex.Transaction, unitId: string, letter: ClientLetter): Promise<number> {
  return write(trx, await holdersFor(trx, { roles: ['pengembang', 'admin-opd'], unitId, today: letter.today }), letter)
}

/** Writes to whoever answers for a client; where nobody does, or he has no address, to the OPD. @returns letters owed */
export async function writeToContact(
  trx: Knex.Transaction, { unitId, penanggung }: Addressees, letter: ClientLetter,
): Promise<number> {
  const contact = penanggung !== null && missingContact(penanggung, letter.today) === undefined ? [penanggung.id] : []
  return await write(trx, contact, letter) || writeToOpd(trx, unitId, letter)
}
