import type { Knex } from 'knex'
import type { PersonDifference } from '../difference/people.rules.ts'
import type { PersonColumns } from '../person.ts'

const TYPES: Record<keyof PersonColumns, 'text' | 'date' | 'boolean'> = {
  nama: 'text', gelar_depan: 'text', gelar_belakang: 'text', tanggal_lahir: 'date', jenis_kelamin: 'text',
  jenis: 'text', kedudukan_kode: 'text', kedudukan_nama: 'text', keadaan: 'text', tahan: 'boolean', tmt_cpns: 'date', tmt_pns: 'date',
  golongan: 'text', tmt_golongan: 'date', email: 'text', no_hp: 'text', tmt_pensiun: 'date', akhir_kontrak: 'date', tgl_meninggal: 'date',
}
const COLUMNS = Object.keys(TYPES) as (keyof PersonColumns)[]
const TYPED = COLUMNS.map((name) => `${name} ${TYPES[name]}`).join(', ')
const RECORD = `json_to_recordset(:rows::json) AS r(id uuid, ${TYPED})`

const records = (people: readonly PersonDifference[]): string =>
  JSON.stringify(people.map(({ id, columns }) => ({ id, ...columns })))

/** @param synthetic invented people; the mark is set once and never changes */
export async function insertPeople(
  trx: Knex.Transaction, people: readonly PersonDifference[], { synthetic, at }: { synthetic: boolean; at: Date },
): Promise<void> {
  await trx.raw(`
    INSERT INTO pegawai (id, ${COLUMNS.join(', ')}, synthetic, created_at, updated_at)
    SELECT id, ${COLUMNS.join(', ')}, :synthetic::boolean, :at::timestamptz, :at::timestamptz FROM ${RECORD}`,
  { rows: records(people), synthetic, at })
}

/** How a stored column becomes what the source says; an address of `:held` people stays, theirs to agree to. */
const assigned = (name: keyof PersonColumns): string => name === 'email' || name === 'no_hp'
  ? `${name} = CASE WHEN p.id = ANY(:held::uuid[]) THEN p.${name} ELSE r.${name} END` : `${name} = r.${name}`

/**
 * Writes the columns of people of whom anything changed, their post, number or assignments included.
 * @param held whose e-mail address and telephone number stay as they are
 */
export async function updatePeople(
  trx: Knex.Transaction, people: readonly PersonDifference[], { at, held }: { at: Date; held: readonly string[] },
): Promise<void> {
  await trx.raw(`
    UPDATE pegawai p SET ${COLUMNS.map(assigned).join(', ')}, updated_at = :at::timestamptz
    FROM ${RECORD} WHERE p.id = r.id`, { rows: records(people), at, held })
}

/** For people of whom nothing but the assignments changed. */
export async function touchPeople(trx: Knex.Transaction, ids: readonly string[], { at }: { at: Date }): Promise<void> {
  await trx.raw('UPDATE pegawai SET updated_at = :at WHERE id = ANY(:ids::uuid[])', { ids, at })
}

interface OwnedNip {
  readonly pegawai_id: string
  readonly nip: string
}

/** Ends numbers today. */
export async function closeNips(
  trx: Knex.Transaction, numbers: readonly OwnedNip[], { today }: { today: string },
): Promise<void> {
  await trx.raw(`
    UPDATE pegawai_nip n SET valid_to = :today::date
    FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, nip text)
    WHERE n.pegawai_id = r.pegawai_id AND n.nip = r.nip AND n.valid_to IS NULL`,
  { rows: JSON.stringify(numbers), today })
}

/** Begins numbers today; one that ended today goes on. */
export async function openNips(
  trx: Knex.Transaction, numbers: readonly OwnedNip[], { today, run }: { today: string; run: string },
): Promise<void> {
  await trx.raw(`
    INSERT INTO pegawai_nip (nip, pegawai_id, valid_from, run_id)
    SELECT nip, pegawai_id, :today::date, :run::uuid FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, nip text)
    ON CONFLICT (nip, pegawai_id, valid_from) DO UPDATE SET valid_to = NULL, run_id = excluded.run_id`,
  { rows: JSON.stringify(numbers), today, run })
}

/** Remembers what was applied, so that an unchanged line costs one comparison next time. */
export async function upsertSources(
  trx: Knex.Transaction, people: readonly PersonDifference[], { sumber, run }: { sumber: string; run: string },
): Promise<void> {
  const rows = people.map(({ id, externalId, hash }) => ({ pegawai_id: id, external_id: externalId, hash }))
  await trx.raw(`
    INSERT INTO pegawai_sumber (sumber, external_id, pegawai_id, isi_hash, terakhir_run)
    SELECT :sumber, external_id, pegawai_id, decode(hash, 'hex'), :run::uuid
    FROM json_to_recordset(:rows::json) AS r(external_id text, pegawai_id uuid, hash text)
    ON CONFLICT (sumber, external_id)
      DO UPDATE SET isi_hash = excluded.isi_hash, terakhir_run = excluded.terakhir_run`,
  { rows: JSON.stringify(rows), sumber, run })
}

/**
 * Remembers what a source filled of people whom another one leads.
 * @param held whose e-mail address and telephone number stay as they are, and so are not filled
 */
export async function upsertFills(
  trx: Knex.Transaction, people: readonly PersonDifference[],
  { sumber, run, at, held }: { sumber: string; run: string; at: Date; held: readonly string[] },
): Promise<void> {
  const waiting = new Set(held)
  const rows = people.flatMap(({ id, filled = [] }) => filled.map((one) => ({ pegawai_id: id, ...one })))
    .filter(({ pegawai_id, kolom }) => !(waiting.has(pegawai_id) && (kolom === 'email' || kolom === 'no_hp')))
  await trx.raw(`
    INSERT INTO pegawai_isian (pegawai_id, kolom, sumber, nilai, run_id, diisi_at)
    SELECT pegawai_id, kolom, :sumber, nilai, :run::uuid, :at::timestamptz
    FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, kolom text, nilai text)
    ON CONFLICT (pegawai_id, kolom) DO UPDATE SET sumber = excluded.sumber, nilai = excluded.nilai, run_id = excluded.run_id,
      diisi_at = excluded.diisi_at`, { rows: JSON.stringify(rows), sumber, run, at })
}
