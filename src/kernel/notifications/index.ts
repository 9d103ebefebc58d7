/**
 * E-mail to people: owed in the transaction of what it tells about (`enqueueMail`), written from a view, brought by
 * whichever node is free.
 */
import type { Database } from '../db/database.ts'
import { createCourier } from '../jobs/courier.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Clock } from '../lib/clock.ts'
import type { createLetters, Letter } from './render.ts'
import { pauseAfter } from './retry.rules.ts'
import { claimMail, closeMail, type OwedMail, putOffMail } from './surat.queries.ts'
import type { MailOutcome, SendMail } from './transport.ts'

export { createLetters, type Letter } from './render.ts'
export { enqueueMail, type Mail, type MailData, OLD_MAIL } from './surat.queries.ts'
export { createTransport, type SendMail } from './transport.ts'

/** Name of the job that rings; the trigger on the table has it too (migration 55). */
const BELL = 'surat.kirim'

/** How often a node looks for what is due again and for leases that ran out. */
const SWEEP_MS = 30_000

/** Several times what one attempt may take. */
const LEASE_MS = 60_000

/** Attempts of this process at the same time: a mail server is no receiver to hurry. */
const SLOTS = 4

interface MailDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly write: ReturnType<typeof createLetters>
  readonly send: SendMail
  /** Takes what keeps an outcome from being written, and a letter that cannot be written; the sweep comes back to it. */
  readonly onError: (error: unknown) => void
}

/** Has this process bring letters, when the bell rings and every half minute. */
export function deliverMail(jobs: Jobs, { database, clock, write, send, onError }: MailDependencies): void {
  /** A letter that no view can write is never sent: it is given up, and told. */
  async function post({ id, kepada, template, data }: OwedMail): Promise<MailOutcome> {
    let letter: Letter
    try {
      letter = write(template, data)
    } catch (error) {
      onError(error)
      return { result: 'hopeless', receipt: 'tidak dapat ditulis' }
    }
    return send({ id, to: kepada, ...letter })
  }

  const courier = createCourier<OwedMail>({
    clock, slots: SLOTS, leaseMs: LEASE_MS, onError,
    claim: (now, leaseUntil, free) => database.query<OwedMail>(claimMail(now, leaseUntil, free)),
    async attempt(mail) {
      const outcome = await post(mail)
      const at = clock.now()
      const pause = outcome.result === 'refused' ? pauseAfter(mail.attempts) : undefined
      if (outcome.result === 'sent') await database.query(closeMail(mail, outcome.receipt, { sentAt: at }))
      else if (pause === undefined) await database.query(closeMail(mail, outcome.receipt, { givenUpAt: at }))
      else await database.query(putOffMail(mail, outcome.receipt, new Date(at.getTime() + pause)))
    },
  })
  jobs.handle(BELL, () => courier.ring())
  jobs.every(SWEEP_MS, () => courier.ring())
  jobs.onStop(() => courier.stop())
}
