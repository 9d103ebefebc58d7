import test from 'ava'
import { endEverythingOf } from '../../src/domain/sessions/endings/index.ts'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { destroySession } from '../../src/domain/sessions/session.queries.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { jsonOfCli, onDatabase } from '../helpers/cli.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { testDatabase } from '../helpers/database.ts'
import { openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'
import { jobsLeft } from '../jobs/support.ts'
import { subOf } from '../sessions/people.ts'
import { openReceivers } from './receiver.ts'
import { createRinger } from './ringer.ts'
import { addReceiver, addSession, enterAll, rowsOf, signOut, untilRows } from './support.ts'

const SKP = 'skp.bantenprov.go.id'
const GRK = 'bappeda.bantenprov.go.id'

test('an operator who freezes somebody beside the service has all applications told by it', async (t) => {
  const house = await openHouse(t, { template: 'penuh', jobs: true })
  const receivers = await openReceivers(t)
  const parties = await Promise.all(['a', 'b', 'c'].map((client) =>
    addReceiver(house, client, `${receivers.base}/${client}/logout`)))
  const person = await demoPerson(house.db.app, 'auditor')
  const laptop = await enterAll(parties, cookieJar(), person)
  const phone = await enterAll(parties.slice(0, 2), cookieJar(), person)
  const somebodyElse = await demoPerson(house.db.app, 'csirt')
  await enterAll(parties.slice(0, 1), cookieJar(), somebodyElse)

  await jsonOfCli(['person', 'freeze', person.nip, '--reason', 'ponsel hilang'], { env: onDatabase(house.db) })
  const rows = await untilRows(house.db, (all) => all.every(({ delivered_at }) => delivered_at !== null))
  const sub = await subOf(house.db, person.nip)
  t.true(rows.every(({ sebab, account_id }) => sebab === 'dibekukan' && account_id === sub))
  t.deepEqual(receivers.arrivals.map(({ claims }) => claims['sid']).sort(), [...laptop, ...phone].sort())
})

test('whoever leaves one application and stays signed in has only that one told', async (t) => {
  const house = await openHouse(t, { template: 'penuh', jobs: true })
  const receivers = await openReceivers(t)
  const parties = await Promise.all(['a', 'b'].map((client) =>
    addReceiver(house, client, `${receivers.base}/${client}/logout`)))
  const jar = cookieJar()
  const [, sid] = await enterAll(parties, jar, await demoPerson(house.db.app, 'auditor'))
  await signOut(jar, house.issuer, { query: '?client_id=b', yes: false })
  const rows = await untilRows(house.db, (all) => all.every(({ delivered_at }) => delivered_at !== null))
  t.deepEqual(rows.map(({ client_id, sebab }) => [client_id, sebab]), [['b', 'keluar']])
  t.deepEqual(receivers.arrivals.map(({ client, claims }) => [client, claims['sid']]), [['b', sid]])
})

test('an application that knows people under names of its own is told its own name', async (t) => {
  const house = await openHouse(t, { template: 'penuh', jobs: true })
  const receivers = await openReceivers(t)
  const party = await addReceiver(house, 'a', `${receivers.base}/a/logout`, { subject_type: 'pairwise' })
  const jar = cookieJar()
  const person = await demoPerson(house.db.app, 'auditor')
  await enterAll([party], jar, person)
  await signOut(jar, house.issuer)
  await receivers.arrived(1)
  const { sub } = await house.db.app.knex('pairwise_sub').first<{ sub: string }>()
  t.is(receivers.arrivals[0]?.claims.sub, sub)
  t.not(sub, await subOf(house.db, person.nip))
})

test('a sign-out that cannot be written down did not happen, and nobody is told of it', async (t) => {
  const house = await openHouse(t, { template: 'penuh', jobs: () => createRinger() })
  const party = await addReceiver(house, 'a', 'http://localhost:9/logout')
  const jar = cookieJar()
  await enterAll([party], jar, await demoPerson(house.db.app, 'auditor'))
  const refused = async (sql: string, back: string): Promise<void> => {
    await house.db.owner.knex.raw(sql)
    t.is((await signOut(jar, house.issuer)).status, 500)
    await house.db.owner.knex.raw(back)
    t.deepEqual(await rowsOf(house.db), [])
    t.is((await house.db.app.knex('oidc_session').whereNull('destroyed_at')).length, 1)
  }
  await refused('REVOKE INSERT ON audit_event FROM satu_login_app', 'GRANT INSERT ON audit_event TO satu_login_app')
  // The other way about: a sign-out whose deliveries cannot be written.
  await refused('ALTER TABLE pengiriman_logout RENAME TO away', 'ALTER TABLE away RENAME TO pengiriman_logout')
  t.is((await signOut(jar, house.issuer)).status, 303)
  t.is((await rowsOf(house.db)).length, 1)
})

test('what another tab enters while the sign-out waits for it is told as well', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const sub = newId()
  await addSession(db, sub, 'a', { [SKP]: 's1', portal: 'p' })
  const tab = await db.app.knex.transaction()
  await tab('oidc_session').where({ uid: 'a' }).update({
    authorizations: JSON.stringify({ [SKP]: { sid: 's1' }, [GRK]: { sid: 's2' }, portal: { sid: 'p' } }),
  })
  const signedOut = db.app.query(destroySession('a'))
  await untilSomebodyWaits(db.owner)
  await tab.commit()
  await signedOut
  const owed = async () => (await rowsOf(db)).map(({ client_id, sid, attempts }) => [client_id, sid, attempts])
  t.deepEqual(await owed(), [[GRK, 's2', 0], [SKP, 's1', 0]])
  // Once more, as a second tab would: the session is a tombstone and owes nothing.
  await db.app.query(destroySession('a'))
  t.is((await owed()).length, 2)
})

test('of two sign-outs and a freeze at the same moment, in 50 rounds, each application is owed one token', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const other = openDatabase(db.appUrl)
  t.teardown(() => other.close())
  const at = new Date()
  for (let round = 0; round < 50; round += 1) {
    const sub = newId()
    await addSession(db, sub, sub, { [SKP]: `${sub}-s`, [GRK]: `${sub}-g` })
    await Promise.all([
      db.app.query(destroySession(sub)), other.query(destroySession(sub)),
      other.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: [sub], reason: 'dibekukan', at })),
    ])
  }
  const rows = await rowsOf(db)
  t.is(rows.length, 100)
  t.is(new Set(rows.map(({ sid }) => sid)).size, 100)
})

test('an act that ends everything of many is one statement, and owes nothing when it is taken back', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const subs = Array.from({ length: 20 }, newId)
  for (const sub of subs) await addSession(db, sub, sub, { [SKP]: `${sub}-s`, [GRK]: `${sub}-g` })
  const at = new Date()
  const end = (trx: Parameters<typeof endEverythingOf>[0]) => endEverythingOf(trx, { pegawaiIds: subs, reason: 'berhenti', at })
  await t.throwsAsync(db.app.knex.transaction(async (trx) => {
    await end(trx)
    throw new Error('taken back')
  }), { message: 'taken back' })
  t.deepEqual(await rowsOf(db), [])
  const before = db.app.statements
  t.is(await db.app.knex.transaction(end), 20)
  t.is(db.app.statements - before, 1)
  t.is(await jobsLeft(db), 1, 'one bell for all of it')
  const rows = await rowsOf(db)
  t.deepEqual(rows.map(({ sid, sebab }) => [sid, sebab]).sort(),
    subs.flatMap((sub) => [[`${sub}-g`, 'berhenti'], [`${sub}-s`, 'berhenti']]).sort())
})

test('an application that wants no logout tokens is owed none', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { nip } = await demoPerson(db.app, 'auditor')
  await db.app.knex.raw(`UPDATE client SET metadata = metadata - 'backchannel_logout_uri' WHERE client_id = :id`, { id: SKP })
  await addSession(db, await subOf(db, nip), 'a', { [SKP]: 's', 'bukan-klien': 't' })
  await freezePerson(db.app, systemClock(), { nip, reason: 'x' })
  t.deepEqual(await rowsOf(db), [])
})
