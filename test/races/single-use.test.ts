import test from 'ava'
import { leaveFrom } from '../helpers/journey.ts'
import { AT_ONCE, openStage, outcome, repeat, ROUNDS, signedIn, tableRacer } from './stage.ts'

const ONE_WINS = ['200', ...Array.from({ length: AT_ONCE - 1 }, () => '400 invalid_grant')]

test(`of ${AT_ONCE} redemptions of one code at once on two nodes one wins, ${ROUNDS} times`, async (t) => {
  const stage = await openStage(t)
  const skp = await tableRacer(stage, 'skp.bantenprov.go.id')
  const { jar } = await signedIn(stage, skp)
  await repeat(ROUNDS, async (round) => {
    const callback = await leaveFrom(jar, skp.authorize())
    stage.house.balancer.hold(AT_ONCE)
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => skp.redeem(callback)))
    t.deepEqual(answers.map(outcome).sort(), ONE_WINS, `round ${round}`)
  })
  t.true(stage.house.balancer.overlapped())
})

test(`of ${AT_ONCE} uses of one refresh token at once on two nodes one wins, ${ROUNDS} times`, async (t) => {
  const stage = await openStage(t)
  const skp = await tableRacer(stage, 'skp.bantenprov.go.id')
  const { jar } = await signedIn(stage, skp)
  await repeat(ROUNDS, async (round) => {
    const { refresh_token: token } = await skp.redeem(await leaveFrom(jar, skp.authorize()))
    stage.house.balancer.hold(AT_ONCE)
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => skp.refresh(token)))
    t.deepEqual(answers.map(outcome).sort(), ONE_WINS, `round ${round}`)
  })
  t.true(stage.house.balancer.overlapped())
})
