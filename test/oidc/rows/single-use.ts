import type { ExecutionContext } from 'ava'
import * as client from 'openid-client'
import { barrier } from '../../helpers/barrier.ts'
import type { TestDatabase } from '../../helpers/database.ts'
import { openNodes } from '../../helpers/nodes.ts'
import { untilSomebodyWaits } from '../../helpers/waiting.ts'
import { openPlain } from './plain.ts'
import { row, type Rows } from './row.ts'
import { appOf, begin, codeOf, ours, type Subject, told } from './subject.ts'

const AT_ONCE = 5

/** A race at one subject, which is told when it begins. */
type Race<Seen> = (subject: Subject, hold: () => Promise<unknown>) => Promise<Seen>

/** Locks all rows of a table until all have read theirs and wait to use it up. */
async function holdRows({ owner }: TestDatabase, table: string): Promise<{ readonly released: Promise<void> }> {
  const held = Promise.withResolvers<undefined>()
  const released = owner.knex.transaction(async (trx) => {
    await trx(table).select('id').forUpdate()
    held.resolve(undefined)
    await untilSomebodyWaits(owner, AT_ONCE)
  })
  await held.promise
  return { released }
}

/** At two nodes: nobody uses anything up before all have read it. */
async function atOurs<Seen>(t: ExecutionContext, table: string, race: Race<Seen>): Promise<Seen> {
  const nodes = await openNodes(t, 'penuh')
  let held: { readonly released: Promise<void> } | undefined
  const seen = await race(await ours(nodes), async () => {
    held = await holdRows(nodes.db, table)
    nodes.balancer.hold(AT_ONCE)
  })
  await held?.released
  t.true(nodes.balancer.overlapped())
  return seen
}

/** At a store where all have read before the first one writes. */
async function atPlain<Seen>(t: ExecutionContext, model: string, race: Race<Seen>): Promise<Seen> {
  const plain = await openPlain(t)
  return race(plain, () => Promise.resolve(plain.store.pauseAfterRead(model, barrier(AT_ONCE))))
}

const redeemAtOnce: Race<string[]> = async (subject, hold) => {
  const { jar } = await begin(subject)
  const { redeem } = await codeOf(appOf(subject), jar)
  await hold()
  return (await Promise.all(Array.from({ length: AT_ONCE }, () => told(redeem())))).sort()
}

const refreshAtOnce: Race<object> = async (subject, hold) => {
  const { config } = appOf(subject)
  const { tokens } = await begin(subject)
  await hold()
  const answers = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, () => client.refreshTokenGrant(config, tokens.refresh_token ?? '')))
  const successors = [...new Set(answers.flatMap((one) => one.status === 'fulfilled' ? [one.value.refresh_token ?? ''] : []))]
  // One whose brothers were found out may be ended with them.
  const living = await Promise.all(successors.map((one) => client.tokenIntrospection(config, one)))
  return { successors: successors.length, severalLive: living.filter(({ active }) => active).length > 1 }
}

export const singleUse: Rows = {
  'one code redeemed 5x in parallel, plain adapter': row({
    ours: (t) => atOurs(t, 'oidc_authorization_code', redeemAtOnce),
    behaves: [...Array<string>(AT_ONCE - 1).fill('invalid_grant'), 'tokens'],
    plain: (t) => atPlain(t, 'AuthorizationCode', redeemAtOnce),
    misbehaves: Array<string>(AT_ONCE).fill('tokens'),
  }),
  'one refresh token used 5x in parallel': row({
    ours: (t) => atOurs(t, 'oidc_refresh_token', refreshAtOnce),
    behaves: { successors: 1, severalLive: false },
    plain: (t) => atPlain(t, 'RefreshToken', refreshAtOnce),
    misbehaves: { successors: AT_ONCE, severalLive: true },
  }),
}
