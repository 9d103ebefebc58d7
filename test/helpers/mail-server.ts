import { SMTPServer } from 'smtp-server'
import type { Scope } from './scope.ts'
import type { ServerKeys } from './tls.ts'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** the raw message, headers and all */
  readonly raw: string
}

interface MailServerOptions {
  /** answers the nth recipient, counted from 1, with an SMTP error of this number */
  readonly refuse?: (n: number, address: string) => number | undefined
  readonly keys?: ServerKeys
  /** wants this password; needs keys, as nobody sends one over an open line */
  readonly password?: string
}

export interface MailServer {
  /** `smtp://localhost:<port>` */
  readonly url: string
  readonly received: readonly ReceivedMail[]
}

/** A real SMTP server on loopback, as long as the scope lasts. */
export async function openMailServer(scope: Scope, { refuse, keys, password }: MailServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let recipients = 0
  const server = new SMTPServer({
    ...keys, disableReverseLookup: true, authOptional: password === undefined, disabledCommands: keys === undefined ? ['STARTTLS'] : [],
    onAuth: ({ password: said, username }, _session, done) => {
      if (said === password) done(null, { user: username })
      else done(new Error('no'))
    },
    onRcptTo: ({ address }, _session, done) => {
      recipients += 1
      const responseCode = refuse?.(recipients, address)
      done(responseCode === undefined ? null : Object.assign(new Error(`no ${address}`), { responseCode }))
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope
        received.push({
          from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  // A client that hangs up is no mistake of the test.
  server.on('error', () => undefined)
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, '127.0.0.1', () => resolve((listener.address() as { port: number }).port))
  })
  scope.teardown(() => new Promise<void>((resolve) => { server.close(() => resolve()) }))
  return { url: `smtp://localhost:${port}`, received }
}
