/**
 * Messages to people: owed in the transaction of what they tell about (`enqueueMail`, `enqueueMessage`), written from a
 * view, brought by e-mail or SMS by whichever node is free.
 */
import type { Database } from '../db/database.ts'
import { createCourier } from '../jobs/courier.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Clock } from '../lib/clock.ts'
import type { Seal } from '../lib/seal.ts'
import { contentOf, type Letters } from './render.ts'
import { nextAttempt } from './retry.rules.ts'
import { claimMail, closeMail, type OwedMail, putOffMail, type Saluran, SALURAN } from './surat.queries.ts'
import type { MailOutcome, Send } from './transport.ts'

export { readGateway, createGateway, type Gateway } from './gateway.ts'
export { createLetters, type Letter, type Letters } from './render.ts'
export {
  type Destination, enqueueMail, enqueueMessage, type Mail, type MailData, OLD_MAIL, type OwedMail, type Saluran, SALURAN, type Secret,
} from './surat.queries.ts'
export { createMessageWindow, type ShownMessage } from './window.ts'
export { createTransport, type MailOutcome, type Send } from './transport.ts'

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
  readonly seal: Seal
  readonly letters: Letters
  /** Ways that this process has; what can go no other waits. */
  readonly ways: Readonly<Partial<Record<Saluran, Send>>>
  /** Takes what keeps an outcome from being written, and a message that cannot be written; the sweep comes back to it. */
  readonly onError: (error: unknown) => void
}

/** Has this process bring messages, when the bell rings and every half minute. */
export function deliverMail(jobs: Jobs, { database, clock, seal, letters, ways, onError }: MailDependencies): void {
  const carried = SALURAN.filter((saluran) => ways[saluran] !== undefined)

  /** A message that no view can write is never sent that way, and told; one without a view for the way is not told. */
  async function post(mail: OwedMail, at: Date): Promise<MailOutcome> {
    if (mail.berlaku_sampai !== null && mail.berlaku_sampai <= at) return { result: 'late', receipt: 'kedaluwarsa' }
    const send = ways[mail.saluran]
    if (send === undefined) return { result: 'refused', receipt: 'tidak ada jalannya' }
    try {
      const letter = letters(mail.saluran, mail.template, contentOf(mail, seal), mail.bahasa)
      if (letter === undefined) return { result: 'hopeless', receipt: 'tidak lewat jalan ini' }
      return await send({ id: mail.id, to: mail.kepada, ...letter })
    } catch (error) {
      onError(error)
      return { result: 'hopeless', receipt: 'tidak dapat ditulis' }
    }
  }

  const courier = createCourier<OwedMail>({
    clock, slots: SLOTS, leaseMs: LEASE_MS, onError,
    claim: (now, leaseUntil, free) => database.query<OwedMail>(claimMail(now, leaseUntil, free, carried)),
    async attempt(mail) {
      const { result, receipt } = await post(mail, clock.now())
      const at = clock.now()
      const next = result === 'refused' || result === 'hopeless' ? nextAttempt(mail, result) : undefined
      if (result === 'sent') await database.query(closeMail(mail, receipt, { sentAt: at }))
      else if (next === undefined) await database.query(closeMail(mail, receipt, { givenUpAt: at }))
      else await database.query(putOffMail(mail, receipt, { at: new Date(at.getTime() + next.pauseMs), to: next.to }))
    },
  })
  jobs.handle(BELL, () => courier.ring())
  jobs.every(SWEEP_MS, () => courier.ring())
  jobs.onStop(() => courier.stop())
}
