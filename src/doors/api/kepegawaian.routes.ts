import type { Context } from 'koa'
import type { Database } from '../../kernel/db/database.ts'
import { UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import { readJson } from '../../kernel/http/json.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { record } from '../../domain/audit/index.ts'
import {
  type EventMistake, kumpulanSchema, MOST_EVENTS, type Peristiwa, readEvent, type Received, receiveEvents,
} from '../../domain/kepegawaian/peristiwa/index.ts'
import type { Route } from '../route.ts'
import { programOf } from './bearer.ts'
import { answerProblem, type Problem, problem } from './problem.ts'

interface PushDependencies {
  readonly database: Database
  readonly clock: Clock
}

/** What is answered for one event: its own status and words, in a batch too. */
type Told = (Received & { readonly status: 200 | 202 }) | Problem & { readonly id?: string }

/** 202: it is kept, and takes effect by itself later. */
const told = (received: Received): Told => {
  if (received.hasil !== 'berbeda') return { ...received, status: received.hasil === 'diterapkan' ? 200 : 202 }
  return { ...problem('isi-berbeda', 409, 'The same id stands for another event.', {
    detail: 'Nothing was kept of this one. A correction is another event with a higher versi.',
  }), id: received.id }
}

const unreadable = (mistakes: readonly EventMistake[]): Problem =>
  problem('peristiwa-tidak-sah', 400, 'The event cannot be understood.', { errors: mistakes })

/** The personnel system tells us what happened, the moment it happens there. */
export function pushRoutes({ database, clock }: PushDependencies): Route[] {
  async function take(ctx: Context): Promise<void> {
    const clientId = programOf(ctx)
    const sent = await readJson(ctx)
    const batch = kumpulanSchema.safeParse(sent)
    const isBatch = typeof sent === 'object' && sent !== null && 'peristiwa' in sent
    if (isBatch && !batch.success) {
      refused(clientId, 'peristiwa-tidak-sah', 1)
      return answerProblem(ctx, unreadable([{ pointer: '/peristiwa', detail: `must be a list of 1 to ${MOST_EVENTS} events` }]))
    }
    const read = (batch.success ? batch.data.peristiwa : [sent]).map((one) => readEvent(one, clock.today()))
    const good = read.flatMap((one): Peristiwa[] => one.ok ? [one.event] : [])
    const received = good.length === 0 ? []
      : await receiveEvents(good, { database, clock, clientId, origin: UnitOfWork.current().origin })
    const answers = [...received].map(told)
    const hasil = read.map((one) => one.ok ? answers.shift() ?? unreadable([]) : unreadable(one.mistakes))
    refused(clientId, 'isi-berbeda', hasil.filter(({ status }) => status === 409).length)
    refused(clientId, 'peristiwa-tidak-sah', hasil.filter(({ status }) => status === 400).length)
    answer(ctx, hasil, isBatch)
  }

  function refused(clientId: string, alasan: string, jumlah: number): void {
    if (jumlah === 0) return
    record({
      kind: 'peristiwa.ditolak', actor: `klien:${clientId}`, clientId, outcome: 'ditolak', data: { alasan, jumlah },
    }, clock.now())
  }

  return [{ method: 'POST', path: '/api/v1/kepegawaian/peristiwa', handle: take }]
}

function answer(ctx: Context, hasil: readonly Told[], isBatch: boolean): void {
  const [only] = hasil
  if (isBatch) ctx.body = { hasil }
  else if (only && 'type' in only) answerProblem(ctx, only)
  else if (only) {
    ctx.status = only.status
    ctx.body = only
  }
}
