import test from 'ava'
import { removeOwnFactor } from '../../src/domain/sessions/remove-factor.service.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { leaveFrom, typePassword } from '../helpers/journey.ts'
import { askedOn, givePasskey, passkeyPage, sendPasskey } from '../helpers/passkey.ts'
import { subOf } from '../sessions/people.ts'
import { until } from '../helpers/waiting.ts'
import { openStage, tableRacer } from './stage.ts'

const TIMES = 20
const ROUNDS = 5

// One answer of a passkey, sent many times at once to two nodes, as a second factor and without a password.

for (const [title, typed] of [['after the password', true], ['without a password', false]] as const) {
  test(`one answer of a passkey ${title}, sent ${TIMES} times at once: one sign-in, ${ROUNDS} times`, async (t) => {
    const stage = await openStage(t)
    const { house, person } = stage
    const skp = await tableRacer(stage, 'skp.bantenprov.go.id')
    const phone = await givePasskey(house, await subOf(house.db, person.nip))
    for (let round = 0; round < ROUNDS; round += 1) {
      await house.db.owner.knex('percobaan_masuk').delete()
      await house.db.owner.knex('oidc_session').delete()
      const jar = cookieJar()
      const opened = await jar.follow(typed ? locationOf(await typePassword(jar, skp.authorize(), person)) : skp.authorize())
      const page = passkeyPage({ url: opened.url, html: await opened.text() })
      const response = phone.get(await askedOn(jar, page))
      house.balancer.hold(TIMES)
      const answers = await Promise.all(Array.from({ length: TIMES }, () => sendPasskey(jar, page, response)))
      // Who comes after the end is led to the page of the step that is open: nothing of his answer is looked at.
      const through = answers.filter((answer) => answer.status === 303 && locationOf(answer).pathname.startsWith('/oidc/auth/'))
      t.is(through.length, 1, `round ${round}: ${answers.map(({ status }) => status).join(' ')}`)
      t.true(answers.every(({ status }) => status < 500), `round ${round}`)
      const [first] = through
      const callback = first && await leaveFrom(jar, locationOf(first))
      t.true(callback?.searchParams.has('code'), `round ${round}`)
      t.is((await house.db.owner.knex('oidc_session').whereNotNull('account_id')).length, 1, `round ${round}`)
    }
    t.true(house.balancer.overlapped())
  })
}

test(`a passkey that is removed while ${TIMES} sign-ins by it come to their end leaves no session`, async (t) => {
  const stage = await openStage(t)
  const { house, person } = stage
  const skp = await tableRacer(stage, 'skp.bantenprov.go.id')
  const sub = await subOf(house.db, person.nip)
  for (let round = 0; round < ROUNDS; round += 1) {
    const phone = await givePasskey(house, sub)
    const [row] = await house.db.owner.knex('faktor_passkey').where({ kredensial: phone.id }).select<{ id: string }[]>('id')
    const ready = await Promise.all(Array.from({ length: TIMES }, async () => {
      const jar = cookieJar()
      const opened = await jar.follow(skp.authorize())
      const page = passkeyPage({ url: opened.url, html: await opened.text() })
      return { jar, page, response: phone.get(await askedOn(jar, page)) }
    }))
    const onward: { jar: CookieJar; url: URL }[] = []
    // One after the other: ten tries that are under way are as many as are looked at.
    for (const { jar, page, response } of ready) onward.push({ jar, url: locationOf(await sendPasskey(jar, page, response)) })
    const before = house.balancer.passages.length
    house.balancer.hold(TIMES)
    const ends = onward.map(({ jar, url }) => jar.fetch(url))
    await until(() => house.balancer.passages.length >= before + TIMES)
    const removed = await removeOwnFactor({ database: house.db.app, clock: house.clock },
      { pegawaiId: sub, faktor: { id: row?.id ?? '', jenis: 'passkey', nama: 'Ponsel' } })
    t.true(removed)
    t.true((await Promise.all(ends)).every(({ status }) => status < 500))
    t.is((await house.db.owner.knex('oidc_session').whereNotNull('account_id').whereNull('destroyed_at')).length, 0, `round ${round}`)
  }
})
