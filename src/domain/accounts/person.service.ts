import type { Database } from '../../kernel/db/database.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { normaliseNomor } from '../pegawai/nomor.rules.ts'
import { type CredentialRow, findCredential } from './account.queries.ts'

/**
 * @param nip or the number of a person without one, as an operator types it
 * @throws OperatorError when nobody has this number now
 */
export async function requirePerson(database: Database, nip: string): Promise<CredentialRow> {
  const row = await findCredential(database, normaliseNomor(nip))
  if (!row) throw new OperatorError('Nobody has this NIP at present. Import the personnel export first.')
  return row
}
