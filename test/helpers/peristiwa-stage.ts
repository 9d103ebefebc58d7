import { randomUUID } from 'node:crypto'
import { subOf } from '../sessions/people.ts'
import { deliver, event, type Sent } from '../peristiwa/events.ts'
import type { House } from './house.ts'
import { demoPerson } from './people.ts'

// Pushed events in the states that BKD's pages show; every call makes one of its own.

type Ground = Pick<House, 'db' | 'clock'>

/** @returns our id of an event that was just delivered */
async function kept({ db, clock }: Ground, sent: Sent): Promise<string> {
  await deliver(db.app, clock, [sent])
  const [row] = await db.owner.query<{ id: string }>({ text: 'SELECT id FROM kepegawaian_peristiwa WHERE peristiwa_id = $1', values: [sent.id] })
  return row?.id ?? ''
}

/** About somebody whom nobody knows. */
export const waitingEvent = (ground: Ground): Promise<string> =>
  kept(ground, event('kedudukan', 0, { kedudukan: '04' }, { id: randomUUID(), orang: { id: `P-${randomUUID()}` } }))

export const personOf = async ({ db }: Ground, demo: string): Promise<string> => subOf(db, (await demoPerson(db.app, demo)).nip)

/** An event with the id of somebody and the number of another (`Plt`). */
export async function contradiction(ground: Ground): Promise<string> {
  const [id, other] = [`P-${randomUUID()}`, await demoPerson(ground.db.app, 'Plt')]
  await ground.db.owner.query({
    text: `INSERT INTO pegawai_sumber (sumber, external_id, pegawai_id, isi_hash, terakhir_run)
      SELECT 'simpeg', $1, $2, '', (SELECT id FROM kepegawaian_run LIMIT 1)`,
    values: [id, await personOf(ground, 'Pegawai Biro Hukum')],
  })
  const [born] = await ground.db.owner.query<{ day: string }>({
    text: 'SELECT tanggal_lahir::text AS day FROM pegawai WHERE id = $1', values: [await personOf(ground, 'Plt')] })
  return kept(ground, event('golongan', 0, { golongan: 'IV/b' }, { id: randomUUID(), orang: { id, nip: other.nip, tanggal_lahir: born?.day } }))
}
