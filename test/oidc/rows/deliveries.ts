import type { ExecutionContext } from 'ava'
import { freezePerson } from '../../../src/domain/sessions/freeze.service.ts'
import { openHouse } from '../../helpers/house.ts'
import { accept, openReceivers, type Receivers } from '../../logout/receiver.ts'
import { createRinger } from '../../logout/ringer.ts'
import { signOut, untilRows } from '../../logout/support.ts'
import { type Knobs, openPlain, unguardedFetch } from './plain.ts'
import { row, type Rows } from './row.ts'
import { begin, ours, type Subject } from './subject.ts'

/** One application that wants logout tokens. */
const told = ({ base }: Receivers) => [{
  client_id: 'penerima', backchannel_logout_uri: `${base}/penerima/logout`, backchannel_logout_session_required: true,
}]

async function signInAndOut(subject: Subject): Promise<void> {
  const { jar } = await begin(subject)
  await signOut(jar, subject.issuer)
}

/** Ours with a list of networks; the receiver is on this machine. @returns how it ended for the receiver */
async function deliverWithin(t: ExecutionContext, outboundCidrs: readonly string[]) {
  const receivers = await openReceivers(t)
  const house = await openHouse(t, { template: 'penuh', jobs: true, overrides: { outboundCidrs } })
  await signInAndOut(await ours(house, told(receivers)))
  const [delivery] = await untilRows(house.db, (rows) => rows.length > 0 && rows.every(({ receipt }) => receipt !== null))
  return { arrived: receivers.arrivals.length, receipt: delivery?.receipt ?? '' }
}

async function deliverPlainly(t: ExecutionContext, configuration: Knobs['configuration']) {
  const receivers = await openReceivers(t)
  await signInAndOut(await openPlain(t, { clients: told(receivers), configuration }))
  return { arrived: receivers.arrivals.length, receipt: 'none' }
}

/** A receiver that fails at first, and a person who signs out once and is deactivated at another time. */
export const deliveries: Rows = {
  // Loopback stands for them: the same guard refuses it, and no test reaches further.
  'back-channel logout to 10.x / 192.168.x': row({
    ours: async (t) => ({
      inside: await deliverWithin(t, ['127.0.0.0/8']), outside: await deliverWithin(t, ['10.0.0.0/8', '192.168.0.0/16']),
    }),
    behaves: {
      inside: { arrived: 1, receipt: 'accepted' }, outside: { arrived: 0, receipt: 'destination is outside OUTBOUND_CIDRS' },
    },
    // The library's own fetch reaches nobody inside; one that drops its dispatcher reaches everybody.
    plain: async (t) => ({ inside: await deliverPlainly(t, {}), outside: await deliverPlainly(t, { fetch: unguardedFetch }) }),
    misbehaves: { inside: { arrived: 0, receipt: 'none' }, outside: { arrived: 1, receipt: 'none' } },
  }),
  'back-channel logout': row({
    async ours(t) {
      const receivers = await openFailing(t)
      const ringer = createRinger()
      const house = await openHouse(t, { template: 'penuh', jobs: () => ringer })
      const subject = await ours(house, told(receivers))
      const settled = (attempts: number) => untilRows(house.db, (rows) =>
        rows.every((one) => one.lease_until === null) && rows.reduce((sum, one) => sum + one.attempts, 0) === attempts)
      await signInAndOut(subject)
      const insideTheRequest = receivers.arrivals.length
      await ringer.ring()
      await settled(1)
      await house.db.owner.knex('pengiriman_logout').update({ next_at: new Date() })
      await ringer.ring()
      await settled(2)
      const tries = receivers.arrivals.length
      t.is(new Set(receivers.arrivals.map(({ claims }) => claims.jti)).size, tries, 'a fresh token each time')
      await begin(subject)
      await freezePerson(house.db.app, house.clock, { nip: subject.person.nip, reason: 'uji' })
      await ringer.ring()
      await settled(3)
      return { insideTheRequest, tries, whenDeactivated: receivers.arrivals.length - tries }
    },
    behaves: { insideTheRequest: 0, tries: 2, whenDeactivated: 1 },
    async plain(t) {
      const receivers = await openFailing(t)
      const plain = await openPlain(t, { clients: told(receivers), configuration: { fetch: unguardedFetch } })
      await signInAndOut(plain)
      const insideTheRequest = receivers.arrivals.length
      const { jar } = await begin(plain)
      plain.deactivate()
      await jar.follow(`${plain.issuer}/oidc/session/end`)
      return { insideTheRequest, tries: insideTheRequest, whenDeactivated: receivers.arrivals.length - insideTheRequest }
    },
    misbehaves: { insideTheRequest: 1, tries: 1, whenDeactivated: 0 },
  }),
}

/** It answers 503 to the first token, and accepts the others. */
async function openFailing(t: ExecutionContext): Promise<Receivers> {
  let isUp = false
  return openReceivers(t, () => (response, arrival) => {
    if (isUp) return accept(response, arrival)
    isUp = true
    return response.writeHead(503).end()
  })
}
