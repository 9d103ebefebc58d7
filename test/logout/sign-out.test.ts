import test from 'ava'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { freePort } from '../service/free-port.ts'
import { accept, openReceivers } from './receiver.ts'
import { addReceiver, enterAll, signOut, untilRows } from './support.ts'

const LIVE = ['a', 'b', 'c', 'd', 'e', 'f'] as const

test('signing out reaches all eight applications, one dead and one slow, and waits for none of them', async (t) => {
  const nodes = await openNodes(t, 'penuh', { jobs: true })
  const told = Promise.withResolvers<undefined>()
  const receivers = await openReceivers(t, (client) => async (response, arrival) => {
    // Nobody answers before the person has his answer; the slow one never does.
    await told.promise
    if (client !== 'slow') accept(response, arrival)
  })
  const clients = [...LIVE, 'slow', 'dead']
  const parties = await Promise.all(clients.map(async (client) => addReceiver(nodes, client, client === 'dead'
    ? `http://localhost:${await freePort()}/` : `${receivers.base}/${client}/logout`)))
  const jar = cookieJar()
  const person = await demoPerson(nodes.db.app, 'auditor')
  const sids = await enterAll(parties, jar, person)
  t.is(new Set(sids).size, 8)

  const answer = await signOut(jar, nodes.issuer)
  t.is(answer.status, 303)
  // All seven are called at once although none has answered yet.
  await receivers.arrived(7)
  told.resolve(undefined)

  const rows = await untilRows(nodes.db, (all) => all.every(({ receipt }) => receipt !== null))
  t.deepEqual(Object.fromEntries(rows.map(({ client_id, receipt }) => [client_id, receipt])), {
    ...Object.fromEntries(LIVE.map((client) => [client, 'accepted'])),
    slow: 'no answer in time', dead: 'nobody listens there',
  })
  t.is(receivers.arrivals.length, 7)
  for (const { client, claims, contentType } of receivers.arrivals) {
    t.is(contentType, 'application/x-www-form-urlencoded')
    t.is(claims['sid'], sids[clients.indexOf(client)])
    t.is(claims.aud, client)
    t.is(claims.iss, nodes.issuer)
    t.deepEqual(Object.keys(claims['events'] as object), ['http://schemas.openid.net/event/backchannel-logout'])
  }
  const [sub] = new Set(receivers.arrivals.map(({ claims }) => claims.sub))
  t.true(rows.every(({ account_id, sebab, lease_until }) => account_id === sub && sebab === 'keluar' && lease_until === null))
})
