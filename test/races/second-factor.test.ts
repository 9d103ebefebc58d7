import test from 'ava'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'
import { AT_ONCE, openStage, tableRacer } from './stage.ts'

const ROUNDS = 5

// The last step of a sign-in, sent many times at once to two nodes: from one page, and from as many browsers.

for (const [title, browsers] of [['one page', 1], [`${AT_ONCE} browsers`, AT_ONCE]] as const) {
  test(`one code of an authenticator, sent ${AT_ONCE} times at once from ${title}: one sign-in, ${ROUNDS} times`, async (t) => {
    const stage = await openStage(t)
    const { house, person } = stage
    const skp = await tableRacer(stage, 'skp.bantenprov.go.id')
    const key = await giveTotp(house, await subOf(house.db, person.nip))
    for (let round = 0; round < ROUNDS; round += 1) {
      await house.db.owner.knex('percobaan_masuk').delete()
      await house.db.owner.knex('faktor_totp').update({ langkah_terakhir: 0 })
      await house.db.owner.knex('oidc_session').delete()
      const pages = await Promise.all(Array.from({ length: browsers }, async () => {
        const jar = cookieJar()
        const page = await jar.follow(locationOf(await typePassword(jar, skp.authorize(), person)))
        return { jar, url: page.url, html: await page.text() }
      }))
      const kode = phoneShows(key)
      house.balancer.hold(AT_ONCE)
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, async (_, index) => {
        const { jar, url, html } = pages[index % browsers] ?? { jar: cookieJar(), url: '', html: '' }
        return { jar, answer: await post(jar, new URL(actionOf(html), url), { ...hiddenFields(html), kode }) }
      }))
      const through = answers.filter(({ answer }) => answer.status === 303)
      t.is(through.length, 1, `round ${round}: ${answers.map(({ answer }) => answer.status).join(' ')}`)
      const [first] = through
      const callback = first && await leaveFrom(first.jar, locationOf(first.answer))
      t.true(callback?.searchParams.has('code'), `round ${round}`)
      const sessions = await house.db.owner.knex('oidc_session').whereNotNull('account_id')
      t.is(sessions.length, 1, `round ${round}`)
    }
    t.true(house.balancer.overlapped())
  })
}
