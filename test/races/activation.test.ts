import test from 'ava'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { codesSent, FIRST_PASSWORD, letterFor, newcomer, openPage, provenByLetter, send, sendForm } from '../helpers/aktivasi.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openNodes } from '../helpers/nodes.ts'
import { signInUrl } from '../../src/oidc/session.ts'

const AT_ONCE = 20

// What opens an activation, used many times at once on two nodes. The tries are counted: those that are held back are no success.

test(`one code of a message, used ${AT_ONCE} times at once on two nodes: one success`, async (t) => {
  const cookieKeys = [newSecret()]
  const house = await openNodes(t, 'penuh', { overrides: { cookieKeys } })
  const who = await newcomer(house.db)
  const begun = await send(await openPage(cookieJar(), signInUrl(house.issuer, '/')), '/aktivasi')
  const page = await send(begun, '/aktivasi/nomor', { nip: who.nip, empat: '6789' })
  const [kode = ''] = await codesSent(house, cookieKeys)
  await house.db.owner.knex('percobaan_masuk').delete()
  house.balancer.hold(AT_ONCE)
  await Promise.all(Array.from({ length: AT_ONCE }, () => sendForm(page, '/aktivasi/kode', { kode })))
  const opened = await house.db.owner.knex('audit_event').where({ kind: 'aktivasi.dibuka', subject: who.id })
  t.is(opened.length, 1)
  t.true(house.balancer.overlapped())
})

test(`one letter, used ${AT_ONCE} times at once from as many browsers on two nodes: one success, and one account`, async (t) => {
  const house = await openNodes(t, 'penuh', {})
  const who = await newcomer(house.db)
  const kode = await letterFor(house, who.id)
  const pages = await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    const begun = await send(await openPage(cookieJar(), signInUrl(house.issuer, '/')), '/aktivasi')
    return openPage(begun.jar, `${begun.url}?cara=surat`)
  }))
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(pages.map((page) => sendForm(page, '/aktivasi/surat', { nip: who.nip, kode })))
  t.is(answers.filter(({ status }) => status === 303).length, 1, answers.map(({ status }) => status).join(' '))
  t.true(house.balancer.overlapped())
})

test('one person who chooses a first password in two browsers at once gets one account', async (t) => {
  const house = await openNodes(t, 'penuh', {})
  const who = await newcomer(house.db)
  const pages = []
  for (let n = 0; n < 2; n += 1) {
    const named = await provenByLetter(house, cookieJar(), signInUrl(house.issuer, '/'), who)
    pages.push(await send(await send(named, '/aktivasi/benar'), '/aktivasi/pemberitahuan'))
  }
  house.balancer.hold(2)
  const answers = await Promise.all(pages.map((page, n) => sendForm(page, '/aktivasi/sandi', { baru: `${FIRST_PASSWORD} ${n}` })))
  t.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 400])
})
