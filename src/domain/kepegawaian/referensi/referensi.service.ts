/** Imports BKD's own lists of units and jabatan. All or nothing; a line that cannot be believed is left out and named. */
import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import { actAs, type Act } from '../../audit/act.ts'
import type { Actor } from '../../audit/index.ts'
import { applyUnits } from '../application/units.queries.ts'
import { compareUnits, type UnitDifference } from '../difference/units.rules.ts'
import type { ColumnOf, Line, Sheet } from '../feed.ts'
import type { Finding } from '../finding.ts'
import { insertUnknown } from '../pemetaan/unknown-units.queries.ts'
import { FeedRefusal } from '../refusal.ts'
import { lockImports } from '../run.queries.ts'
import { loadUnitSnapshot } from '../snapshot.queries.ts'
import { readSheet } from '../source/sheet.ts'
import { firstLine, readText } from '../source/text.rules.ts'
import { findDuplicates } from '../validation/duplicates.rules.ts'
import { cleanText } from '../validation/fields.rules.ts'
import type { Verdict } from '../validation/line-reader.ts'
import { recogniseUnits } from './identity.rules.ts'
import {
  JABATAN_LIST, OTHER_SYSTEMS, readReferenceJabatan, readReferenceUnit, type ReferenceUnit, UNIT_LIST,
} from './lines.rules.ts'
import { applyCrossCodes, applyReferenceJabatan, type CrossCode } from './referensi.queries.ts'

/** The lists are SIMPEG's: its units are known by their kunker, its jabatan by their kjab. */
export const REFERENCE_SOURCE = 'simpeg'

export interface ReferenceContext {
  readonly database: Database
  readonly clock: Clock
  readonly actor: Actor
}

export interface ReferenceFile {
  readonly name: string
  readonly bytes: Buffer
}

/** `read` is always `created + changed + unchanged` and the lines left out. */
export interface ReferenceResult {
  readonly jenis: 'unit' | 'jabatan'
  readonly read: number
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly quarantined: readonly Finding[]
  readonly warnings: readonly Finding[]
}

type Counts = Omit<ReferenceResult, 'jenis' | 'read' | 'unchanged'>

/** Ends the transaction of a dry run without a trace. */
class DryRun extends Error {
  readonly result: ReferenceResult
  constructor(result: ReferenceResult) {
    super('dry run')
    this.result = result
  }
}

/**
 * @throws FeedRefusal for a file that is neither of the two lists, or cannot be read to its end
 * @throws OperatorError while a run of a source is being applied
 */
export async function importReference(
  context: ReferenceContext, file: ReferenceFile, { dryRun = false }: { dryRun?: boolean } = {},
): Promise<ReferenceResult> {
  const jenis = kindOf(file)
  const sheet = jenis === 'unit'
    ? await readSheet(file.name, file.bytes, UNIT_LIST) : await readSheet(file.name, file.bytes, JABATAN_LIST)
  try {
    return await actAs(context, async (act) => {
      if (!await lockImports(act.trx)) {
        throw new OperatorError('A run of a personnel source is being applied. Try again when it is done.')
      }
      const counts = jenis === 'unit'
        ? await bringUnits(act, sheet as Sheet<ColumnOf<typeof UNIT_LIST>>, context.clock.today())
        : await bringJabatan(act, sheet as Sheet<ColumnOf<typeof JABATAN_LIST>>)
      const result = resultOf(jenis, sheet.lines.length + sheet.unreadable.length, counts)
      if (dryRun) throw new DryRun(result)
      const { read, created, changed } = result
      act.tell({
        kind: 'referensi.diimpor', data: {
          jenis, sha256: createHash('sha256').update(file.bytes).digest('hex'), read, created, changed,
          quarantined: result.quarantined.length,
        },
      })
      return result
    })
  } catch (error) {
    if (error instanceof DryRun) return error.result
    throw error
  }
}

function resultOf(jenis: ReferenceResult['jenis'], read: number, counts: Counts): ReferenceResult {
  const left = new Set(counts.quarantined.map(({ line }) => line)).size
  return { jenis, read, ...counts, unchanged: read - left - counts.created - counts.changed }
}

/** Which list a file is: its header says so. */
function kindOf({ name, bytes }: ReferenceFile): ReferenceResult['jenis'] {
  const text = readText(bytes)
  const header = text.ok ? firstLine(text.utf8).toLowerCase() : ''
  if (/\bkunker\b/.test(header)) return 'unit'
  if (/\bkjab\b/.test(header)) return 'jabatan'
  throw new FeedRefusal('header', `${name} is neither a list of units (kunker; nunker; induk) `
    + 'nor one of jabatan (kjab; njab; jenis).')
}

interface JudgedLines<Row> { readonly rows: readonly Row[]; readonly quarantined: Finding[]; readonly warnings: Finding[] }

function judge<Column extends string, Row>(
  sheet: Sheet<Column>, key: Column, read: (file: string, line: Line<Column>) => Verdict<Row>,
): JudgedLines<Row> {
  const twice = findDuplicates(sheet.file, sheet.lines, key, 'duplicate-id', cleanText)
  const rows: Row[] = []
  const quarantined = [...sheet.unreadable]
  const warnings = [...sheet.remarks]
  for (const line of sheet.lines) {
    const verdict = read(sheet.file, line)
    const finding = verdict.ok ? twice.get(line.line) : verdict.finding
    if (finding) quarantined.push(finding)
    else if (verdict.ok) {
      rows.push(verdict.row)
      warnings.push(...verdict.warnings)
    }
  }
  return { rows, quarantined, warnings }
}

async function bringUnits(
  { trx, at }: Act, sheet: Sheet<ColumnOf<typeof UNIT_LIST>>, today: string,
): Promise<Counts> {
  const { rows, quarantined, warnings } = judge(sheet, 'kunker', readReferenceUnit)
  const stored = await loadUnitSnapshot(trx, REFERENCE_SOURCE, today)
  const { snapshot, doubtful } = recogniseUnits(rows.map(({ unor }) => unor), stored)
  const isDoubtful = new Set(doubtful)
  const difference = compareUnits(rows.map(({ unor }) => unor).filter((unor) => !isDoubtful.has(unor)), snapshot,
    { file: sheet.file, sumber: REFERENCE_SOURCE, synthetic: false, newId })
  await applyUnits(trx, difference, { run: null, sumber: REFERENCE_SOURCE, today })
  await rememberDoubtful(trx, doubtful, at)
  const coded = await applyCrossCodes(trx, crossCodes(rows, difference), today)
  return {
    created: difference.created.length, changed: changedUnits(difference, coded),
    quarantined: [
      ...quarantined, ...difference.quarantined.map(underOwnName),
      ...doubtful.map(({ line }): Finding => ({ file: sheet.file, line, field: 'nunker', reason: 'unit-similar' })),
    ].toSorted((a, b) => a.line - b.line),
    warnings: [...warnings, ...difference.warnings],
  }
}

/** The list calls its columns otherwise than a unit file of the bundle. */
const OWN_NAMES: Readonly<Record<string, string>> = { induk_id: 'induk', nama: 'nunker' }
const underOwnName = (finding: Finding): Finding => ({ ...finding, field: OWN_NAMES[finding.field] ?? finding.field })

function changedUnits({ created, moved, names, codes }: UnitDifference, coded: readonly string[]): number {
  const fresh = new Set(created.map(({ id }) => id))
  const touched = [...moved.map(({ id }) => id), ...[...names, ...codes].map(({ unit_id }) => unit_id), ...coded]
  return new Set(touched.filter((id) => !fresh.has(id))).size
}

/** A person says on the mapping screen which unit they are; the next import of the list finds them. */
async function rememberDoubtful(
  trx: Knex.Transaction, doubtful: readonly ReferenceUnit['unor'][], at: Date,
): Promise<void> {
  if (doubtful.length === 0) return
  const unknown = doubtful.map(({ externalId, nama }) => ({ externalId, nama, people: [] }))
  await insertUnknown(trx, unknown, { sumber: REFERENCE_SOURCE, at, dariReferensi: true })
}

function crossCodes(rows: readonly ReferenceUnit[], { unitIdOf }: UnitDifference): CrossCode[] {
  return rows.flatMap(({ unor, silang }) => {
    const unit_id = unitIdOf.get(unor.externalId)
    return unit_id === undefined ? [] : OTHER_SYSTEMS.flatMap((sistem): CrossCode[] => {
      const kode = silang[sistem]
      return kode === undefined ? [] : [{ unit_id, sistem, kode }]
    })
  })
}

async function bringJabatan({ trx, at }: Act, sheet: Sheet<ColumnOf<typeof JABATAN_LIST>>): Promise<Counts> {
  const { rows, quarantined, warnings } = judge(sheet, 'kjab', readReferenceJabatan)
  const applied = await applyReferenceJabatan(trx, rows, { sumber: REFERENCE_SOURCE, at })
  return { ...applied, quarantined: quarantined.toSorted((a, b) => a.line - b.line), warnings }
}
