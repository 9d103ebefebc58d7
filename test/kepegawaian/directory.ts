import { importBundle, type ImportOptions, type ImportResult } from '../../src/domain/kepegawaian/index.ts'
import { loadUnits } from '../../src/domain/pegawai/unit/load-units.service.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { type Cells, clockAt, folderOf, pegawaiCsv, penugasanCsv, TODAY, unor, unorCsv } from './feeds.ts'

/** Importing into a real directory, and looking at what became of it. */

const seeds = readUnitSeeds()
const idOf = (slug: string): string => seeds.find((seed) => seed.slug === slug)?.external_id ?? ''

/** U1 is a Bidang of Dinas Kesehatan, U2 one of Dinas Perhubungan. */
export const UNIT_ROWS: readonly Cells[] = [
  unor('U1', idOf('dinkes'), 'Bidang Contoh', { jenis: 'Bidang' }),
  unor('U2', idOf('dishub'), 'Bidang Lain', { jenis: 'Bidang' }),
]

export interface Files {
  readonly pegawai?: readonly Cells[] | string | Buffer
  /** null: the bundle has no unor.csv */
  readonly unor?: readonly Cells[] | null
  readonly penugasan?: readonly Cells[]
}

export type Given = ImportOptions & Files & { readonly day?: string }

export interface TrailEvent {
  readonly subject: string | null
  readonly actor: string
  readonly outcome: string
  readonly data: Record<string, unknown>
}

export interface Directory {
  /** as the service's role */
  readonly database: Database
  readonly owner: Database
  /** Imports a bundle of these lines; `day` is the day on which it happens. */
  import(given: Given): Promise<ImportResult>
  rows<Row>(text: string, values?: readonly string[]): Promise<Row[]>
  /** One value per table of everything that an import may change, runs and audit trail apart. */
  checksums(): Promise<Record<string, string>>
  events(kind: string): Promise<TrailEvent[]>
}

const TABLES = [
  'pegawai', 'pegawai_nip', 'pegawai_sumber', 'pegawai_jabatan', 'jabatan', 'penugasan', 'unit_kerja', 'unit_nama',
  'unit_kode', 'unit_sumber', 'unit_alias',
]

/** A database of its own with the seeded units, used as the service's role. */
export async function openDirectory(scope: Scope): Promise<Directory> {
  const { app: database, owner } = await testDatabase(scope, 'kosong')
  await database.knex.transaction((trx) => loadUnits(trx, seeds))
  const rows = <Row>(text: string, values: readonly string[] = []): Promise<Row[]> =>
    database.query<Row>({ text, values })
  return {
    database, owner, rows,
    async import({ pegawai: people, unor: units = UNIT_ROWS, penugasan, day = TODAY, ...options }) {
      const text = typeof people === 'string' || Buffer.isBuffer(people) ? people : pegawaiCsv(people ?? [])
      const path = await folderOf(scope, {
        'pegawai.csv': text, ...(units && { 'unor.csv': unorCsv(units) }),
        ...(penugasan && { 'penugasan.csv': penugasanCsv(penugasan) }),
      })
      return importBundle(database, clockAt(day), { path, ...options })
    },
    async checksums() {
      const sums = await Promise.all(TABLES.map(async (table) => {
        const [row] = await rows<{ sum: string }>(
          `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum
           FROM ${table} t`)
        return [table, row?.sum ?? ''] as const
      }))
      return Object.fromEntries(sums)
    },
    events: (kind) => rows('SELECT subject, actor, outcome, data FROM audit_event WHERE kind = $1 ORDER BY at', [kind]),
  }
}
