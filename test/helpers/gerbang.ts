import { actAs } from '../../src/domain/audit/act.ts'
import { holdsOfClient, rolesOfClient } from '../../src/domain/clients/peran/peran.queries.ts'
import { defineRoles, giveRole } from '../../src/domain/clients/peran/peran.service.ts'
import { subOf } from '../sessions/people.ts'
import type { House } from './house.ts'
import { opdClient } from './klien.ts'
import { demoPerson } from './people.ts'

type Place = Pick<House, 'db' | 'clock'>

/** An application of Dinas Pendidikan that has two roles. @returns its client_id */
export async function roledClient({ db, clock }: Place): Promise<string> {
  const clientId = await opdClient(db)
  await actAs({ database: db.app, clock, actor: 'operator' }, (act) => defineRoles(act, clientId, [
    { kode: 'operator', nama: 'Operator' }, { kode: 'verifikator', nama: 'Verifikator' },
  ]))
  return clientId
}

/** `sub` of somebody who works in Dinas Pendidikan. */
export const employee = async ({ db }: Pick<House, 'db'>): Promise<string> => subOf(db, (await demoPerson(db.app, 'PNS di sekolah')).nip)

/** Gives somebody of the OPD a role of the application, where he has it not. @returns id of the hold */
export async function holdOf(place: Place, clientId: string, kode = 'operator'): Promise<string> {
  const { db, clock } = place
  const [pegawaiId, today] = [await employee(place), clock.today()]
  const role = (await rolesOfClient(db.app, clientId)).find((one) => one.kode === kode)
  const unit = await db.owner.knex('unit_kerja').where({ slug: 'dindikbud' }).first<{ id: string }>('id')
  await actAs({ database: db.app, clock, actor: 'operator' }, (act) => giveRole(act, {
    clientId, kode, peranId: role?.id ?? '', pegawaiId, unitId: unit.id, mulai: today, selesai: undefined, oleh: 'operator',
    alasan: 'surat tugas 800/1',
  }, today)).catch((error: unknown) => { if ((error as { code?: string }).code !== 'sudah-memegang') throw error })
  const { rows } = await holdsOfClient(db.app, { clientId, today, window: { towards: 'lama', from: undefined, limit: 50 } })
  return rows.find((hold) => hold.pegawaiId === pegawaiId && hold.kode === kode)?.id ?? ''
}
