import { bodyParser } from '@koa/bodyparser'
import type { Context } from 'koa'
import { AppError, badRequest } from '../lib/app-error.ts'

function refuse(error: Error & { status?: number }): never {
  throw error.status === 413 ? new AppError('too-large', 413, error) : badRequest(error)
}

const parse = bodyParser({ enableTypes: ['json'], jsonLimit: '256kb', jsonStrict: true, onError: refuse })

/**
 * Reads the JSON of this request.
 * @returns whatever was sent; its shape is the caller's question
 * @throws AppError 415 for another content type, 413 over 256 KiB, 400 when it is no JSON object or array
 */
export async function readJson(ctx: Context): Promise<unknown> {
  if (!ctx.request.is('application/json')) {
    ctx.set('accept', 'application/json')
    throw new AppError('unsupported-type', 415)
  }
  await parse(ctx, () => Promise.resolve())
  return ctx.request.body
}
