import test from 'ava'
import { signInUrl } from '../../src/oidc/session.ts'
import { sendForm } from '../helpers/aktivasi.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openNodes } from '../helpers/nodes.ts'
import { askForReset, followLink, forgetful, linkSent, messagesSent, NEW_PASSWORD } from '../helpers/reset.ts'

const AT_ONCE = 20

// What gives a new password, used many times at once on two nodes.

test(`one link, used ${AT_ONCE} times at once from as many browsers on two nodes: one new password, told once`, async (t) => {
  const house = await openNodes(t, 'penuh')
  const who = await forgetful(house)
  await askForReset(cookieJar(), signInUrl(house.issuer, '/'), who)
  const link = await linkSent(house)
  const pages = await Promise.all(Array.from({ length: AT_ONCE }, () => followLink(cookieJar(), link)))
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(pages.map((page, n) => sendForm(page, '/reset/sandi', { baru: `${NEW_PASSWORD} ${n}` })))
  house.balancer.hold(0)
  t.true(house.balancer.overlapped())
  const signedIn = answers.filter((answer) => locationOf(answer).pathname.startsWith('/oidc/auth/'))
  t.is(signedIn.length, 1, answers.map(({ status }) => status).join(' '))
  t.is((await house.db.owner.knex('audit_event').where({ kind: 'akun.sandi-diganti', subject: who.sub })).length, 1)
  t.is((await messagesSent(house)).filter(({ template }) => template === 'faktor-berubah').length, 2, 'by e-mail and SMS')
})

test(`one code of an SMS, used ${AT_ONCE} times at once on two nodes: one success`, async (t) => {
  const house = await openNodes(t, 'penuh')
  const who = await forgetful(house, 'PNS di sekolah', { email: null })
  const page = await askForReset(cookieJar(), signInUrl(house.issuer, '/'), who)
  const kode = /\b\d{6}\b/.exec((await messagesSent(house))[0]?.text ?? '')?.[0] ?? ''
  await house.db.owner.knex('percobaan_masuk').delete()
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => sendForm(page, '/reset/kode', { kode })))
  house.balancer.hold(0)
  t.true(house.balancer.overlapped())
  const opened = await house.db.owner.knex('audit_event').where({ kind: 'reset.dibuka', subject: who.sub })
  t.is(opened.length, 1, answers.map(({ status }) => status).join(' '))
})
