import type { Knex } from 'knex'

/**
 * One kind of what a person holds, and how it ends when his rights change. A room declares its own beside its tables;
 * domain/sessions/endings/ has the one list.
 */
export interface Ending {
  /** Of the kind, unlike any other's; in English words with dashes. */
  readonly name: string
  /** Whose rows it ends. */
  readonly tables: readonly string[]
  /** For these reasons alone; for every reason, unless told. */
  readonly because?: readonly string[]
  /**
   * One statement that changes rows of `(SELECT pegawai_id FROM leaving)`, with `:at` (instant) and `:reason` where
   * it needs them. It returns, for each row, `counts` (boolean: was it still good for anything) and `told` (jsonb for
   * the audit trail, or null).
   */
  readonly sql: string
}

/** Whose rights change, why and when. */
export interface EndingOrder {
  readonly pegawaiIds: readonly string[]
  readonly reason: string
  readonly at: Date
}

/** What one kind came to. */
export interface Ended {
  /** Rows that were still good for something. */
  readonly count: number
  readonly told: readonly Record<string, unknown>[]
}

/**
 * Ends everything of these people in one statement, however many they and the kinds are: each part is a data-modifying
 * CTE, all see one snapshot, and either all happen or none.
 * @returns by name of the kind
 */
export async function endAll(
  trx: Knex.Transaction, endings: readonly Ending[], { pegawaiIds, reason, at }: EndingOrder,
): Promise<Record<string, Ended>> {
  const due = endings.filter(({ because }) => because?.includes(reason) ?? true)
  const parts = due.map(({ sql }, index) => `e${index} AS (${sql})`)
  const results = due.map(({ name }, index) => `SELECT '${name}' AS name, count(*) FILTER (WHERE counts)::int AS count,
    coalesce(jsonb_agg(told) FILTER (WHERE told IS NOT NULL), '[]') AS told FROM e${index}`)
  const { rows } = await trx.raw<{ rows: (Ended & { name: string })[] }>(
    `WITH leaving AS MATERIALIZED (SELECT DISTINCT unnest(CAST(:pegawaiIds AS uuid[])) AS pegawai_id),
       ${parts.join(',\n')} ${results.join(' UNION ALL ')}`,
    { pegawaiIds: [...pegawaiIds], reason, at },
  )
  return Object.fromEntries(rows.map(({ name, count, told }) => [name, { count, told }]))
}
