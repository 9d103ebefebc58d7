import { recordContact } from '../../src/domain/accounts/kontak/catat.service.ts'
import { subOf } from '../sessions/people.ts'
import type { House } from './house.ts'
import { demoPerson } from './people.ts'

/** Has one of BKD record a number for somebody; another one has to follow. @returns the id of the record */
export async function catatanId({ db, clock }: Pick<House, 'db' | 'clock'>, nip: string): Promise<string> {
  const outcome = await db.app.knex.transaction(async (trx) => recordContact(trx, {
    by: await subOf(db, (await demoPerson(db.app, 'Pengelola data kepegawaian (kedua)')).nip), sebagai: 'bkd', today: clock.today(), at: clock.now(),
    pegawaiId: await subOf(db, nip), kolom: 'no_hp', nilai: '0800 0123 4567', alasan: 'Datang sendiri dengan kartu pegawai.',
  }))
  if (outcome.hasil !== 'menunggu') throw new Error(`not recorded: ${outcome.hasil}`)
  return outcome.id
}
