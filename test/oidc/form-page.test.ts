import test from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { readFormPage } from '../../src/oidc/form-page.rules.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'

test('any other page is left alone', (t) => {
  for (const body of [undefined, {}, '', '<!doctype html><form method="post" action="/x"></form>']) {
    t.is(readFormPage(body), undefined)
  }
})

test('the way on by form_post is a page of ours: in the person\'s language, with a button for who runs no script', async (t) => {
  const { issuer, db, clock } = await openHouse(t, { template: 'penuh' })
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const party = await discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
  const { url } = await authorizationRequest(party, { response_mode: 'form_post', state: `"><b>&` })
  const jar = cookieJar()
  const answer = await typePassword(jar, url, await demoPerson(db.app, 'PNS di sekolah'))
  const page = await jar.follow(locationOf(answer))
  const html = await page.text()
  t.is(page.status, 200)
  t.regex(html, /<html lang="id">/)
  t.regex(html, /<button class="button" type="submit" form="op.onwardForm">Lanjut<\/button>/)
  t.is(actionOf(html), `https://${SKP}/sso/callback`)
  t.truthy(hiddenFields(html)['code'])
  t.true(html.includes('value="&quot;&gt;&lt;b&gt;&amp;"'), 'escaped once')
  const policy = page.headers.get('content-security-policy') ?? ''
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(script))).toString('base64')
  t.true(policy.includes(`'sha256-${hash}'`), 'the policy lets this very script run')
  t.regex(policy, new RegExp(`form-action 'self' https://${SKP}`))
})
