import test from 'ava'
import * as client from 'openid-client'
import { mayBeSignedIn } from '../../src/domain/accounts/visitor.service.ts'
import { issueSecret } from '../../src/domain/clients/index.ts'
import type { Keadaan } from '../../src/domain/pegawai/kedudukan.rules.ts'
import type { PersonToday } from '../../src/domain/pegawai/person.ts'
import type { TestDatabase } from '../helpers/database.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, signInTo } from '../helpers/relying-party.ts'

for (const keadaan of ['aktif', 'terbatas', 'beku', 'calon', 'tutup'] satisfies Keadaan[]) {
  for (const activated of [true, false]) {
    for (const frozen of [true, false]) {
      const may = activated && !frozen && (keadaan === 'aktif' || keadaan === 'terbatas')
      test(`${keadaan}, ${activated ? '' : 'not '}activated${frozen ? ', frozen' : ''}: ${may ? 'may' : 'may not'} be signed in`, (t) => {
        t.is(mayBeSignedIn({ keadaan, activated, frozen } as PersonToday), may)
      })
    }
  }
}

const SKP = 'skp.bantenprov.go.id'

type Change = (db: TestDatabase, sub: string, today: string) => Promise<unknown>

// Each without ending a session: what a feed or another node wrote a moment ago.
const ENDS: [name: string, change: Change][] = [
  ['frozen', ({ owner }, sub) => owner.knex('account').where({ pegawai_id: sub }).update({ frozen_at: new Date() })],
  ['retired today', ({ owner }, sub, today) => owner.knex('pegawai').where({ id: sub }).update({ tmt_pensiun: today })],
  ['whose contract ended yesterday', ({ owner }, sub, today) =>
    owner.knex('pegawai').where({ id: sub }).update({ akhir_kontrak: owner.knex.raw('?::date - 1', [today]) as never })],
  ['beku', ({ owner }, sub) => owner.knex('pegawai').where({ id: sub }).update({ keadaan: 'beku' })],
  ['tutup', ({ owner }, sub) => owner.knex('pegawai').where({ id: sub }).update({ keadaan: 'tutup' })],
  ['not activated any more', ({ owner }, sub) => owner.knex('account').where({ pegawai_id: sub }).delete()],
]

for (const [name, change] of ENDS) {
  test(`a session of somebody ${name} is none any more, at every door, and no door fails`, async (t) => {
    const house = await openHouse(t, { template: 'penuh' })
    const { issuer, db, clock } = house
    const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
    const party = await discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
    const person = await demoPerson(db.app, 'PNS di sekolah')
    const jar = cookieJar()
    const { tokens, idToken } = await signInTo(party, jar, person)
    const { rows: [{ sub } = { sub: '' }] } = await db.owner.knex.raw<{ rows: { sub: string }[] }>(
      'SELECT pegawai_id AS sub FROM pegawai_nip WHERE nip = ?', [person.nip])
    t.is(idToken.sub, sub)
    t.is((await jar.fetch(issuer)).status, 200)

    await change(db, sub, clock.today())
    await house.heard()

    const launcher = await jar.follow(issuer)
    t.is(launcher.status, 200)
    t.regex(launcher.url, /\/masuk\//)
    t.true((await launcher.text()).includes('name="sandi"'), 'the launcher asks who is there')

    const { url } = await authorizationRequest(party)
    const page = await jar.follow(url)
    t.regex(page.url, /\/masuk\//)
    t.true((await page.text()).includes('name="sandi"'), 'so does an application\'s request')

    const silent = await authorizationRequest(party, { prompt: 'none' })
    t.is(locationOf(await jar.follow(silent.url)).searchParams.get('error'), 'login_required')

    const userinfo = await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
    t.is(userinfo.status, 401)
    const refreshed = await t.throwsAsync<client.ResponseBodyError>(
      client.refreshTokenGrant(party.config, tokens.refresh_token ?? ''))
    t.is(refreshed.error, 'invalid_grant')
    t.is(refreshed.status, 400)
    t.is((await jar.fetch(`${issuer}/keluar`, { method: 'POST' })).status, 303)
  })
}
