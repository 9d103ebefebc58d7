/** Where personnel data comes from: everything, what changed, one person. Whoever reads does not know which kind it is. */
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import type { Feed, OnProgress } from '../feed.ts'

/** A source that has its content, and can tell its records. */
export interface OpenedSource {
  /** under which people and units of this content are known */
  readonly sumber: string
  /** SHA-256 of the content: the same people in the same words give the same */
  readonly sha256: Buffer
  /** when reading began: what happened later may be missing */
  readonly asOf: Date
  read(onProgress: OnProgress): Promise<Feed>
}

export interface Source {
  /** 'siasn' is the export bundle, 'simpeg' the database, 'simpeg-api' the HTTP API */
  readonly sumber: string
  /** @returns the whole content; @throws SourceDown, or the signal's reason */
  everything(signal: AbortSignal): Promise<OpenedSource>
  /**
   * Absent where the source cannot tell.
   * @param cursor what the call before returned; undefined to begin from everything
   * @returns what changed after the cursor, and the cursor for next time; @throws SourceDown
   */
  changedSince?(cursor: string | undefined, signal: AbortSignal): Promise<{ source: OpenedSource; cursor: string }>
  /** @returns the one person of this id, undefined when the source has nobody of it; @throws SourceDown */
  person(externalId: string, signal: AbortSignal): Promise<OpenedSource | undefined>
}

const SENTENCES = {
  'unreachable': 'cannot be reached',
  'outside-allow-list': 'is outside OUTBOUND_CIDRS',
  'certificate': 'shows a certificate that is not trusted',
  'timeout': 'did not answer in time',
  'unauthorized': 'does not accept the account or token',
  'busy': 'is too busy, and stayed so',
  'failed': 'failed by itself',
  'redirect': 'sends elsewhere, which is not followed',
  'content-type': 'answers something else than JSON',
  'malformed': 'answers something that the contract does not know',
  'too-large': 'answers more than is read',
  'incomplete': 'did not give everything it said it has',
  'unstable': 'changed while it was read, each time anew',
  'schema': 'lacks a table or column',
  'writable': 'gave an account that may write; it must be one that may only read',
} as const

export type SourceDownCode = keyof typeof SENTENCES

/**
 * A source that cannot be read to its end: nothing of it is used, and nobody is closed for it. The message never holds an
 * address with a password, a token or a value of any person.
 */
export class SourceDown extends OperatorError {
  readonly sumber: string
  readonly code: SourceDownCode

  /** @param detail of the operator's concern: a status, a table; no value of the source */
  constructor(sumber: string, code: SourceDownCode, { detail, cause }: { detail?: string; cause?: unknown } = {}) {
    super(`The source ${sumber} ${SENTENCES[code]}${detail === undefined ? '' : ` (${detail})`}.`, { cause })
    this.sumber = sumber
    this.code = code
  }
}
