import test from 'ava'
import { type AnsweredRequest, wayOut } from '../../src/oidc/way-out.rules.ts'

const redirect_uri = 'https://app.test:8443/sso/callback?a=1'
const checked = { redirectUriCheckPerformed: true }

const CASES: readonly [string, AnsweredRequest, string | undefined][] = [
  ['a code by form', { ...checked, params: { response_mode: 'form_post', redirect_uri } }, 'https://app.test:8443'],
  ['by form to an address that nobody registered', { params: { response_mode: 'form_post', redirect_uri } }, undefined],
  ['a code by redirect', { ...checked, params: { redirect_uri } }, undefined],
  ['an address given twice', { ...checked, params: { response_mode: 'form_post', redirect_uri: [redirect_uri] } }, undefined],
  ['somebody else signed in', { route: 'resume', entities: { Interaction: { params: { redirect_uri } } } }, 'https://app.test:8443'],
  ['a logout that comes back', { route: 'end_session', session: { state: { postLogoutRedirectUri: 'http://localhost:3001/' } } },
    'http://localhost:3001'],
  ['a logout that stays', { route: 'end_session', session: { state: {} } }, undefined],
  ['a logout of before', { route: 'authorization', session: { state: { postLogoutRedirectUri: 'http://localhost:3001/' } } },
    undefined],
  ['no page of the protocol', {}, undefined],
]

for (const [name, request, origin] of CASES) {
  test(`${name}: ${origin ?? 'leads nowhere else'}`, (t) => t.is(wayOut(request), origin))
}
