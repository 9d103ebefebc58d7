import type { Database } from '../../../kernel/db/database.ts'
import { findQuestion, findRunRow } from './read.queries.ts'
import type { Run } from './run.ts'

/** @returns everything about one run but its lists; undefined when there is none of this id */
export async function findRun(database: Database, id: string): Promise<Run | undefined> {
  const [run, question] = await Promise.all([findRunRow(database, id), findQuestion(database, id)])
  return run && { ...run, question }
}
