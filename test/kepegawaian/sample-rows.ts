import { parse } from 'csv-parse/sync'
import { makeSample } from '../../src/domain/kepegawaian/sample/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { DEMO_PEOPLE } from '../../src/seed/demo.ts'
import type { TestDatabase } from '../helpers/database.ts'
import type { Cells } from './feeds.ts'

/** The lines of the bundle that template `penuh` was made from, for these people, in their order. */
export async function sampleRows({ app }: Pick<TestDatabase, 'app'>, subs: readonly string[]): Promise<Cells[]> {
  const known = await app.query<{ sub: string; external: string }>({
    text: `SELECT pegawai_id AS sub, external_id AS external FROM pegawai_sumber
           WHERE sumber = 'siasn' AND pegawai_id = ANY($1::uuid[])`,
    values: [subs],
  })
  const sample = makeSample({ people: DEMO_PEOPLE, units: readUnitSeeds() })
  const all = parse(String(sample['pegawai.csv']), { columns: true, delimiter: ';', bom: true }) as unknown as Cells[]
  const rows = new Map(all.map((row) => [row['pns_id'] ?? '', row]))
  const externalOf = new Map(known.map(({ sub, external }) => [sub, external]))
  return subs.map((sub) => {
    const row = rows.get(externalOf.get(sub) ?? '')
    if (!row) throw new Error(`the sample has no line of ${sub}`)
    return row
  })
}
