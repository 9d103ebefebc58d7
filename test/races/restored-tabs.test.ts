import test from 'ava'
import { listClients } from '../../src/domain/clients/index.ts'
import { leaveFrom } from '../helpers/journey.ts'
import { openStage, outcome, repeat, ROUNDS, signedIn, tableRacer } from './stage.ts'

const TABS = 20

test(`${TABS} restored tabs enter ${TABS} applications at once on two nodes, and the session knows all of them, ${ROUNDS} times`, async (t) => {
  const stage = await openStage(t)
  const { house: { balancer, db, clock } } = stage
  const hosts = (await listClients(db.app, clock)).filter(({ state }) => state === 'aktif').slice(0, TABS + 1)
  const [door, ...racers] = await Promise.all(hosts.map(({ client_id: id }) => tableRacer(stage, id)))
  if (!door) throw new Error('Table 1 is empty')
  await repeat(ROUNDS, async (round) => {
    const { jar } = await signedIn(stage, door)
    balancer.hold(TABS)
    const callbacks = await Promise.all(racers.map(({ authorize }) => leaveFrom(jar, authorize())))
    const tokens = await Promise.all(racers.map(({ redeem }, index) => redeem(callbacks[index] ?? new URL('x:'))))
    t.deepEqual(tokens.map(outcome), Array.from({ length: TABS }, () => '200'), `round ${round}`)
    const [session] = await db.owner.query<{ clients: number }>({
      text: `SELECT count(*)::int AS clients FROM (
               SELECT jsonb_object_keys(authorizations) FROM oidc_session
               WHERE uid = (SELECT uid FROM oidc_session ORDER BY login_at DESC NULLS LAST LIMIT 1)) AS all_of_them`,
      values: [],
    })
    t.is(session?.clients, TABS + 1, `round ${round}: logout reaches them all`)
    await db.owner.query({ text: 'DELETE FROM oidc_session', values: [] })
  })
  t.true(balancer.overlapped())
})
