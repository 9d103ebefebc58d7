/** How a file from outside is given out: saved under a name of ours, never shown by us, and nobody guesses its kind. */
import type { Context } from 'koa'
import type { Lampiran } from '../domain/permohonan/formulir/lampiran.queries.ts'
import { JENIS_BERKAS, type JenisBerkas } from '../domain/permohonan/formulir/lampiran.rules.ts'

/** Answers with an attachment that its reader may see. */
export function giveOut(ctx: Context, { lampiran, bytes }: { lampiran: Lampiran; bytes: Buffer }): void {
  const ending = JENIS_BERKAS[lampiran.mime as JenisBerkas]
  ctx.type = lampiran.mime
  ctx.set('content-disposition', `attachment; filename="${lampiran.jenis}-${lampiran.id.slice(0, 8)}.${ending}"`)
  ctx.set('x-content-type-options', 'nosniff')
  ctx.set('content-security-policy', `default-src 'none'; sandbox`)
  ctx.set('cache-control', 'no-store')
  ctx.body = bytes
}
