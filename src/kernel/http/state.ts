/** What the plumbing leaves on `ctx.state` for handlers, pages and the request log. */
export interface RequestState {
  /** Short code that a person reads out to the help desk; also the correlation id of audit events. */
  kode: string
  /** CSRF token for the forms of this page, once a handler has bound one. */
  csrf?: string
  /** The one language of this door, whatever the browser wishes. */
  bahasa?: 'id'
  /** The language that the person behind this request chose for himself, where that is known. */
  bahasaOrang?: 'id' | 'en'
  /** Path of ours at which this page is shown again, where that is not the one of the form that failed. */
  halaman?: string
  /** Origins beside our own that a form of this page may lead to: the application's, for the redirect after it. */
  formOrigins: string[]
  /** The one file of views/assets that this page runs; without it a page has no script. */
  skrip?: string
  /** What went wrong, for the log alone. */
  failure?: unknown
  /** Route by its pattern: the log never sees a path with values in it. */
  routeName?: string
}

/** @returns the typed view of `ctx.state` */
export function stateOf(ctx: { state: unknown }): RequestState {
  return ctx.state as RequestState
}
