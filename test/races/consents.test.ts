import test from 'ava'
import { locationOf } from '../helpers/cookie-jar.ts'
import { actionOf, hiddenFields, leaveFrom, post } from '../helpers/journey.ts'
import { AT_ONCE, openStage, outcome, outsideRacer, repeat, ROUNDS, signedIn, tableRacer } from './stage.ts'

for (const [title, tabs] of [
  [`${AT_ONCE} tabs that agree at once`, AT_ONCE], ['one page whose form is sent many times at once', 1],
] as const) {
  test(`${title} on two nodes: one agreement, every code is good, nobody is signed out, ${ROUNDS} times`, async (t) => {
    const stage = await openStage(t)
    const skp = await tableRacer(stage, 'skp.bantenprov.go.id')
    const outside = await outsideRacer(stage)
    const { house: { balancer, db, issuer } } = stage
    await repeat(ROUNDS, async (round) => {
      const { jar } = await signedIn(stage, skp)
      const pages = await Promise.all(Array.from({ length: tabs }, async () => {
        const page = await jar.follow(outside.authorize())
        return { url: page.url, html: await page.text() }
      }))
      const forms = Array.from({ length: AT_ONCE }, (_, index) => pages[index % tabs] ?? { url: '', html: '' })
      balancer.hold(AT_ONCE)
      const answers = await Promise.all(forms.map(({ url, html }) =>
        post(jar, new URL(actionOf(html), url), { ...hiddenFields(html), persetujuan: 'ya' })))
      balancer.hold(AT_ONCE)
      const callbacks = await Promise.all(answers.map((answer) => leaveFrom(jar, locationOf(answer))))
      const tokens = await Promise.all(callbacks.map((callback) => outside.redeem(callback)))
      t.deepEqual(tokens.map(outcome), Array.from({ length: AT_ONCE }, () => '200'), `round ${round}`)
      t.is((await jar.fetch(`${issuer}/`)).status, 200, `round ${round}: still signed in`)
    })
    const grants = await db.owner.query({ text: 'SELECT FROM oidc_grant WHERE client_id = $1', values: [outside.clientId] })
    t.is(grants.length, ROUNDS, 'one agreement a session')
    t.true(balancer.overlapped())
  })
}
