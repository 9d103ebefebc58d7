import { askForHelp, agreeToHelp } from '../../src/domain/accounts/bantuan/permintaan.service.ts'
import { findPermintaan } from '../../src/domain/accounts/bantuan/permintaan.queries.ts'
import type { JenisBantuan, Petugas } from '../../src/domain/accounts/bantuan/permintaan.rules.ts'
import { beginWave } from '../../src/domain/accounts/aktivasi/gelombang.service.ts'
import { subOf } from '../sessions/people.ts'
import type { House } from './house.ts'
import { demoPerson } from './people.ts'

type Place = Pick<House, 'db' | 'clock'>

/** The helper of Dinas Pendidikan, as the rules see him for its people. */
export const helperFor = async ({ db }: Place): Promise<Petugas> => (
  { id: await subOf(db, (await demoPerson(db.app, 'Pembantu faktor kedua')).nip), pembantu: true, adminOpd: false, keamanan: false })

/** Its admin. */
export const adminFor = async ({ db }: Place): Promise<Petugas> => (
  { id: await subOf(db, (await demoPerson(db.app, 'Admin OPD')).nip), pembantu: false, adminOpd: true, keamanan: false })

/** Somebody at a school, who has an account and no product role. */
export const colleague = async ({ db }: Place): Promise<string> => subOf(db, (await demoPerson(db.app, 'PNS di sekolah')).nip)

/** Forgets whatever was asked before, unless it is to be kept, and asks anew. @returns the id of the request */
export async function permintaanId(
  place: Place, jenis: JenisBantuan, { by, agreed = false, keep = false }: { by?: Petugas; agreed?: boolean; keep?: boolean } = {},
): Promise<string> {
  const { db, clock } = place
  if (!keep) await db.owner.query({ text: 'DELETE FROM permintaan_bantuan', values: [] })
  const desk = { database: db.app, clock }
  const owner = { id: await colleague(place), activated: true, berperan: false }
  const asked = await askForHelp(desk, { jenis, by: by ?? await helperFor(place), owner, alasan: 'Ponsel tertinggal di rumah.', tiket: 'T-1' })
  if (!asked.ok) throw new Error(`not asked: ${asked.alasan}`)
  const found = await findPermintaan(db.app, asked.id)
  if (agreed && found) await agreeToHelp(desk, { found, by: await adminFor(place), owner })
  return asked.id
}

/** The units of Dinas Pendidikan, itself first. */
async function ownUnits({ db }: Place): Promise<string[]> {
  const rows = await db.owner.query<{ id: string }>({
    text: `WITH RECURSIVE below AS (SELECT id, 0 AS depth FROM unit_kerja WHERE slug = 'dindikbud'
             UNION ALL SELECT u.id, depth + 1 FROM unit_kerja u JOIN below ON u.induk_id = below.id)
           SELECT id FROM below ORDER BY depth, id`, values: [],
  })
  return rows.map(({ id }) => id)
}

/** @returns the id of somebody of Dinas Pendidikan who has no account */
export async function withoutAccount(place: Place): Promise<string> {
  const [row] = await place.db.owner.query<{ id: string }>({
    text: `SELECT p.id FROM pegawai p JOIN pegawai_jabatan j ON j.pegawai_id = p.id AND j.valid_to IS NULL
           WHERE j.unit_id = ANY($1) AND p.keadaan = 'aktif' AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id)
           ORDER BY p.id LIMIT 1`, values: [await ownUnits(place)],
  })
  if (!row) throw new Error('everybody has an account')
  return row.id
}

/** Begins a wave of all of Dinas Pendidikan. @returns its id */
export async function gelombangId(place: Place): Promise<string> {
  const unitIds = await ownUnits(place)
  const { id: oleh } = await helperFor(place)
  const id = await beginWave({ database: place.db.app, clock: place.clock }, { unitId: unitIds[0] ?? '', unitIds, oleh })
  if (id === undefined) throw new Error('everybody has an account')
  return id
}
