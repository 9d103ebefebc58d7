import type { Context } from 'koa'
import { BusyError } from '../../kernel/lib/busy-error.ts'
import type { AppError } from '../../kernel/lib/app-error.ts'
import { stateOf } from '../../kernel/http/state.ts'

/** RFC 9457: an error that a program can tell from others by its `type`. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  /** Each mistake by its place in what was sent (RFC 6901). */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
}

export const PROBLEM_TYPE = 'application/problem+json'

/** @returns a problem of ours; `kind` is its last word and never changes its meaning */
export function problem(kind: string, status: number, title: string, more: Pick<Problem, 'detail' | 'errors'> = {}): Problem {
  return { type: `urn:bantenprov:masalah:${kind}`, title, status, ...more }
}

/** Answers with a problem; `kode` is what the caller reads out to the help desk. */
export function answerProblem(ctx: Context, told: Problem): void {
  ctx.status = told.status
  ctx.body = { ...told, kode: stateOf(ctx).kode }
  ctx.type = PROBLEM_TYPE
}

/** What the plumbing refuses before a handler sees it, by its code. */
const TITLES: Readonly<Record<string, string>> = {
  'bad-request': 'The request cannot be read.',
  'too-large': 'The request is too large.',
  'unsupported-encoding': 'The body must not be compressed.',
  'unsupported-type': 'The body must be application/json.',
  'not-found': 'There is no such resource.',
  'method-not-allowed': 'The resource has no such method.',
  'wrong-host': 'This is not our name.',
  'busy': 'Try again in a moment.',
}

/** Errors of the API's paths: a program reads no pages. */
export function presentProblem(ctx: Context, error: AppError): void {
  if (error instanceof BusyError) ctx.set('retry-after', String(error.retryAfterSeconds))
  const title = TITLES[error.code]
  answerProblem(ctx, title === undefined
    ? problem('galat-server', error.status, 'Something went wrong on our side. Nothing was done; try again.')
    : problem(error.code, error.status, title))
}

/** Whether a request is for the API, whatever else is wrong with it. */
export const isForApi = (ctx: Context): boolean => ctx.path.startsWith('/api/')
