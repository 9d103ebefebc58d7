import test from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'
import { fileScope } from '../helpers/scope.ts'

// Decision 26: a page that is over or was used begins the same sign-in anew.
const SKP = 'skp.bantenprov.go.id'
const file = fileScope(test)
let house: House
let secret: string

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  secret = (await issueSecret(house.db.app, house.clock, SKP)).client_secret
})

const application = () => discoverParty(house.issuer, SKP, secret, `https://${SKP}/sso/callback`)

/** As if an hour had passed: what the sign-in had kept is over. */
const expireInteractions = () => house.db.owner.query({
  text: `UPDATE oidc_interaction SET payload = jsonb_set(payload::jsonb, '{exp}', '1')::text`, values: [],
})

const firstPage = async (jar = cookieJar()) => {
  const request = await authorizationRequest(await application())
  const page = await jar.follow(request.url)
  return { jar, request, page, html: await page.text(), person: await demoPerson(house.db.app, 'PNS di sekolah') }
}

test.serial('a page that was open for too long leads to a new one, and that to the application with the same request', async (t) => {
  const { jar, request, page, person } = await firstPage()
  await expireInteractions()
  const again = await jar.follow(page.url)
  t.is(again.status, 200)
  t.not(again.url, page.url)
  const callback = await leaveFrom(jar, locationOf(await typePassword(jar, again.url, person)))
  t.truthy((await request.finish(callback)).idToken.sub, 'state, nonce and challenge are those of the application')
})

test.serial('a form that was sent too late asks once more, and signs nobody in by itself', async (t) => {
  const { jar, request, page, html, person } = await firstPage()
  await expireInteractions()
  const late = await post(jar, new URL(actionOf(html), page.url), {
    ...hiddenFields(html), nip: person.nip, sandi: person.password,
  })
  t.is(late.status, 303)
  t.is(locationOf(late).pathname, '/oidc/auth')
  const again = await jar.follow(locationOf(late))
  t.regex(await again.text(), /name="sandi"/)
  const callback = await leaveFrom(jar, locationOf(await typePassword(jar, again.url, person)))
  t.truthy((await request.finish(callback)).idToken.sub)
})

test.serial('Back after the sign-in goes to the application, from the page and from the way behind it', async (t) => {
  const { jar, request, page, html, person } = await firstPage()
  const answer = await post(jar, new URL(actionOf(html), page.url), {
    ...hiddenFields(html), nip: person.nip, sandi: person.password,
  })
  const resume = locationOf(answer)
  t.truthy((await request.finish(await leaveFrom(jar, resume))).idToken.sub)
  for (const [where, url] of [['the page', page.url], ['the way behind it', resume.href]] as const) {
    const back = await leaveFrom(jar, url)
    t.is(back.origin, `https://${SKP}`, where)
    t.truthy(back.searchParams.get('code'), where)
    t.is(back.searchParams.get('state'), request.url.searchParams.get('state'), where)
  }
  const twice = await post(jar, new URL(actionOf(html), page.url), {
    ...hiddenFields(html), nip: person.nip, sandi: person.password,
  })
  t.is((await leaveFrom(jar, locationOf(twice))).origin, `https://${SKP}`, 'the form sent once more')
})

test.serial('another browser, and a cookie that somebody wrote, get the page that says so', async (t) => {
  const { jar, page } = await firstPage()
  const stranger = await cookieJar().fetch(page.url)
  t.is(stranger.status, 400)
  t.regex(await stranger.text(), /sudah tidak berlaku/)
  await expireInteractions()
  const cookies = await jar.cookies(page.url)
  const forged = Buffer.from('client_id=evil').toString('base64url')
  const cookie = Object.entries({ ...cookies, satu_login_permintaan: forged }).map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(page.url, { headers: { cookie }, redirect: 'manual' })
  t.is(answer.status, 400)
})

test.serial('the request stands in the browser under the addresses of its own page alone', async (t) => {
  const { jar, page } = await firstPage()
  t.true('satu_login_permintaan' in await jar.cookies(page.url))
  t.false('satu_login_permintaan' in await jar.cookies(`${house.issuer}/`))
  t.false('satu_login_permintaan' in await jar.cookies(`${house.issuer}/masuk/lain`))
})

test.serial('a request too long for a cookie is not kept, and nothing fails', async (t) => {
  const jar = cookieJar()
  const { url } = await authorizationRequest(await application(), { login_hint: 'x'.repeat(3_000) })
  const page = await jar.follow(url)
  t.is(page.status, 200)
  await expireInteractions()
  t.is((await jar.follow(page.url)).status, 400)
})
