import test from 'ava'
import { addPerson, cheapHasher } from '../accounts/support.ts'
import { type CookieJar, cookieJar } from '../helpers/cookie-jar.ts'
import { actionOf, hiddenFields } from '../helpers/journey.ts'
import { openNodes } from '../helpers/nodes.ts'

// 200 guesses at once, through the balancer, on two nodes: ten are checked, not eleven and not nine. The hashes are
// cheap here, so that it can be repeated with many people; what counts is how many are asked for.
const PEOPLE = 50
const GUESSES = 200
const RIGHT = 'kuda baterai stapler'
const nipOf = (index: number): string => `19900101201503${1_000 + index}`

/** Sends the sign-in form of one open page again and again, from an address of its own. */
async function openForm(issuer: string, address: string, jar: CookieJar = cookieJar()) {
  const page = await jar.follow(issuer)
  const html = await page.text()
  const action = new URL(actionOf(html), page.url)
  return (nip: string, sandi: string): Promise<Response> => jar.fetch(action, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', 'x-forwarded-for': address,
    },
    body: new URLSearchParams({ ...hiddenFields(html), nip, sandi }),
  })
}

type Send = Awaited<ReturnType<typeof openForm>>

/** @returns how many answers had each status */
async function guess(send: Send, nip: string, many = GUESSES): Promise<Record<string, number>> {
  const answers = await Promise.all(Array.from({ length: many }, (_, index) => send(nip, `tebakan ${index}`)))
  // Nobody reads them, but an answer that is not read keeps its connection.
  for (const { body } of answers) await body?.cancel()
  const counts: Record<string, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

test(`of ${GUESSES} guesses at once on two nodes exactly ten are checked, with ${PEOPLE} people; who signed in before still does`, async (t) => {
  const { hasher, calls, hashed } = cheapHasher({ maxWaiting: GUESSES })
  const { issuer, db, balancer } = await openNodes(t, 'kosong', {
    overrides: { production: true, trustedProxies: ['127.0.0.0/8'], hasher },
  })
  const passwordHash = hashed(RIGHT)
  for (let index = 0; index < PEOPLE; index += 1) await addPerson(db, { nip: nipOf(index), passwordHash })
  const hashes = async (work: () => Promise<unknown>): Promise<number> => {
    const before = calls.length
    await work()
    return calls.length - before
  }

  for (let index = 0; index < PEOPLE; index += 1) {
    const nip = nipOf(index)
    const address = `10.0.${index}.1`
    const own = cookieJar()
    t.is((await (await openForm(issuer, address, own))(nip, RIGHT)).status, 303)
    const attacker = await openForm(issuer, `10.0.${index}.2`)

    balancer.hold(GUESSES)
    t.is(await hashes(async () => {
      t.deepEqual(await guess(attacker, nip), { 400: 10, 429: GUESSES - 10 }, nip)
    }), 10, nip)
    balancer.hold(0)

    const owner = await openForm(issuer, address, own)
    t.is(await hashes(async () => {
      t.is((await attacker(nip, RIGHT)).status, 429)
      t.is((await (await openForm(issuer, address))(nip, RIGHT)).status, 429, 'a new browser, with the right password')
    }), 0)
    t.is(await hashes(async () => {
      t.is((await owner(nip, RIGHT)).status, 303, 'a browser he signed in from before')
    }), 1)
  }
  t.true(balancer.overlapped())
})

test('a known browser and all others guess at once: ten hashes for each', async (t) => {
  const { hashed, hasher, calls } = cheapHasher({ maxWaiting: GUESSES })
  const { issuer, db, balancer } = await openNodes(t, 'kosong', { overrides: { production: true, hasher } })
  const nip = nipOf(0)
  await addPerson(db, { nip, passwordHash: hashed(RIGHT) })
  const own = cookieJar()
  t.is((await (await openForm(issuer, '', own))(nip, RIGHT)).status, 303)
  const [known, unknown] = [await openForm(issuer, '', own), await openForm(issuer, '')]
  const before = calls.length
  balancer.hold(GUESSES)
  const outcomes = await Promise.all([known, unknown].map((send) => guess(send, nip, GUESSES / 2)))
  t.deepEqual(outcomes, [{ 400: 10, 429: 90 }, { 400: 10, 429: 90 }])
  t.is(calls.length - before, 20)
  t.true(balancer.overlapped())
})
