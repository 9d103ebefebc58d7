import test from 'ava'
import { fileScope } from '../../helpers/scope.ts'
import { openFapiOp, type FapiOp } from '../suite/fapi-op.ts'
import { checkHttps, type Published, readPublished } from '../suite/published.ts'
import { declarePlan, type Module } from '../suite/run.ts'
import { assertions } from './assertions.ts'
import { dpop } from './dpop.ts'
import { elsewhere } from './elsewhere.ts'
import { pushed } from './pushed.ts'
import { refreshing } from './refresh.ts'
import { requests } from './requests.ts'
import { tokens } from './tokens.ts'

// FAPI 2.0 Security Profile Final, private_key_jwt and DPoP, OpenID Connect, plain_fapi.

const file = fileScope(test)
let op: FapiOp
let published: Published

test.before(async () => {
  op = await openFapiOp(file)
  published = await readPublished(file)
})

/** What the profile lets sign (FAPI 2.0 Security Profile, 5.4.1). */
const ALLOWED = ['PS256', 'ES256', 'EdDSA', 'Ed25519']

/** Discovery has what a FAPI client needs: PAR, S256, private_key_jwt, DPoP, iss in answers, signatures of the profile. */
const discovery: Module<FapiOp> = ({ t }) => {
  const { metadata, status, contentType } = published
  t.is(status, 200)
  t.regex(contentType, /^application\/json(;|$)/)
  checkHttps(t, published)
  const list = (name: string): readonly string[] => metadata[name] as string[] | undefined ?? []
  t.true(list('response_types_supported').includes('code'))
  t.true(metadata['authorization_response_iss_parameter_supported'])
  t.is(typeof metadata['pushed_authorization_request_endpoint'], 'string')
  t.true(['boolean', 'undefined'].includes(typeof metadata['require_pushed_authorization_requests']))
  for (const name of [
    'dpop_signing_alg_values_supported', 'id_token_signing_alg_values_supported',
    'token_endpoint_auth_signing_alg_values_supported', 'userinfo_signing_alg_values_supported',
  ]) t.true(list(name).some((alg) => ALLOWED.includes(alg)), name)
  t.true(list('token_endpoint_auth_methods_supported').includes('private_key_jwt'))
  t.true(list('code_challenge_methods_supported').includes('S256'))
  t.true(list('scopes_supported').includes('openid'))
  t.deepEqual(list('subject_types_supported').toSorted(), ['pairwise', 'public'])
  return Promise.resolve()
}

const named = { 'discovery-end-point-verification': discovery, ...requests, ...pushed, ...dpop, ...tokens, ...assertions, ...refreshing, ...elsewhere }

declarePlan(test, 'fapi2-security-profile-final-test-plan',
  Object.fromEntries(Object.entries(named).map(([name, module]) => [`fapi2-security-profile-final-${name}`, module])),
  () => op)
