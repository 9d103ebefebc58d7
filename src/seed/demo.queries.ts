import type { Database, Statement } from '../kernel/db/database.ts'

/** One person of the demo table as it stands in the database. */
export interface DemoAccountRow {
  readonly role: string
  readonly nip: string
  readonly nama: string
  readonly keterangan: string
  /** Key of the person's authenticator in base 32, where he has one and the instance's keys are at hand. */
  readonly totpSecret?: string | undefined
}

/** @returns the demo table, empty before the first seed */
export async function findDemoAccounts(database: Database): Promise<DemoAccountRow[]> {
  return database.query<DemoAccountRow>({
    text: `SELECT d.role, n.nip, p.nama, d.keterangan FROM demo_account d JOIN pegawai p ON p.id = d.pegawai_id
           JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL ORDER BY d.urut`,
    values: [],
  })
}

/** Writes the demo table in one statement; people are found by their current number. */
export function insertDemoAccounts(people: readonly { role: string; nip: string; keterangan: string }[]): Statement {
  return {
    text: `INSERT INTO demo_account (urut, role, pegawai_id, keterangan)
           SELECT t.urut, t.role, n.pegawai_id, t.keterangan
           FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS t(role, nip, keterangan, urut)
           JOIN pegawai_nip n ON n.nip = t.nip AND n.valid_to IS NULL`,
    values: [people.map(({ role }) => role), people.map(({ nip }) => nip), people.map(({ keterangan }) => keterangan)],
  }
}

/** @returns whether the database holds somebody who is not made up (decision 4) */
export async function hasRealPeople(database: Database): Promise<boolean> {
  const [row] = await database.query<{ real: boolean }>({
    text: 'SELECT EXISTS (SELECT FROM pegawai WHERE NOT synthetic) AS real', values: [],
  })
  return row?.real ?? false
}

/** @returns whether the database holds demo accounts, and whether it holds real people, in one statement */
export async function findDemoMixture(database: Database): Promise<{ demo: boolean; real: boolean }> {
  const [row] = await database.query<{ demo: boolean; real: boolean }>({
    text: `SELECT EXISTS (SELECT FROM demo_account) AS demo,
             EXISTS (SELECT FROM pegawai WHERE NOT synthetic) AS real`,
    values: [],
  })
  return row ?? { demo: false, real: false }
}

/** @returns `sub` by current number */
export async function findSubs(database: Database, nips: readonly string[]): Promise<Map<string, string>> {
  const rows = await database.query<{ nip: string; pegawai_id: string }>({
    text: 'SELECT nip, pegawai_id FROM pegawai_nip WHERE nip = ANY($1) AND valid_to IS NULL', values: [nips],
  })
  return new Map(rows.map(({ nip, pegawai_id: id }) => [nip, id]))
}
