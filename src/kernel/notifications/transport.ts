import nodemailer from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'
import { createDestinations, OutboundRefused, OutsideAllowList } from '../lib/destination.ts'
import type { Letter } from './render.ts'

/**
 * What one attempt came to, in words of ours. `hopeless`: another attempt this way would end the same. `late`: it is of
 * no use any more, whichever way.
 */
export interface MailOutcome {
  readonly result: 'sent' | 'refused' | 'hopeless' | 'late'
  readonly receipt: string
}

export interface Envelope extends Letter {
  readonly id: string
  readonly to: string
}

/** Brings one message to the mail server or the gateway. Never throws: what went wrong is its outcome. */
export type Send = (envelope: Envelope) => Promise<MailOutcome>

export interface TransportOptions {
  /** smtp:// (STARTTLS where the server offers it) or smtps://, with name and password where it wants them */
  readonly smtpUrl: string
  /** the sender's address */
  readonly from: string
  /** addresses that may be reached; nothing else is tried (decision 5) */
  readonly cidrs: readonly string[]
  readonly timeoutMs?: number
}

/** @param options one connection a letter: they are few, and none is kept open towards the outside */
export function createTransport({ smtpUrl, from, cidrs, timeoutMs = 10_000 }: TransportOptions): Send {
  const url = new URL(smtpUrl)
  const destinationOf = createDestinations(cidrs)
  const secure = url.protocol === 'smtps:'
  const domain = from.slice(from.lastIndexOf('@') + 1)

  async function settings(): Promise<SMTPTransport.Options> {
    const { address } = await destinationOf(url.hostname)
    return {
      host: address, port: Number(url.port) || (secure ? 465 : 587), secure,
      tls: { servername: url.hostname },
      // A password must not go over an open line.
      requireTLS: url.username !== '' && !secure,
      ...(url.username !== '' && {
        auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
      }),
      connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs,
      disableFileAccess: true, disableUrlAccess: true,
    }
  }

  return async function send({ id, to, subject, text, html }) {
    try {
      await nodemailer.createTransport(await settings()).sendMail({
        from, to, subject, text, ...(html !== undefined && { html }),
        // A letter that comes twice, because its receipt was lost, is the same letter (RFC 5322, 3.6.4).
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      return { result: 'sent', receipt: 'diterima' }
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

/** A server's own sentence may hold the address: only its number is kept (RFC 5321, 4.2.1: 5yz is for ever). */
function outcomeOf(error: unknown): MailOutcome {
  if (error instanceof OutsideAllowList) return { result: 'hopeless', receipt: error.message }
  if (error instanceof OutboundRefused) return { result: 'refused', receipt: error.message }
  const { responseCode, code = 'galat', command } = error as { responseCode?: number; code?: string; command?: string }
  const isForEver = responseCode !== undefined && responseCode >= 500 && /^(RCPT TO|DATA)/.test(command ?? '')
  return {
    result: isForEver ? 'hopeless' : 'refused',
    receipt: responseCode === undefined ? code : `${code} ${responseCode}`,
  }
}
