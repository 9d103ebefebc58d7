import { randomUUID } from 'node:crypto'
import type { Petugas, StaffDesk } from '../../src/domain/kepegawaian/petugas.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'
import { type Directory, openDirectory } from './directory.ts'
import { clockAt } from './feeds.ts'
import type { Scope } from '../helpers/scope.ts'

/** The staff of a test: two of BKD, and the admin-opd of two Dinas, each with an address and the role itself. */
export interface Staff {
  readonly directory: Directory
  readonly unit: (slug: string) => Promise<string>
  readonly desk: (who: 'bkd' | 'bkd2' | 'dinkes' | 'dishub', day?: string) => StaffDesk
  /** Addresses to which an e-mail of this template is owed, in the order of the alphabet. */
  readonly owed: (template: string) => Promise<string[]>
}

export const DAY = '2026-11-28'

export async function openStaff(scope: Scope): Promise<Staff> {
  const directory = await openDirectory(scope)
  const { database, owner } = directory
  const unit = async (slug: string): Promise<string> => {
    const row = await database.knex('unit_kerja').where({ slug }).first<{ id: string }>('id')
    return row.id
  }
  const people = new Map<string, Petugas>()
  for (const [name, role, slug] of [
    ['bkd', 'bkd', undefined], ['bkd2', 'bkd', undefined], ['dinkes', 'admin-opd', 'dinkes'],
    ['dishub', 'admin-opd', 'dishub'],
  ] as const) {
    const sub = randomUUID()
    const unit_id = slug === undefined ? null : await unit(slug)
    await owner.knex('pegawai').insert({
      id: sub, nama: `Petugas ${name}`, tanggal_lahir: '1980-01-01', kedudukan_kode: '01', keadaan: 'aktif',
      email: `${name}@contoh.example`, synthetic: true,
    })
    await owner.knex('product_role').insert({
      pegawai_id: sub, role, unit_id, valid_from: '2020-01-01', given_by: 'operator',
    })
    people.set(name, { sub, isBkd: role === 'bkd', unitIds: unit_id === null ? [] : [unit_id] })
  }
  return {
    directory, unit,
    desk: (who, day = DAY) => ({ database, clock: clockAt(day), petugas: people.get(who) as Petugas }),
    owed: async (template) => (await directory.rows<{ kepada: string }>(
      'SELECT kepada FROM surat_keluar WHERE template = $1 ORDER BY 1', [template])).map(({ kepada }) => kepada),
  }
}

/** Lets several acts meet: a row is locked until all of them wait for it, so that none has read what another wrote. */
export async function race<T>(
  { owner }: Directory, { table, id }: { table: string; id: string }, acts: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const holder = await owner.knex.transaction()
  await holder(table).where({ id }).forUpdate().select('id')
  const running = Promise.all(acts.map((act) => act()))
  await untilSomebodyWaits(owner, acts.length)
  await holder.commit()
  return running
}
