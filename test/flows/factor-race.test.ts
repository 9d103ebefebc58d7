import test, { type ExecutionContext } from 'ava'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { issueRecoveryCodes } from '../../src/domain/mfa/pemulihan/kode.service.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { actionOf, hiddenFields, post, typePassword } from '../helpers/journey.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'

const CLIENT = 'skp.bantenprov.go.id'
const BROWSERS = 20

/** Twenty browsers, all past the password of one person, at the question for his second factor, on two nodes. */
async function setUp(t: ExecutionContext) {
  const nodes = await openNodes(t, 'penuh')
  const { db, issuer, clock } = nodes
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const sub = await subOf(db, person.nip)
  const key = await giveTotp(nodes, sub)
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 100 }) })
  const [recovery = ''] = await issueRecoveryCodes({ database: db.app, hasher, clock }, sub)
  await nodes.heard()
  const { client_secret: secret } = await issueSecret(db.app, clock, CLIENT)
  const party = await discoverParty(issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const forms: { readonly url: URL; readonly send: (path: string, kode: string) => Promise<Response> }[] = []
  for (let count = 0; count < BROWSERS; count += 1) {
    const jar = cookieJar()
    const { url: authorization } = await authorizationRequest(party)
    const page = await jar.follow(locationOf(await typePassword(jar, authorization, person)))
    const html = await page.text()
    const url = new URL(actionOf(html), page.url)
    forms.push({ url, send: (path, kode) => post(jar, `${url.href}${path}`, { ...hiddenFields(html), kode }) })
  }
  /** Sends them all at once. @returns how many answers there were of each status */
  const race = async (path: string, kode: string): Promise<Record<number, number>> => {
    nodes.balancer.hold(BROWSERS)
    const answers = await Promise.all(forms.map(({ send }) => send(path, kode)))
    nodes.balancer.hold(0)
    const counts: Record<number, number> = {}
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
    return counts
  }
  return { nodes, key, recovery, race }
}

for (const [what, path] of [['one step of an authenticator', ''], ['one recovery code', '/pemulihan']] as const) {
  test(`of twenty uses of ${what} at the same time, on two nodes, one goes on`, async (t) => {
    const { nodes, key, recovery, race } = await setUp(t)
    const counts = await race(path, path === '' ? phoneShows(key) : recovery)
    t.is(counts[303], 1, JSON.stringify(counts))
    t.true((counts[400] ?? 0) > 0, 'some came as far as the code')
    t.is((counts[400] ?? 0) + (counts[429] ?? 0), BROWSERS - 1, JSON.stringify(counts))
    t.true(nodes.balancer.overlapped())
    const spent = path === ''
      ? await nodes.db.app.knex('audit_event').where({ kind: 'faktor.terbukti' })
      : await nodes.db.app.knex('kode_pemulihan').whereNotNull('used_at')
    t.is(spent.length, 1)
  })
}
