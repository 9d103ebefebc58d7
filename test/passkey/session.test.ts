import test, { type ExecutionContext } from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { assuranceOf, type Bukti } from '../../src/domain/mfa/assurance.rules.ts'
import { removeOwnFactor } from '../../src/domain/sessions/remove-factor.service.ts'
import { cookieJar, type CookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { leaveFrom } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter } from '../helpers/relying-party.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'
import { addPasskeyRow } from '../mfa/support.ts'
import { subOf } from '../sessions/people.ts'

const CLIENT = 'skp.bantenprov.go.id'
const KUAT = 'urn:bantenprov:acr:tahan-phishing'
const SANDI = 'urn:bantenprov:acr:sandi'

/** What the last step of a journey answers. */
interface Answer {
  readonly bukti: readonly Bukti[]
  readonly kunci?: string
  readonly sandi?: string
  /** Of the session that is stepped up. */
  readonly ts?: number
}

/**
 * Somebody with a passkey, and an application. What a sign-in came to is written where its pages write it, so that what
 * the protocol makes of it is seen whatever the pages are.
 */
async function open(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  const kunci = await addPasskeyRow(house.db, sub)
  await house.heard()
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, CLIENT)
  const party = await discoverParty(house.issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const now = Math.floor(Date.now() / 1000)
  /** Asks for a sign-in and answers it. @returns the page on which it goes on, and how it ends */
  const answer = async (jar: CookieJar, { bukti, ...rest }: Answer, wish: Record<string, string> = {}) => {
    const { url, finish } = await authorizationRequest(party, wish)
    const uid = new URL((await jar.follow(url)).url).pathname.split('/')[2] ?? ''
    const login = { accountId: sub, ...assuranceOf(bukti), remember: true, ts: now, ...rest }
    await house.db.owner.query({
      text: `UPDATE oidc_interaction SET payload = (payload::jsonb || jsonb_build_object('result', $1::jsonb))::text, account_id = $2
             WHERE payload::jsonb->>'returnTo' LIKE '%' || $3`,
      values: [JSON.stringify({ login }), sub, uid],
    })
    return { onward: new URL(`/oidc/auth/${uid}`, house.issuer), finish }
  }
  const signIn = async (jar: CookieJar, given: Answer, wish: Record<string, string> = {}) => {
    const { onward, finish } = await answer(jar, given, wish)
    return (await finish(await leaveFrom(jar, onward))).idToken
  }
  const remove = (id: string) =>
    removeOwnFactor({ database: house.db.app, clock: house.clock }, { pegawaiId: sub, faktor: { id, jenis: 'passkey', nama: 'Laptop' } })
  return { house, sub, kunci, party, answer, signIn, remove, now }
}

const sessions = ({ db }: House) => db.owner.knex('oidc_session').whereNotNull('account_id')
  .select<{ kunci: string | null; destroyed_at: Date | null; sebab_akhir: string | null }[]>('kunci', 'destroyed_at', 'sebab_akhir')

const silently = async (party: Awaited<ReturnType<typeof open>>['party'], jar: CookieJar) =>
  (await leaveFrom(jar, (await authorizationRequest(party, { prompt: 'none' })).url)).searchParams.get('error')

/** Whether the person is asked who he is, as if nothing had been. */
const beginsAnew = async (answer: Promise<Response>): Promise<boolean> => (await (await answer).text()).includes('name="sandi"')

test('a session that a passkey opened by itself ends with it, and its application is told why; that of another goes on', async (t) => {
  const { house, sub, kunci, party, signIn, remove } = await open(t)
  const other = await addPasskeyRow(house.db, sub)
  const jar = cookieJar()
  const elsewhere = cookieJar()
  const idToken = await signIn(jar, { bukti: ['passkey'], kunci })
  t.is(idToken['acr'], KUAT)
  t.deepEqual(idToken['amr'], ['swk', 'user', 'mfa'])
  await signIn(elsewhere, { bukti: ['passkey'], kunci: other })
  t.true(await remove(kunci))
  t.is(await silently(party, jar), 'login_required')
  t.is(await silently(party, elsewhere), null)
  const ended = (await sessions(house)).filter(({ destroyed_at: at }) => at !== null)
  t.deepEqual(ended.map(({ kunci: by, sebab_akhir: why }) => [by, why]), [[kunci, 'kunci-dicabut']])
  t.false(await remove(kunci), 'once')
})

test('a session with the password goes on with what is left when the passkey that it leans on is removed, and no other', async (t) => {
  const { house, sub, kunci, party, signIn, remove } = await open(t)
  const other = await addPasskeyRow(house.db, sub)
  const jar = cookieJar()
  t.is((await signIn(jar, { bukti: ['sandi', 'passkey'], kunci }))['acr'], KUAT)
  await remove(other)
  t.is((await enter(party, jar)).idToken['acr'], KUAT)
  await remove(kunci)
  const { idToken } = await enter(party, jar)
  t.is(idToken['acr'], SANDI)
  t.deepEqual(idToken['amr'], ['pwd'])
})

test('a step-up keeps the passkey that opened the session, another passkey takes its place, a new sign-in lets go of it', async (t) => {
  const { house, sub, kunci, signIn, now } = await open(t)
  const other = await addPasskeyRow(house.db, sub)
  const jar = cookieJar()
  const by = async () => (await sessions(house)).map((one) => one.kunci)
  await signIn(jar, { bukti: ['passkey'], kunci })
  t.deepEqual(await by(), [kunci])
  await signIn(jar, { bukti: ['passkey', 'totp'] }, { prompt: 'login' })
  t.deepEqual(await by(), [kunci])
  await signIn(jar, { bukti: ['passkey'], kunci: other }, { prompt: 'login' })
  t.deepEqual(await by(), [other])
  await signIn(jar, { bukti: ['sandi'], ts: now + 1 }, { prompt: 'login' })
  t.deepEqual(await by(), [null])
})

for (const [title, change] of [
  ['was taken away', { revoked_at: new Date() }], ['was stopped', { ditandai_at: new Date() }],
] as const) {
  for (const bukti of [['passkey'], ['sandi', 'passkey']] as const) {
    test(`a sign-in by ${bukti.join(' and ')} that is not written yet comes to nothing when the passkey ${title}`, async (t) => {
      const { house, sub, kunci, answer } = await open(t)
      const jar = cookieJar()
      const [account] = await house.db.owner.knex('account').where({ pegawai_id: sub })
        .select<{ sandi: string }[]>(house.db.owner.knex.raw('password_changed_at::text AS sandi'))
      const { onward } = await answer(jar, { bukti, kunci, ...(bukti.length > 1 && account) })
      await house.db.owner.knex('faktor_passkey').where({ id: kunci }).update(change)
      t.true(await beginsAnew(jar.follow(onward)))
      t.deepEqual(await sessions(house), [])
    })
  }
}

for (const [title, spoil] of [
  ['the account is frozen', async ({ db }: House, sub: string) => {
    await db.owner.knex('account').where({ pegawai_id: sub }).update({ frozen_at: new Date() })
  }],
  ['the password is replaced', async ({ db }: House, sub: string) => {
    await db.owner.knex('account').where({ pegawai_id: sub }).update({ password_changed_at: new Date() })
  }],
] as const) {
  test(`a sign-in by password and passkey comes to nothing when ${title}, also when the passkey stands`, async (t) => {
    const { house, sub, kunci, answer } = await open(t)
    const jar = cookieJar()
    const [account] = await house.db.owner.knex('account').where({ pegawai_id: sub })
      .select<{ sandi: string }[]>(house.db.owner.knex.raw('password_changed_at::text AS sandi'))
    const { onward } = await answer(jar, { bukti: ['sandi', 'passkey'], kunci, ...account })
    await spoil(house, sub)
    t.true(await beginsAnew(jar.follow(onward)))
    t.deepEqual(await sessions(house), [])
  })
}

test('a sign-in that is written while its passkey is being removed waits, and finds it gone', async (t) => {
  const { house, kunci, answer } = await open(t)
  const jar = cookieJar()
  const { onward } = await answer(jar, { bukti: ['passkey'], kunci })
  const removal = await house.db.owner.knex.transaction()
  await removal('faktor_passkey').where({ id: kunci }).update({ revoked_at: new Date() })
  const answered = jar.follow(onward)
  await untilSomebodyWaits(house.db.owner)
  await removal.commit()
  t.true(await beginsAnew(answered))
  t.deepEqual(await sessions(house), [])
})
