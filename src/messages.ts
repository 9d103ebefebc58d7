/** Which ways messages go from this instance, and where they are shown when they go none. */
import type { Logger } from 'pino'
import type { Database } from './kernel/db/database.ts'
import { createOutbound } from './kernel/http/outbound.ts'
import type { Jobs } from './kernel/jobs/index.ts'
import type { Clock } from './kernel/lib/clock.ts'
import { describeError } from './kernel/lib/describe-error.ts'
import type { Seal } from './kernel/lib/seal.ts'
import type { SignedLinks } from './kernel/lib/signed-link.ts'
import {
  createGateway, createLetters, createMessageWindow, createTransport, deliverMail, type Gateway, type Saluran, SALURAN, type ShownMessage,
} from './kernel/notifications/index.ts'

/** How long a message gateway may take: some hand the message on before they answer. */
const GATEWAY_MS = 15_000

interface MessageSettings {
  readonly issuer: string
  readonly links: SignedLinks
  readonly seal: Seal
  readonly database: Database
  readonly smtpUrl?: string | undefined
  readonly mailFrom?: string | undefined
  readonly gateway?: Gateway | undefined
}

/** Where a way leads nowhere nobody takes what can go no other: it waits until there is one. */
export function sendMessages(jobs: Jobs, settings: MessageSettings & {
  readonly clock: Clock; readonly logger: Logger; readonly outboundCidrs: readonly string[]
}): void {
  const { issuer, links, seal, database, clock, logger, smtpUrl, mailFrom, gateway, outboundCidrs: cidrs } = settings
  const ways = {
    ...(smtpUrl !== undefined && mailFrom !== undefined && { email: createTransport({ smtpUrl, from: mailFrom, cidrs }) }),
    ...(gateway !== undefined && { sms: createGateway(gateway, createOutbound({ cidrs, timeoutMs: GATEWAY_MS })) }),
  }
  if (Object.keys(ways).length === 0) return
  deliverMail(jobs, {
    database, clock, seal, letters: createLetters(issuer, links), ways,
    onError: (error) => { logger.error({ failure: describeError(error) }, 'a message was not sent, or that was not written down') },
  })
}

interface Leads {
  readonly smtpUrl?: string | undefined
  readonly gateway?: Gateway | undefined
  readonly demo?: boolean
  readonly production: boolean
}

/** Whether messages are shown, because nobody real is here and nothing is sent. */
const isShown = ({ smtpUrl, gateway, demo, production }: Leads): boolean =>
  demo === true && !production && smtpUrl === undefined && gateway === undefined

/** @returns by which ways a message reaches somebody from here; where they are shown, by every one */
export function waysOf(leads: Leads): Saluran[] {
  const { smtpUrl, gateway } = leads
  return isShown(leads) ? [...SALURAN]
    : [...smtpUrl === undefined ? [] : ['email' as const], ...gateway === undefined ? [] : ['sms' as const]]
}

/** @returns what shows messages; undefined unless nobody real is here and nothing is sent */
export function messageWindow(
  { issuer, links, seal, database, ...leads }: MessageSettings & Leads,
): (() => Promise<ShownMessage[]>) | undefined {
  if (!isShown(leads)) return undefined
  return createMessageWindow({ database, seal, letters: createLetters(issuer, links) })
}
