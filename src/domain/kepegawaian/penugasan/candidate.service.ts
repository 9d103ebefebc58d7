/** What the staff has to know before a letter about somebody is recorded or confirmed. */
import type { Database } from '../../../kernel/db/database.ts'
import { findCredential } from '../../accounts/account.queries.ts'
import { canHoldOffice } from '../../pegawai/kategori.rules.ts'
import { normaliseNomor } from '../../pegawai/nomor.rules.ts'
import { findPersonToday } from '../../pegawai/person.queries.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import type { Petugas, StaffDesk } from '../petugas.ts'
import type { AssignmentKind } from '../validation/penugasan.rules.ts'
import { type LetterWarning, warningsOf } from './letter.rules.ts'
import { countHolders } from './penugasan.queries.ts'

const isInReach = ({ unitChain }: PersonToday, { isBkd, unitIds }: Petugas): boolean =>
  isBkd || unitChain.some(({ id }) => unitIds.includes(id))

/** @returns the person whom this one of the staff may assign; undefined for anybody else, and for who left */
export async function findCandidate(
  { database, clock, petugas }: StaffDesk, id: string,
): Promise<PersonToday | undefined> {
  const person = await findPersonToday(database, id, clock.today())
  const canBe = person && canHoldOffice(person.kategori) && person.keadaan !== 'tutup' && isInReach(person, petugas)
  return canBe ? person : undefined
}

/**
 * @param typed a NIP as people type it
 * @returns the same as `findCandidate`: somebody of another OPD is nobody here
 */
export async function findCandidateByNomor(desk: StaffDesk, typed: string): Promise<PersonToday | undefined> {
  const credential = await findCredential(desk.database, normaliseNomor(typed))
  return credential && findCandidate(desk, credential.pegawai_id)
}

/** What BKD should look at before it confirms this. */
export async function warningsFor(
  database: Database, letter: { pegawai_id: string; jenis: AssignmentKind; jabatan: string; unit_id: string }, today: string,
): Promise<LetterWarning[]> {
  const person = await findPersonToday(database, letter.pegawai_id, today)
  const holders = await database.knex.transaction((trx) => countHolders(trx, {
    pegawaiId: letter.pegawai_id, jabatan: letter.jabatan, unitId: letter.unit_id, today,
  }), { readOnly: true })
  return warningsOf(letter, {
    holders, keadaan: person?.keadaan ?? 'tutup', tahan: person?.tahan ?? false,
  })
}
