/** Events and snapshots: a snapshot does not undo what came after its reading had begun; a later one wins. */
import type { Knex } from 'knex'
import { dayInWib } from '../../../kernel/lib/clock.ts'
import type { StoredPost } from '../difference/person-snapshot.ts'
import { loadPresentPosts } from './orang.queries.ts'
import { findFreshPeople, findPeopleToCome } from './simpan.queries.ts'
import { replay, type ReplayContext } from './terapkan.service.ts'

/** What a feed must know of events before it is compared. */
export interface EventGround {
  /** of whom events came after its reading had begun: it passes them over, the next one has them again */
  readonly beyond: ReadonlySet<string>
  /** today's post of people whose post is to change: the one without an end is not the one that a feed shows */
  readonly presentPosts: ReadonlyMap<string, StoredPost>
}

/** @param asOf when the reading of the snapshot began @param today official day in WIB */
export async function loadEventGround(trx: Knex.Transaction, asOf: Date, today: string): Promise<EventGround> {
  return {
    beyond: new Set(await findFreshPeople(trx, asOf)),
    presentPosts: await loadPresentPosts(trx, dayInWib(asOf), today),
  }
}

/** A snapshot knows the post of today alone: posts that events announced are put back behind it. */
export async function replayAfter(
  trx: Knex.Transaction, { asOf, ...context }: ReplayContext & { readonly asOf: Date },
): Promise<void> {
  const people = await findPeopleToCome(trx, dayInWib(asOf))
  if (people.length > 0) await replay(trx, people, context)
}
