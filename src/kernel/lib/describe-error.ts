/** What a log may hold of an error. */
export interface ErrorDescription {
  readonly kind: string
  readonly message: string
  /** Only the frames: the first lines of a stack repeat the message. */
  readonly stack?: string[]
  /** A system's or PostgreSQL's code, for instance ECONNREFUSED or 23505. */
  readonly code?: string
  /** Where in the schema it happened, for PostgreSQL's errors. */
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
  readonly cause?: ErrorDescription
}

/** PostgreSQL quotes the values it stumbled over, and says the whole row in `detail` and `where`. */
const fromPostgres = (error: object): boolean => 'severity' in error && 'routine' in error

const textOf = (error: object, name: string): Record<string, string> => {
  const value = (error as Record<string, unknown>)[name]
  return typeof value === 'string' ? { [name]: value } : {}
}

/** Digits that may be a NIP, a telephone number or a birth date; quoted values where they come from a database. */
function withoutValues(message: string, quotes: boolean): string {
  const plain = quotes ? message.replace(/"[^"]*"|'[^']*'/g, '"…"') : message
  return plain.replace(/\d(?:[ .-]?\d){5,}/g, '…')
}

/**
 * Errors carry what they stumbled over: a row, a query, a form. Only named fields leave here, none of them a value.
 * @param error whatever was thrown
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) {
    return { kind: typeof error, message: typeof error === 'string' ? withoutValues(error, false) : '' }
  }
  const postgres = fromPostgres(error)
  return {
    kind: error.name,
    message: withoutValues(error.message, postgres),
    stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim()),
    ...textOf(error, 'code'),
    ...(postgres && { ...textOf(error, 'table'), ...textOf(error, 'column'), ...textOf(error, 'constraint') }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}
