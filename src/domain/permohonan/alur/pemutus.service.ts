import type { Database } from '../../../kernel/db/database.ts'
import { findPersonToday } from '../../pegawai/person.queries.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import { heldSeats } from '../kursi/pemegang.queries.ts'
import type { Peran, Sebagai } from '../permohonan.ts'
import type { Pemutus } from './aturan.rules.ts'

const BY_ROLE: readonly string[] = ['pengembang', 'pemilik-data', 'csirt'] satisfies readonly Peran[]

const isByRole = (role: string): role is Peran => BY_ROLE.includes(role)

/** Product roles by which somebody acts in the procedure. */
function rolesOf({ roles, jabatan }: PersonToday): Sebagai[] {
  return roles.flatMap(({ role, unitId }) => isByRole(role)
    ? [{ peran: role, cara: 'peran' as const, ...unitId !== null && { unitId }, ...typeof jabatan?.nama === 'string' && { jabatan: jabatan.nama } }]
    : [])
}

/**
 * Everything by which somebody may act in the procedure today: two statements.
 * @param today official day in WIB
 * @returns undefined when there is no such person
 */
export async function findPemutus(
  database: Database, { pegawaiId, today }: { pegawaiId: string; today: string },
): Promise<Pemutus | undefined> {
  const [person, seats] = await Promise.all([
    findPersonToday(database, pegawaiId, today), heldSeats(database, { pegawaiId, today }),
  ])
  if (person === undefined) return undefined
  const { id, keadaan, tahan, frozen } = person
  const bySeat = seats.map(({ kursiId, jenis, unitId, cara, jabatan, sk }): Sebagai => (
    { peran: jenis, cara, kursi: kursiId, unitId, jabatan, ...sk !== null && { sk } }))
  return { id, keadaan, tahan, frozen, hak: [...bySeat, ...rolesOf(person)] }
}
