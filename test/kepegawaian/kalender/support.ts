import { randomUUID } from 'node:crypto'
import { runCalendar } from '../../../src/domain/kepegawaian/kalender/kalender.service.ts'
import { findPersonToday } from '../../../src/domain/pegawai/person.queries.ts'
import { type Clock, dayInWib } from '../../../src/kernel/lib/clock.ts'
import { type TestDatabase, testDatabase } from '../../helpers/database.ts'
import type { Scope } from '../../helpers/scope.ts'

/** A clock that a test sets, in WIB. */
export interface SetClock extends Clock {
  /** @param local `2026-12-31 23:59` as the clocks of Banten show it */
  set(local: string): void
}

export function clockOfWib(local: string): SetClock {
  let instant = new Date(0)
  const set = (to: string): void => { instant = new Date(`${to.replace(' ', 'T')}:00+07:00`) }
  set(local)
  return { set, now: () => instant, today: () => dayInWib(instant) }
}

interface Crowd {
  readonly opd?: string
  readonly columns?: Record<string, string | boolean | null>
}

/** A directory whose calendar a test turns. */
export interface Calendar {
  readonly db: TestDatabase
  readonly clock: SetClock
  /** An OPD; @returns its id */
  addOpd(): Promise<string>
  /** People of an OPD, all alike; @returns their ids */
  addPeople(count: number, crowd?: Crowd): Promise<string[]>
  /** Somebody of BKD with an address. */
  addBkd(email: string): Promise<string>
  run(): Promise<number>
  keadaan(id: string): Promise<string | undefined>
  tahan(): Promise<string[]>
  events(kind: string): Promise<{ subject: string | null; actor: string; data: Record<string, unknown> }[]>
  /** Letters that are owed, as `template to data`. */
  letters(template: string): Promise<{ kepada: string; data: Record<string, unknown> }[]>
}

/** @param now in WIB, `2026-11-28 10:00` */
export async function openCalendar(scope: Scope, now: string): Promise<Calendar> {
  const db = await testDatabase(scope, 'kosong')
  const clock = clockOfWib(now)
  const { owner, app } = db
  async function addOpd(): Promise<string> {
    const id = randomUUID()
    await owner.knex('unit_kerja').insert({ id, jenis: 'Dinas', valid_from: '2017-01-01' })
    await owner.knex('unit_nama').insert({ unit_id: id, nama: `Dinas ${id.slice(0, 4)}`, valid_from: '2017-01-01' })
    return id
  }
  async function addPeople(count: number, { opd, columns = {} }: Crowd = {}): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID())
    const row = { nama: 'Orang Uji', tanggal_lahir: '1980-01-01', kedudukan_kode: '01', keadaan: 'aktif', ...columns }
    const names = Object.keys(row)
    await owner.knex.raw(
      `INSERT INTO pegawai (id, synthetic, ${names.join(', ')})
       SELECT who, true, ${names.map((name) => `r.${name}`).join(', ')}
       FROM unnest(?::uuid[]) AS who, json_populate_record(NULL::pegawai, ?::json) AS r`, [ids, JSON.stringify(row)])
    if (opd !== undefined) {
      await owner.knex.raw(
        `INSERT INTO pegawai_jabatan (pegawai_id, unit_id, valid_from) SELECT who, ?, '2020-01-01' FROM unnest(?::uuid[]) AS who`,
        [opd, ids])
    }
    return ids
  }
  return {
    db, clock, addOpd, addPeople,
    async addBkd(email) {
      const [id = ''] = await addPeople(1, { columns: { email } })
      await owner.knex('product_role').insert({ pegawai_id: id, role: 'bkd', valid_from: '2020-01-01', given_by: 'uji' })
      return id
    },
    run: () => runCalendar({ database: app, clock }),
    keadaan: async (id) => (await findPersonToday(app, id, clock.today()))?.keadaan,
    tahan: async () => (await owner.knex('pegawai_tahan').where({ sebab: 'kalender', lepas_at: null })
      .select<{ pegawai_id: string }[]>('pegawai_id')).map(({ pegawai_id }) => pegawai_id).sort(),
    events: (kind) => owner.knex('audit_event').where({ kind }).orderBy('at').select('subject', 'actor', 'data'),
    letters: (template) => owner.knex('surat_keluar').where({ template }).orderBy(['created_at', 'kepada'])
      .select('kepada', 'data'),
  }
}
