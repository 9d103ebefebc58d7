/** How a message becomes a request to somebody's HTTP gateway, and what its answer says: a template, not a program. */
import { z } from 'zod'

/** Numbers as gateways want them: +62812…, 62812… or 0812…. */
const FORMS = ['+62', '62', '0'] as const

const template = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().max(4096)).default({}),
  /** JSON with placeholders in its texts, or text with placeholders (written as a form's). */
  body: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()), z.string()]).optional(),
  nomor: z.enum(FORMS).default('+62'),
  /** Text that the answer of a message that was taken holds, for gateways that say 200 to everything. */
  berhasil: z.string().min(1).optional(),
})

export type GatewayTemplate = z.infer<typeof template>

/** What is asked for where no template file is given. */
export const PLAIN_TEMPLATE = { body: { nomor: '{nomor}', pesan: '{pesan}', id: '{id}' } }

/** A secret of a template: `{env:SMS_GATEWAY_TOKEN}`. */
const SECRET = /\{env:([A-Z0-9_]+)\}/g
const PLACEHOLDER = /\{(nomor|pesan|id)\}/g
/** Any other word in braces is a slip of the pen; JSON's own braces stand elsewhere. */
const UNKNOWN = /\{(?!nomor\}|pesan\}|id\}|env:[A-Z0-9_]+\})[A-Za-z_][\w:]*\}/

/** Every text of a value, changed. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)]))
}

/** Every text of a template and of the address, in one list. */
function textsOf(url: string, value: GatewayTemplate): string[] {
  const found: string[] = []
  mapTexts([url, value.headers, value.body ?? null], (text) => {
    found.push(text)
    return text
  })
  return found
}

/**
 * Reads a template and puts the secrets in.
 * @param secrets variables of the environment whose names begin with SMS_GATEWAY_
 * @returns the template, or one sentence that says what is wrong and repeats no secret
 */
export function parseTemplate(
  given: unknown, url: string, secrets: Readonly<Record<string, string | undefined>>,
): { readonly template: GatewayTemplate; readonly url: string } | string {
  const parsed = template.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return `has a mistake at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unreadable'}.`
  }
  const texts = textsOf(url, parsed.data)
  const unknown = texts.map((text) => UNKNOWN.exec(text)?.[0]).find(Boolean)
  if (unknown !== undefined) return `names ${unknown}; there are {nomor}, {pesan}, {id} and {env:SMS_GATEWAY_...}.`
  const names = texts.flatMap((text) => [...text.matchAll(SECRET)].map(([, name = '']) => name))
  const missing = names.find((name) => !name.startsWith('SMS_GATEWAY_') || secrets[name] === undefined)
  if (missing !== undefined) return `needs ${missing}, which is not set (names of such variables begin with SMS_GATEWAY_).`
  for (const needed of ['{nomor}', '{pesan}']) {
    if (!texts.some((text) => text.includes(needed))) return `never says ${needed}.`
  }
  if (parsed.data.method === 'GET' && parsed.data.body !== undefined) return 'has a body, which GET does not send.'
  const open = (text: string): string => text.replace(SECRET, (_, name: string) => secrets[name] ?? '')
  return {
    // In an address a secret is a part of the query.
    url: url.replace(SECRET, (_, name: string) => encodeURIComponent(secrets[name] ?? '')),
    template: {
      ...parsed.data, headers: mapTexts(parsed.data.headers, open) as Record<string, string>,
      ...(parsed.data.body !== undefined && { body: mapTexts(parsed.data.body, open) as GatewayTemplate['body'] }),
    },
  }
}

export interface GatewayMessage {
  readonly id: string
  /** E.164 */
  readonly to: string
  readonly text: string
}

export interface GatewayRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Writes the request of one message: values of JSON stay values, in addresses and forms they are encoded. */
export function writeRequest(url: string, { method, headers, body, nomor }: GatewayTemplate, message: GatewayMessage): GatewayRequest {
  const values: Record<string, string> = { nomor: message.to.replace(/^\+62/, nomor), pesan: message.text, id: message.id }
  const filled = (text: string): string => text.replace(PLACEHOLDER, (_, name: string) => values[name] ?? '')
  const encoded = (text: string): string => text.replace(PLACEHOLDER, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const kind: Record<string, string> = body === undefined ? {} : {
    'content-type': typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json',
  }
  return {
    url: encoded(url), method,
    // The message itself has no business in a header, where a line of it could become another header.
    headers: { ...kind, ...lowerCased(mapTexts(headers, (text) => text.replaceAll('{id}', message.id)) as Record<string, string>) },
    ...(body !== undefined && { body: typeof body === 'string' ? encoded(body) : JSON.stringify(mapTexts(body, filled)) }),
  }
}

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** What a status means: whether the same message may be taken another time (RFC 9110, 15). */
export function outcomeOf(status: number, taken: boolean): { result: 'sent' | 'refused' | 'hopeless'; receipt: string } {
  if (status >= 200 && status < 300) return taken ? { result: 'sent', receipt: 'diterima' } : { result: 'refused', receipt: 'tidak diterima' }
  // What is said of this one message; 401 and 403 are said of us, and an operator mends them.
  return { result: [400, 404, 410, 413, 422].includes(status) ? 'hopeless' : 'refused', receipt: `HTTP ${status}` }
}
