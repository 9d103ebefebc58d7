import { loadUnits } from '../../src/domain/pegawai/unit/load-units.service.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { type Peristiwa, readEvent, type Received, receiveEvents } from '../../src/domain/kepegawaian/peristiwa/index.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import type { Clock } from '../../src/kernel/lib/clock.ts'
import { nipOf } from '../kepegawaian/feeds.ts'

/** Events as a personnel system sends them; every number is invented. */

export type Sent = Record<string, unknown> & { readonly id: string; readonly jenis: string }

let next = 0

/** An event of person `serial`, named by the source's id, with an id of its own unless one is given. */
export function event(jenis: string, serial: number, data: object, more: Record<string, unknown> = {}): Sent {
  next += 1
  return { id: `E${next}`, jenis, berlaku: '2026-11-01', orang: { id: `P${serial}` }, data, ...more }
}

/** He joins, whole, as somebody of U1. */
export const joined = (serial: number, data: object = {}, more: Record<string, unknown> = {}): Sent =>
  event('masuk', serial, {
    nama: `Contoh ${serial}`, kedudukan: '01', golongan: 'III/c', jabatan: { id: 'J1', nama: 'Arsiparis', jenis: 'fungsional' },
    unit: 'U1', ...data,
  }, { berlaku: '2026-01-01', orang: { id: `P${serial}`, nip: nipOf(serial), tanggal_lahir: '1980-01-01' }, ...more })

/** @throws when one is not good by itself */
export function understood(events: readonly Sent[], today = '2026-11-22'): Peristiwa[] {
  return events.map((sent) => {
    const read = readEvent(sent, today)
    if (!read.ok) throw new Error(`${sent.id}: ${JSON.stringify(read.mistakes)}`)
    return read.event
  })
}

/** Gives events to the directory as a delivery of theirs. */
export function deliver(database: Database, clock: Clock, events: readonly Sent[]): Promise<Received[]> {
  return receiveEvents(understood(events, clock.today()), {
    database, clock, clientId: 'simpeg.bantenprov.go.id', origin: { correlationId: 'uji' },
  })
}

/** Two units that SIMPEG knows as U1 and U2; U3 is nobody's. */
export async function openUnits(database: Database): Promise<void> {
  const seeds = readUnitSeeds()
  await database.knex.transaction((trx) => loadUnits(trx, seeds))
  const idOf = (slug: string): string => seeds.find((seed) => seed.slug === slug)?.external_id ?? ''
  for (const [external, slug] of [['U1', 'dinkes'], ['U2', 'dishub']]) await mapUnit(database, external ?? '', idOf(slug ?? ''))
}

/** Lets SIMPEG know a unit by another name. @param seeded its id in the seeds */
export async function mapUnit(database: Database, external: string, seeded: string): Promise<void> {
  await database.query({
    text: `INSERT INTO unit_sumber (sumber, external_id, unit_id)
      SELECT 'simpeg', $1, unit_id FROM unit_sumber WHERE external_id = $2 LIMIT 1`,
    values: [external, seeded],
  })
}

/**
 * Everything that the directory says of people and their numbers, posts and assignments, without what only tells when
 * and by which delivery it was written: ids that were drawn, runs, times, and rows that never were in force.
 */
export async function directoryRows(database: Database): Promise<unknown> {
  const [row] = await database.query<{ all: unknown }>({
    text: `SELECT json_agg(person ORDER BY person->>'kunci') AS all FROM (SELECT json_build_object(
        'kunci', (SELECT min(s.external_id) FROM pegawai_sumber s WHERE s.pegawai_id = p.id),
        'kolom', to_jsonb(p) - '{id,created_at,updated_at,email_sejak,no_hp_sejak}'::text[],
        'luar', (SELECT json_agg(s.sumber || s.external_id ORDER BY s.sumber, s.external_id) FROM pegawai_sumber s WHERE s.pegawai_id = p.id),
        'nip', (SELECT json_agg(n.nip ORDER BY n.nip) FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL),
        'jabatan', (SELECT json_agg(json_build_array(a.external_id, x.unit_id, x.eselon, x.tmt, x.valid_from, x.valid_to)
            ORDER BY x.valid_from)
          FROM pegawai_jabatan x LEFT JOIN jabatan a ON a.id = x.jabatan_id
          WHERE x.pegawai_id = p.id AND (x.valid_to IS NULL OR x.valid_to > x.valid_from)),
        'penugasan', (SELECT json_agg(json_build_array(t.sk, t.jenis, t.jabatan, t.unit_id, t.valid_from, t.valid_to) ORDER BY t.sk)
          FROM penugasan t WHERE t.pegawai_id = p.id AND t.ended_at IS NULL),
        'terjadwal', (SELECT json_agg(json_build_array(k.kode, k.berlaku) ORDER BY k.berlaku)
          FROM kedudukan_terjadwal k WHERE k.pegawai_id = p.id AND k.diterapkan_at IS NULL AND k.dibatalkan_at IS NULL),
        'status', (SELECT json_object_agg(e.peristiwa_id, e.status ORDER BY e.peristiwa_id)
          FROM kepegawaian_peristiwa e WHERE e.pegawai_id = p.id)
      )::jsonb AS person FROM pegawai p) AS people`,
    values: [],
  })
  return row?.all ?? []
}
