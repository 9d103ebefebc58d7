import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { AnswerTooLarge, createOutbound } from '../../../../kernel/http/outbound.ts'
import type { Clock } from '../../../../kernel/lib/clock.ts'
import { OutboundRefused, OutsideAllowList } from '../../../../kernel/lib/destination.ts'
import { codeOf, networkReason } from '../network.rules.ts'
import { SourceDown, type SourceDownCode } from '../source.ts'
import { isAskedAgain, waitBefore } from './retry.rules.ts'

export const API_SOURCE = 'simpeg-api'

export interface ApiSettings {
  /** without a slash at its end */
  readonly url: string
  readonly token: string
  /** PEM of the authority that alone is trusted */
  readonly ca?: string | undefined
  readonly cidrs: readonly string[]
  /** for one answer */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** waits between attempts; tests do not */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

/** Asks one question until it is answered. @returns undefined where there is nothing of that name (404) */
export type Ask = <Answer>(path: string, schema: z.ZodType<Answer>, signal: AbortSignal) => Promise<Answer | undefined>

/** The source forgot what it was asked to go on from (410): it has to be read whole. */
export class CursorGone extends SourceDown {
  constructor() {
    super(API_SOURCE, 'malformed', { detail: '410' })
  }
}

const TIMEOUT_MS = 20_000
const MAX_BYTES = 8 * 1024 ** 2
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i

/** One attempt that failed, and what the other side said about the next. */
class Failed extends Error {
  readonly code: SourceDownCode
  readonly detail: string | undefined
  readonly retryAfter: string | null

  constructor(code: SourceDownCode, detail?: string, retryAfter: string | null = null) {
    super(code)
    this.code = code
    this.detail = detail
    this.retryAfter = retryAfter
  }
}

/** @returns what asks; it throws SourceDown after the last attempt, and the signal's reason as soon as it fires */
export function createAsk(settings: ApiSettings, clock: Clock): Ask {
  const { url, token, ca, cidrs, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = settings
  const { pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }) } = settings
  const outbound = createOutbound({ cidrs, timeoutMs, maxBytes, ca })
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }

  async function once<Answer>(path: string, schema: z.ZodType<Answer>, signal: AbortSignal): Promise<Answer | undefined> {
    const response = await outbound(`${url}${path}`, { headers, signal }).catch((error: unknown) => { throw unanswered(error) })
    const { status } = response
    if (status === 404) return undefined
    if (status === 410) throw new CursorGone()
    if (status !== 200) throw new Failed(codeOfStatus(status), String(status), response.headers.get('retry-after'))
    if (!JSON_TYPE.test(response.headers.get('content-type') ?? '')) throw new Failed('content-type')
    return read(await response.text(), schema)
  }

  return async function ask(path, schema, signal) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(path, schema, signal)
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof Failed)) throw error
        const { code, detail, retryAfter } = error
        if (!isAskedAgain(code, attempt)) throw new SourceDown(API_SOURCE, code, detail === undefined ? {} : { detail })
        await pause(waitBefore(retryAfter, attempt, clock.now()), signal)
        signal.throwIfAborted()
      }
    }
  }
}

function codeOfStatus(status: number): SourceDownCode {
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 429 || status === 503) return 'busy'
  if (status >= 300 && status < 400) return 'redirect'
  return status >= 500 ? 'failed' : 'malformed'
}

/** Nothing of the answer goes on: it holds people. */
function read<Answer>(text: string, schema: z.ZodType<Answer>): Answer {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Failed('malformed', 'no JSON')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.map(String).filter((name) => !/^\d+$/.test(name)).join('.')
  throw new Failed('malformed', where || 'whole answer')
}

function unanswered(error: unknown): unknown {
  if (error instanceof OutsideAllowList) return new Failed('outside-allow-list')
  if (error instanceof AnswerTooLarge) return new Failed('too-large')
  if (error instanceof OutboundRefused) return new Failed('malformed', 'status')
  if (error instanceof DOMException && error.name === 'TimeoutError') return new Failed('timeout')
  const code = codeOf(error)
  const reason = networkReason(code)
  return reason === undefined ? error : new Failed(reason, code)
}
