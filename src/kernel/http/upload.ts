import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import type { z } from 'zod'
import { AppError, badRequest } from '../lib/app-error.ts'

/** A file that came with a form. It stays in memory: whoever keeps it seals it first. */
export interface UploadedFile {
  /** As the browser calls it; a name from outside, never a path of ours. */
  readonly name: string
  readonly bytes: Buffer
}

interface Upload<Fields> {
  readonly fields: Fields
  /** By the name of the input; an input without a file is not there. */
  readonly files: ReadonlyMap<string, UploadedFile>
}

/** Reads what is sent, and stops at the first byte too many. */
async function bodyWithin(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = () => new AppError('too-large', 413, `more than ${most} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What stands in a field: one text, or a list where the name came more than once (which no form of ours sends). */
function textsOf(form: FormData): Record<string, string | string[]> {
  return Object.fromEntries([...new Set(form.keys())].flatMap((name) => {
    const texts = form.getAll(name).filter((value): value is string => typeof value === 'string')
    return texts.length === 0 ? [] : [[name, texts.length === 1 ? texts[0] ?? '' : texts]]
  }))
}

async function filesOf(form: FormData): Promise<Map<string, UploadedFile>> {
  const files = new Map<string, UploadedFile>()
  for (const [name, value] of form.entries()) {
    // An input in which nothing was chosen sends an empty file without a name.
    if (typeof value === 'string' || (value.name === '' && value.size === 0)) continue
    files.set(name, { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) })
  }
  return files
}

/**
 * Reads a form with files (`enctype="multipart/form-data"`), parsed by Node's own reader (RFC 7578). Each route reads its
 * own, behind its guard, so that nobody unknown fills the memory.
 * @param most bytes of the whole form
 * @throws AppError 413 above that, 400 when it is no such form or does not fit the schema at all
 */
export async function readUpload<Schema extends z.ZodType>(
  ctx: Context, schema: Schema, { most }: { most: number },
): Promise<Upload<z.infer<Schema>>> {
  const type = ctx.get('content-type')
  if (!ctx.is('multipart/form-data')) throw badRequest(`not a form with files: ${type}`)
  const body = await bodyWithin(ctx.req, most)
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    .catch((error: unknown) => { throw badRequest(error) })
  const parsed = schema.safeParse(textsOf(form))
  if (!parsed.success) throw badRequest(parsed.error)
  return { fields: parsed.data, files: await filesOf(form) }
}
