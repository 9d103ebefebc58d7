import { bodyParser } from '@koa/bodyparser'
import type { Context } from 'koa'
import type { z } from 'zod'
import { AppError, badRequest } from '../lib/app-error.ts'

/** What the parser and the streams below it say; whatever it was, it was in what was sent. */
function refuse(error: Error & { status?: number }): never {
  throw error.status === 413 ? new AppError('too-large', 413, error) : badRequest(error)
}

const parse = bodyParser({ enableTypes: ['form'], formLimit: '32kb', onError: refuse })

/**
 * Reads the form of this request; each route reads its own, none is read before the provider's.
 * @throws AppError 413 over 32 KiB, 400 when it cannot be read or does not fit the schema at all
 */
export async function readForm<Schema extends z.ZodType>(ctx: Context, schema: Schema): Promise<z.infer<Schema>> {
  await parse(ctx, () => Promise.resolve())
  const parsed = schema.safeParse(ctx.request.body ?? {})
  if (!parsed.success) throw badRequest(parsed.error)
  return parsed.data
}

/**
 * The form of this request as it was sent, for those who send it on; empty where there is none.
 * @throws AppError 413 over 32 KiB, 400 when it cannot be read
 */
export async function readFormText(ctx: Context): Promise<string> {
  await parse(ctx, () => Promise.resolve())
  return (ctx.request as { rawBody?: string }).rawBody ?? ''
}
