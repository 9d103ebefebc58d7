/**
 * An error that a person may see. `code` is a stable word for machines and the key of the words on the page;
 * `detail` goes to the log alone.
 */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly detail: unknown

  constructor(code: string, status: number, detail?: unknown) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.status = status
    this.detail = detail
  }
}

/** The thing asked for does not exist, or not for this person. */
export const notFound = (detail?: unknown): AppError => new AppError('not-found', 404, detail)

/** The person is known and may not do this. */
export const forbidden = (detail?: unknown): AppError => new AppError('forbidden', 403, detail)

/** What was sent cannot be read. */
export const badRequest = (detail?: unknown): AppError => new AppError('bad-request', 400, detail)
