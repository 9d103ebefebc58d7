import { badRequest } from '../lib/app-error.ts'
import { ID_FORM } from '../lib/ids.ts'

/** Which part of a long list is asked for: the newest, or what is older or newer than a row. */
export interface ListWindow {
  readonly towards: 'lama' | 'baru'
  /** Key of the row to go on from, undefined for the newest. */
  readonly from: readonly string[] | undefined
  readonly limit: number
}

/** Rows of one page, newest first, with the cursors of the pages beside it where there is one. */
export interface ListPage<Row> {
  readonly rows: readonly Row[]
  readonly lama?: string
  readonly baru?: string
}

/** @returns the cursor of a row by its key, for the address of a page */
export const writeCursor = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** Each part with the form of its column: a cursor that a person wrote himself must not reach the database. */
function read(cursor: string, parts: readonly RegExp[]): string[] {
  let key: unknown
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch (error) {
    throw badRequest(error)
  }
  const fits = Array.isArray(key) && key.length === parts.length
    && parts.every((part, index) => typeof key[index] === 'string' && part.test(key[index]))
  if (!fits) throw badRequest('a cursor of no page of ours')
  return key as string[]
}

/** Forms of key parts as PostgreSQL writes them as text. */
export const KEY_PARTS = {
  uuid: ID_FORM,
  instant: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+\d\d(:\d\d)?$/,
  /** As JavaScript writes it, where the column holds no more. */
  milliseconds: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  number: /^\d{1,18}$/,
} as const

/**
 * Reads `?lama=` or `?baru=` of an address.
 * @param parts form of each column of the key, in their order (`KEY_PARTS`)
 * @param limit rows on a page
 * @throws AppError 400 for a cursor that no page of this list has given
 */
export function readWindow(
  query: Readonly<Record<string, string | string[] | undefined>>, parts: readonly RegExp[], limit: number,
): ListWindow {
  for (const towards of ['lama', 'baru'] as const) {
    const cursor = query[towards]
    if (typeof cursor === 'string' && cursor !== '') return { towards, from: read(cursor, parts), limit }
  }
  return { towards: 'lama', from: undefined, limit }
}

/**
 * The part of a statement that fetches one page and one row more, which tells whether there is another page.
 * @param columns of the key, unique together, all newest first; an index should have them in this order
 * @param before how many parameters the statement has already
 * @returns a condition, the order with its limit, and the values of their parameters
 */
export function keysetSql(
  columns: readonly string[], { towards, from, limit }: ListWindow, before: number,
): { readonly where: string; readonly order: string; readonly values: readonly (string | number)[] } {
  const [sign, direction] = towards === 'lama' ? ['<', 'DESC'] : ['>', 'ASC']
  const parameters = columns.map((_, index) => `$${before + index + 1}`)
  return {
    where: from === undefined ? 'true' : `(${columns.join(', ')}) ${sign} (${parameters.join(', ')})`,
    order: `ORDER BY ${columns.map((column) => `${column} ${direction}`).join(', ')} LIMIT ${limit + 1}`,
    values: from ?? [],
  }
}

/**
 * @param found what the statement of `keysetSql` found, in its order
 * @param keyOf the key of a row as text, with all digits of an instant (`started_at::text`)
 */
export function cutPage<Row>(
  found: readonly Row[], { towards, from, limit }: ListWindow, keyOf: (row: Row) => readonly string[],
): ListPage<Row> {
  const isMore = found.length > limit
  const rows = towards === 'lama' ? found.slice(0, limit) : found.slice(0, limit).toReversed()
  const [first, last] = [rows[0], rows.at(-1)]
  const hasOlder = towards === 'lama' ? isMore : from !== undefined
  const hasNewer = towards === 'lama' ? from !== undefined : isMore
  return {
    rows,
    ...(hasOlder && last && { lama: writeCursor(keyOf(last)) }),
    ...(hasNewer && first && { baru: writeCursor(keyOf(first)) }),
  }
}
