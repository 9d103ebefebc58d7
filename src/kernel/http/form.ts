import { bodyParser } from '@koa/bodyparser'
import type { Context } from 'koa'
import type { z } from 'zod'
import { AppError } from '../lib/app-error.ts'

const parse = bodyParser({
  enableTypes: ['form'],
  formLimit: '32kb',
  onError: (error) => { throw new AppError(error.message === 'request entity too large' ? 'too-large' : 'bad-request', 400, error) },
})

/**
 * Reads the form of this request; each route reads its own, none is read before the provider's.
 * @throws AppError 400 when it cannot be read or does not fit the schema at all
 */
export async function readForm<Schema extends z.ZodType>(ctx: Context, schema: Schema): Promise<z.infer<Schema>> {
  await parse(ctx, () => Promise.resolve())
  const parsed = schema.safeParse(ctx.request.body ?? {})
  if (!parsed.success) throw new AppError('bad-request', 400, parsed.error)
  return parsed.data
}
