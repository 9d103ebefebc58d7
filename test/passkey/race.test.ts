import test from 'ava'
import { softAuthenticator } from '../helpers/authenticator.ts'
import { openPasskeys, SITE } from './support.ts'

const AT_ONCE = 20

/** Calls one after the other on two nodes, none waiting for another. */
const atOnce = <T>(call: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, index) => call(index)))

test(`one challenge, answered ${AT_ONCE} times at once on two nodes, proves somebody once`, async (t) => {
  const { passkeys, enrol, ask, verify, otherNode } = await openPasskeys(t)
  const other = otherNode()
  const { phone } = await enrol()
  const answer = phone.get(await ask())
  const outcomes = await atOnce((index) => verify(answer, {}, index % 2 === 0 ? passkeys : other))
  t.is(outcomes.filter(({ ok }) => ok).length, 1)
  t.is(outcomes.filter((one) => !one.ok && one.alasan === 'tantangan').length, AT_ONCE - 1)
})

test('one count, shown eight times at once in answers to as many challenges, goes forward once and stops the passkey once', async (t) => {
  const { db, passkeys, enrol, ask, verify, otherNode } = await openPasskeys(t)
  const other = otherNode()
  const { phone } = await enrol({ counts: true })
  const answers = await Promise.all(Array.from({ length: 8 }, async () => phone.get(await ask(), { counter: 50 })))
  const outcomes = await Promise.all(answers.map((answer, index) => verify(answer, {}, index % 2 === 0 ? passkeys : other)))
  t.is(outcomes.filter(({ ok }) => ok).length, 1)
  t.is(outcomes.filter((one) => !one.ok && one.alasan === 'mundur').length, 7)
  t.is((await db.app.knex('surat_keluar').whereRaw(`data->>'kejadian' = 'ditandai'`)).length, 1)
})

test(`one passkey, brought ${AT_ONCE} times at once to two nodes, is kept once`, async (t) => {
  const { db, passkeys, askNew, register, otherNode } = await openPasskeys(t)
  const other = otherNode()
  const phone = softAuthenticator(SITE)
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, async () => phone.create(await askNew())))
  const outcomes = await atOnce((index) => register(answers[index], { dependencies: index % 2 === 0 ? passkeys : other }))
  t.is(outcomes.filter(({ ok }) => ok).length, 1)
  t.is(outcomes.filter((one) => !one.ok && one.alasan === 'dikenal').length, AT_ONCE - 1)
  t.is((await db.app.knex('faktor_passkey')).length, 1)
})

test(`${AT_ONCE} passkeys, brought at once to two nodes: ten are kept`, async (t) => {
  const { db, passkeys, askNew, register, otherNode } = await openPasskeys(t)
  const other = otherNode()
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, async () => softAuthenticator(SITE).create(await askNew())))
  const outcomes = await atOnce((index) => register(answers[index], { dependencies: index % 2 === 0 ? passkeys : other }))
  t.is(outcomes.filter(({ ok }) => ok).length, 10)
  t.is(outcomes.filter((one) => !one.ok && one.alasan === 'penuh').length, AT_ONCE - 10)
  t.is((await db.app.knex('faktor_passkey')).length, 10)
})
