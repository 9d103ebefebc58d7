import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import test from 'ava'
import { addClient } from '../../src/domain/clients/index.ts'
import { DATA_PER, ID_TOKEN, KLAIM_MASUK, type Klaim, KLAIM_ORANG, klaimOf, SCOPE_ORANG, USERINFO } from '../../src/domain/clients/klaim/kontrak.schema.ts'
import { flatNames } from '../../src/domain/clients/klaim/datar.rules.ts'
import { claimsSchema, SKEMA_PATH } from '../../src/domain/clients/klaim/skema.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { claimsOf } from '../../src/oidc/claims.rules.ts'
import { CLAIMS_BY_SCOPE } from '../../src/oidc/scopes.ts'
import { findDemoAccounts } from '../../src/seed/demo.queries.ts'
import { DEMO_PASSWORD } from '../../src/seed/demo.ts'
import { kodeOf } from '../browser/stage.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { discoverParty, type RelyingParty, signInTo } from '../helpers/relying-party.ts'
import { fileScope } from '../helpers/scope.ts'

// The contract with applications, against what the service really says.

const file = fileScope(test)
const SCOPE = `openid ${SCOPE_ORANG.join(' ')}`
let house: House
let party: RelyingParty
let published: Record<string, unknown>

test.before(async () => {
  house = await openHouse(file, { template: 'penuh', overrides: { demo: true } })
  const { client_secret: secret = '' } = await addClient(house.db.app, house.clock, {
    client_id: 'kontrak', client_name: 'Kontrak', opd: kodeOf('diskominfo'), state: 'uji', testers: 'semua',
    redirect_uris: ['http://localhost:4711/sso/callback'], scope: SCOPE,
  }, { demo: true })
  party = await discoverParty(house.issuer, 'kontrak', secret, 'http://localhost:4711/sso/callback')
  published = await (await fetch(house.issuer + SKEMA_PATH)).json() as Record<string, unknown>
})

function validator(definition: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, validateFormats: false, allowUnionTypes: true })
  ajv.addSchema(published, 'kontrak')
  return ajv.compile({ $ref: `kontrak#/$defs/${definition}` })
}

test('every scope releases what the contract says, no more and no less', (t) => {
  t.deepEqual(CLAIMS_BY_SCOPE.openid.toSorted(), Object.keys(KLAIM_MASUK).toSorted())
  t.deepEqual(Object.keys(CLAIMS_BY_SCOPE).filter((scope) => scope !== 'openid').toSorted(), SCOPE_ORANG.toSorted())
  for (const scope of SCOPE_ORANG) t.deepEqual(CLAIMS_BY_SCOPE[scope].toSorted(), Object.keys(klaimOf(scope)).toSorted(), scope)
})

test('every example is what it is an example of', (t) => {
  const all: [string, Klaim][] = [...Object.entries(KLAIM_MASUK), ...SCOPE_ORANG.flatMap((scope) => Object.entries<Klaim>(KLAIM_ORANG[scope])), ['data_per', DATA_PER]]
  t.true(all.length > 25)
  for (const [name, { bentuk, contoh }] of all) t.true(bentuk.safeParse(contoh).success, name)
})

test('what may be said of each demo person fits, and nothing can be said that the contract does not name', async (t) => {
  const accounts = await findDemoAccounts(house.db.app)
  const today = house.clock.today()
  const seen = new Set<string>()
  for (const { nip } of accounts) {
    const [row] = await house.db.owner.query<{ id: string }>({
      text: 'SELECT pegawai_id AS id FROM pegawai_nip WHERE nip = $1', values: [nip],
    })
    const person = row && await findPersonToday(house.db.app, row.id, today)
    if (!person) continue
    for (const syntheticCodes of [true, false]) {
      const claims = claimsOf(person, { syntheticCodes })
      const result = USERINFO.safeParse({ sub: person.id, ...claims })
      t.true(result.success, result.error?.message)
      for (const name of Object.keys(claims)) seen.add(name)
    }
  }
  t.true(seen.size > 15, [...seen].join())
  // A claim that somebody adds without naming it here is refused by the contract.
  t.false(USERINFO.safeParse({ sub: 'x', klaim_baru: 1 }).success)
  t.false(ID_TOKEN.safeParse({ iss: 'https://i', aud: 'a', exp: 1, iat: 1, sub: 'x', klaim_baru: 1 }).success)
  t.false(USERINFO.safeParse({ sub: 'x', opd: { id: crypto.randomUUID(), nama: 'A', baru: 1 } }).success)
})

test('ID tokens and userinfo of demo people, as applications get them, against the published schema', async (t) => {
  const [userinfoFits, idTokenFits] = [validator('userinfo'), validator('id_token')]
  const accounts = (await findDemoAccounts(house.db.app)).filter(({ role }) => ['pegawai', 'kepala-dinas'].includes(role)).slice(0, 4)
  let done = 0
  for (const { nip } of accounts) {
    const received = await signInTo(party, cookieJar(), { nip, password: DEMO_PASSWORD }, {
      scope: SCOPE, claims: JSON.stringify({ id_token: { opd: null, nip: null, jabatan: null } }),
    }).catch(() => undefined)
    if (!received) continue
    done += 1
    t.true(userinfoFits(received.userinfo), JSON.stringify(userinfoFits.errors))
    t.true(idTokenFits(received.idToken), JSON.stringify(idTokenFits.errors))
    t.true(received.idToken['opd'] !== undefined || received.idToken['nip'] !== undefined)
  }
  t.true(done >= 1)
  t.false(userinfoFits({ sub: 'x', nip: '123' }))
  t.false(userinfoFits({ nip: '199001012015032001' }))
})

test('the document says what it is, and everybody may take it', async (t) => {
  const answer = await fetch(house.issuer + SKEMA_PATH)
  t.is(answer.status, 200)
  t.is(answer.headers.get('content-type'), 'application/schema+json')
  t.is(answer.headers.get('access-control-allow-origin'), '*')
  t.like(published, { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: house.issuer + SKEMA_PATH })
  t.deepEqual(published, claimsSchema(house.issuer))
  const logoutFits = validator('logout_token')
  const token = {
    iss: house.issuer, aud: 'kontrak', exp: 2, iat: 1, jti: 'x', sid: 'y', events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  }
  t.true(logoutFits(token), JSON.stringify(logoutFits.errors))
  t.false(logoutFits({ ...token, nonce: 'x' }))
})

test('flat names follow from the contract', (t) => {
  const names = flatNames('openid opd peran jabatan').map(({ name }) => name)
  for (const name of ['sub', 'opd_kode', 'opd_induk_nama', 'unit_kerja_nama', 'jabatan_nama', 'jabatan_unit_kode', 'peran', 'data_per']) {
    t.is(names.filter((one) => one === name).length, 1, name)
  }
  t.false(names.some((name) => name.startsWith('penugasan') || name === 'nip'))
})
