import { createHmac, randomBytes } from 'node:crypto'
import test from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { ensureSigningKeys, reseal } from '../../src/domain/keys/index.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { createSeal, type SealingKey } from '../../src/kernel/lib/seal.ts'
import { openBalancer } from '../helpers/balancer.ts'
import { type CookieJar, cookieJar } from '../helpers/cookie-jar.ts'
import { testDatabase } from '../helpers/database.ts'
import { startNode } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { discoverParty, enter, signInTo } from '../helpers/relying-party.ts'
import type { Scope } from '../helpers/scope.ts'

const CLIENT = 'skp.bantenprov.go.id'
const clock = systemClock()

interface Keys {
  readonly cookieKeys: readonly string[]
  readonly sealingKeys: readonly [SealingKey, ...SealingKey[]]
}

/** Two places behind a balancer, each with a node that can be replaced by one with other keys. */
async function open(scope: Scope, keys: Keys) {
  const db = await testDatabase(scope, 'penuh')
  await ensureSigningKeys(db.app, createSeal(keys.sealingKeys), clock)
  const balancer = await openBalancer(scope)
  const issuer = balancer.url
  const places: string[] = []
  const put = async (place: number, other: Partial<Keys>): Promise<void> => {
    places[place] = await startNode(scope, { issuer, db, ...keys, ...other })
    balancer.use(places)
  }
  await put(0, {})
  await put(1, {})
  const { client_secret: secret } = await issueSecret(db.app, clock, CLIENT)
  const party = await discoverParty(issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const person = await demoPerson(db.app, 'PNS di sekolah')
  return { db, issuer, put, party, person }
}

/** Whether this browser's session cookie bears the signature that a key makes of it (Keygrip: HMAC-SHA1). */
async function signedWith(jar: CookieJar, issuer: string, key: string): Promise<boolean> {
  const { satu_login: value = '', 'satu_login.sig': signature } = await jar.cookies(issuer)
  return createHmac('sha1', key).update(`satu_login=${value}`).digest('base64url') === signature
}

test('cookie keys are rolled over two nodes without a sign-in that fails or is asked for again', async (t) => {
  const [one, two, fresh] = [newSecret(), newSecret(), newSecret()]
  const sealingKeys = [{ id: 'a', key: randomBytes(32) }] as const
  const { issuer, put, party, person } = await open(t, { cookieKeys: [one, two], sealingKeys })
  const patient = cookieJar()
  await signInTo(party, patient, person)
  t.true(await signedWith(patient, issuer, one))
  /** Each request of a sign-in goes to the other node, and so do those of somebody who is signed in. */
  const everybodyGetsIn = async (): Promise<CookieJar> => {
    const jar = cookieJar()
    await signInTo(party, jar, person)
    for (const browser of [jar, patient, jar, patient]) {
      await enter(party, browser)
      t.is((await browser.follow(`${issuer}/`)).status, 200)
    }
    return jar
  }
  const STEPS: readonly (readonly string[])[] = [[one, two, fresh], [fresh, one, two], [fresh, two]]
  for (const cookieKeys of STEPS) {
    await put(0, { cookieKeys })
    await everybodyGetsIn()
    await put(1, { cookieKeys })
    const jar = await everybodyGetsIn()
    t.is(await signedWith(jar, issuer, fresh), cookieKeys[0] === fresh)
  }
  t.true(await signedWith(patient, issuer, fresh), 'an older cookie was signed anew on its way')
})

test('a new cookie key that goes to the front at once is not known to the other node: hence the order', async (t) => {
  const [one, two, fresh] = [newSecret(), newSecret(), newSecret()]
  const sealingKeys = [{ id: 'a', key: randomBytes(32) }] as const
  const { put, party, person } = await open(t, { cookieKeys: [one, two], sealingKeys })
  await put(0, { cookieKeys: [fresh, one, two] })
  await t.throwsAsync(signInTo(party, cookieJar(), person))
})

test('encryption keys are rolled over two nodes that go on signing, until the old one is gone', async (t) => {
  const [old, fresh] = [{ id: 'lama', key: randomBytes(32) }, { id: 'baru', key: randomBytes(32) }]
  const { db, put, party, person } = await open(t, { cookieKeys: [newSecret(), newSecret()], sealingKeys: [old] })
  const jar = cookieJar()
  await signInTo(party, jar, person)
  const everywhere = async (sealingKeys: Keys['sealingKeys']): Promise<void> => {
    for (const place of [0, 1]) {
      await put(place, { sealingKeys })
      for (let node = 0; node < 2; node += 1) await t.notThrowsAsync(enter(party, jar))
    }
  }
  await everywhere([old, fresh])
  await everywhere([fresh, old])
  t.is((await reseal(db.app, clock, [fresh, old], () => undefined)).resealed, 2)
  for (let node = 0; node < 2; node += 1) await t.notThrowsAsync(enter(party, jar), 'while the nodes still run')
  await everywhere([fresh])
})
