import test from 'ava'
import type { TestDatabase } from '../helpers/database.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { dumpTables } from '../helpers/dump.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'

// Decision 8: when the event cannot be written, the act did not happen.

type Step = (db: TestDatabase) => Promise<unknown>

const BREAKS: [name: string, breakIt: Step, mendIt: Step][] = [
  ['a trigger refuses the event', ({ owner }) => owner.knex.raw(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse()`),
  ({ owner }) => owner.knex.raw('DROP TRIGGER refuse ON audit_event')],
  ['the service may not write events', ({ owner }) => owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app'),
    ({ owner }) => owner.knex.raw('GRANT INSERT ON audit_event TO satu_login_app')],
]

for (const [name, breakIt, mendIt] of BREAKS) {
  test(`where ${name} nobody is signed in, and nothing is left of the attempt`, async (t) => {
    const { issuer, db } = await openHouse(t, { template: 'penuh' })
    const { nip, password } = await demoPerson(db.app, 'PNS di sekolah')
    const party = await discoverParty(issuer, 'skp.bantenprov.go.id', 'x', 'https://skp.bantenprov.go.id/sso/callback')
    const jar = cookieJar()
    const page = await jar.follow((await authorizationRequest(party)).url)
    const html = await page.text()
    const send = (sandi: string) => post(jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), nip, sandi })
    const state = async () => [
      ...await dumpTables(db.owner, 'oidc_%'), ...await dumpTables(db.owner, 'audit_%'), ...await dumpTables(db.owner, 'account'),
    ]

    const before = await state()
    t.true(before.some((row) => row.startsWith('oidc_interaction ')))
    await breakIt(db)
    for (const sandi of [password, 'tidak benar']) {
      const answer = await send(sandi)
      t.is(answer.status, 500)
      t.deepEqual(answer.headers.getSetCookie(), [])
      t.is(answer.headers.get('location'), null)
      t.deepEqual(await state(), before)
    }
    const cookies = await jar.cookies(issuer)
    t.is(cookies['satu_login'], undefined, 'no session')

    // The page is still good: the person tries again when all is well.
    await mendIt(db)
    const answer = await send(password)
    t.is(answer.status, 303)
    const callback = locationOf(await jar.follow(locationOf(answer)))
    t.truthy(callback.searchParams.get('code'))
    const after = await state()
    t.is(after.filter((row) => row.includes('masuk.berhasil')).length, 1)
    t.is(after.filter((row) => row.startsWith('oidc_authorization_code ')).length, 1)
  })
}

test('the sign-in and its event are one transaction', async (t) => {
  const { issuer, db } = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const jar = cookieJar()
  const page = await jar.follow(issuer)
  const html = await page.text()
  const answer = await post(jar, new URL(actionOf(html), page.url), {
    ...hiddenFields(html), nip: person.nip, sandi: person.password })
  t.is(answer.status, 303)
  const { rows } = await db.owner.knex.raw<{ rows: object[] }>(`
    SELECT e.kind, e.xid = i.xmin::text::xid8 AS same FROM audit_event e, oidc_interaction i
    WHERE e.stream = 'masuk'`)
  t.deepEqual(rows, [{ kind: 'masuk.berhasil', same: true }])
})
