import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Middleware } from 'koa'

/** Smallest first. */
const encodings = ['br', 'gzip', 'identity'] as const
type Encoding = (typeof encodings)[number]

interface Asset {
  path: string
  type: string
  hash: string
  /** The bytes in an encoding; compressed once, when first asked for. */
  bytes(encoding: Encoding): Promise<Buffer>
}

const folder = new URL('../../../views/assets/', import.meta.url)
const types: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.js': 'text/javascript; charset=utf-8' }
const encode: Record<Encoding, (plain: Buffer) => Promise<Buffer>> = {
  br: promisify<Buffer, Buffer>(brotliCompress),
  gzip: promisify<Buffer, Buffer>(gzip),
  identity: (plain) => Promise.resolve(plain),
}

const address = /^\/aset\/([a-z0-9-]+)\.([0-9a-f]{12})(\.[a-z0-9]+)$/

let known: Map<string, Asset> | undefined

/** The files of views/assets by name, read once a process. A kind of file without a content type stops the start. */
function all(): Map<string, Asset> {
  known ??= new Map(readdirSync(folder).map((name) => [name, load(name)]))
  return known
}

function load(name: string): Asset {
  const extension = extname(name)
  const type = types[extension]
  if (!type) throw new Error(`views/assets/${name}: no content type for ${extension}`)
  const plain = readFileSync(new URL(name, folder))
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12)
  const made = new Map<Encoding, Promise<Buffer>>()
  return {
    path: `/aset/${name.slice(0, -extension.length)}.${hash}${extension}`,
    type,
    hash,
    bytes(encoding) {
      const bytes = made.get(encoding) ?? encode[encoding](plain)
      made.set(encoding, bytes)
      return bytes
    },
  }
}

/**
 * Where a page finds a file of views/assets.
 * @param name file name without folder, e.g. `satu-login.css`
 * @throws when there is no such file
 */
export function assetPath(name: string): string {
  const asset = all().get(name)
  if (!asset) throw new Error(`views/assets/${name} does not exist`)
  return asset.path
}

/**
 * Answers GET and HEAD of `/aset/<name>.<hash>.<ext>` from memory, for a year. The address is looked up by name in a
 * map, so no path reaches the file system. With another hash (a node of the version before or after this one) the
 * file comes all the same, but is not kept.
 */
export function assets(): Middleware {
  const files = all()
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/aset/') || !['GET', 'HEAD'].includes(ctx.method)) {
      await next()
      return
    }
    const [, stem, hash, extension] = address.exec(ctx.path) ?? []
    const asset = stem && extension ? files.get(stem + extension) : undefined
    if (!asset) {
      ctx.status = 404
      return
    }
    const encoding = encodings.find((one) => ctx.acceptsEncodings(one)) ?? 'identity'
    ctx.status = 200
    ctx.type = asset.type
    ctx.etag = `${asset.hash}-${encoding}`
    ctx.vary('accept-encoding')
    ctx.set('cache-control', hash === asset.hash ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (ctx.fresh) {
      ctx.status = 304
      return
    }
    if (encoding !== 'identity') ctx.set('content-encoding', encoding)
    ctx.body = await asset.bytes(encoding)
  }
}
