import type { Database } from '../../../kernel/db/database.ts'
import type { Aturan } from './aturan.ts'
import { storedRule } from './aturan.schema.ts'

/**
 * @returns the rules that count, in force or still to come
 * @throws when one cannot be read: without knowing all of them nobody can be let in
 */
export async function currentRules(database: Database): Promise<Aturan[]> {
  const rows = await database.query<{ isi: unknown }>({
    text: 'SELECT isi FROM kebijakan WHERE berakhir_at IS NULL ORDER BY id', values: [],
  })
  return rows.map(({ isi }) => storedRule.parse(isi))
}
