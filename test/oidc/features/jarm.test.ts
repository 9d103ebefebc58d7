import test from 'ava'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as client from 'openid-client'
import { cookieJar, locationOf } from '../../helpers/cookie-jar.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import { actionOf, hiddenFields, signIn } from '../../helpers/journey.ts'
import { demoPerson } from '../../helpers/people.ts'
import { fileScope } from '../../helpers/scope.ts'
import { application, goThrough, refusal, request } from './support.ts'

// JWT Secured Authorization Response Mode (JARM).
const file = fileScope(test)
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

/** openid-client says `jwt` whatever is asked for. */
function by(mode: string, url: URL): URL {
  url.searchParams.set('response_mode', mode)
  return url
}

for (const mode of ['jwt', 'query.jwt']) {
  test(`a registered client gets its answer as a JWT by ${mode}`, async (t) => {
    const app = await application(house, { authorization_signed_response_alg: 'ES256' })
    client.useJwtResponseMode(app.config)
    const { parameters, checks } = await request(app)
    const callback = await goThrough(house, by(mode, client.buildAuthorizationUrl(app.config, parameters)))
    t.deepEqual([...callback.searchParams.keys()], ['response'])
    const response = callback.searchParams.get('response') ?? ''
    t.is(decodeProtectedHeader(response).alg, 'ES256')
    t.like(decodeJwt(response), { iss: house.issuer, aud: app.clientId })
    t.truthy((await client.authorizationCodeGrant(app.config, callback, checks)).claims()?.sub)
  })
}

test('by form_post.jwt through a form that our own policy lets through', async (t) => {
  const app = await application(house, { authorization_signed_response_alg: 'RS256' })
  client.useJwtResponseMode(app.config)
  const { parameters, checks } = await request(app)
  const jar = cookieJar()
  const plain = await application(house, {})
  const first = client.buildAuthorizationUrl(plain.config, (await request(plain)).parameters)
  await signIn(jar, first, await demoPerson(house.db.app, 'PNS di sekolah'))
  const page = await jar.follow(by('form_post.jwt', client.buildAuthorizationUrl(app.config, parameters)))
  const html = await page.text()
  t.is(actionOf(html), app.redirectUri)
  t.regex(page.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/mesin\.bantenprov\.go\.id/)
  const callback = new Request(app.redirectUri, { method: 'POST', body: new URLSearchParams(hiddenFields(html)) })
  t.truthy((await client.authorizationCodeGrant(app.config, callback, checks)).claims()?.sub)
})

test('an error is a JWT as well', async (t) => {
  const app = await application(house, { authorization_signed_response_alg: 'ES256' })
  const { parameters } = await request(app, { response_mode: 'jwt', prompt: 'none' })
  const answer = await cookieJar().fetch(client.buildAuthorizationUrl(app.config, parameters))
  const claims = decodeJwt(locationOf(answer).searchParams.get('response') ?? '')
  t.like(claims, { error: 'login_required', state: parameters.state })
})

for (const mode of ['jwt', 'query.jwt', 'form_post.jwt', 'fragment.jwt', 'fragment']) {
  test(`a client that did not register it is told plainly that ${mode} is not for it`, async (t) => {
    const app = await application(house, {})
    const { parameters } = await request(app, { response_mode: mode })
    t.like(await refusal(client.buildAuthorizationUrl(app.config, parameters)), {
      error: 'invalid_request', error_description: 'requested response_mode is not allowed for this client or request',
      state: parameters.state,
    })
  })
}

test('a fragment is nobody\'s, registered or not', async (t) => {
  const app = await application(house, { authorization_signed_response_alg: 'ES256' })
  for (const response_mode of ['fragment', 'fragment.jwt']) {
    const { parameters } = await request(app, { response_mode })
    t.is((await refusal(client.buildAuthorizationUrl(app.config, parameters)))?.['error'], 'invalid_request')
  }
})
