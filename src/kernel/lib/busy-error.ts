import { AppError } from './app-error.ts'

/**
 * More work waits than can be done in decent time: 503 with `Retry-After: <retryAfterSeconds>`
 * (RFC 9110 section 15.6.4). Whole seconds, at least 1.
 */
export class BusyError extends AppError {
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number, detail?: unknown) {
    super('busy', 503, detail)
    this.name = 'BusyError'
    this.retryAfterSeconds = retryAfterSeconds
  }
}
