import * as client from 'openid-client'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { counting, type CountingDatabase } from '../../helpers/counting.ts'
import { openHouse } from '../../helpers/house.ts'
import { silenceAudit } from '../../clients/support.ts'
import { openPlain } from './plain.ts'
import { row, type Rows } from './row.ts'
import { appOf, begin, CLIENT, codeOf, ours, silently, type Subject } from './subject.ts'

/** What nobody caught while something was done; whatever else is not caught goes to whoever listened before. */
async function uncaughtDuring(work: () => Promise<unknown>, isExpected: (reason: unknown) => boolean): Promise<number> {
  const others = process.listeners('unhandledRejection')
  let count = 0
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (reason, promise) => {
    if (isExpected(reason)) count += 1
    else for (const other of others) other(reason, promise)
  })
  try {
    await work()
  } finally {
    process.removeAllListeners('unhandledRejection')
    for (const other of others) process.on('unhandledRejection', other)
  }
  return count
}

const LOST = new Error('the event could not be written')

/** A code is redeemed while what must be written down of it cannot be. */
async function redeemUnheard(subject: Subject, silence: () => Promise<void>): Promise<object> {
  const { jar } = await begin(subject)
  const { redeem } = await codeOf(appOf(subject), jar)
  await silence()
  let answered = false
  const uncaught = await uncaughtDuring(async () => { answered = await redeem().then(() => true, () => false) },
    (reason) => reason === LOST)
  return { answered, uncaught }
}

const MANY = 120
/** What the library keeps parsed, in two generations: 199 at most. */
const HELD = 100

/** Everybody's application is asked for twice. @returns how often the second round read a client */
async function askTwice(clientIds: readonly string[], { issuer }: Subject, measure: (work: () => Promise<void>) => Promise<number>) {
  const jar = cookieJar()
  const round = async (): Promise<void> => {
    for (const clientId of clientIds) {
      const config = new client.Configuration({ issuer, authorization_endpoint: `${issuer}/oidc/auth` }, clientId)
      client.allowInsecureRequests(config)
      const redirectUri = clientId.includes('.') ? `https://${clientId}/sso/callback` : CLIENT.redirect_uris[0]
      const told = await silently({ config, redirectUri }, jar)
      if (told !== 'login_required') throw new Error(`${clientId} was told ${told}`)
    }
  }
  await round()
  return measure(round)
}

export const losses: Rows = {
  'an async event listener that rejects': row({
    async ours(t) {
      const house = await openHouse(t, { template: 'penuh' })
      return redeemUnheard(await ours(house), () => silenceAudit(house.db.owner))
    },
    behaves: { answered: false, uncaught: 0 },
    async plain(t) {
      const plain = await openPlain(t)
      const rejects = (): Promise<never> => Promise.reject(LOST)
      return redeemUnheard(plain, () => {
        // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the mistake that this row is about
        plain.provider.on('grant.success', rejects)
        return Promise.resolve()
      })
    },
    misbehaves: { answered: true, uncaught: 1 },
  }),
  'more than 100 clients': row({
    async ours(t) {
      let counter: CountingDatabase | undefined
      const house = await openHouse(t, {
        template: 'penuh',
        wrap: (database) => {
          counter = counting(database)
          return counter.database
        },
      })
      const { rows } = await house.db.owner.knex.raw<{ rows: { id: string }[] }>(
        'SELECT client_id AS id FROM client WHERE state = \'aktif\' ORDER BY 1')
      const subject = await ours(house, Array.from({ length: 1 + MANY - rows.length }, () => ({})))
      const all = [...rows.map(({ id }) => id), ...subject.apps.map(({ clientId }) => clientId)].slice(0, MANY)
      await house.heard()
      return { clients: all.length, readAgain: await askTwice(all, subject, async (work) =>
        (await counter?.measure(work))?.cost.statements ?? NaN) }
    },
    behaves: { clients: MANY, readAgain: 0 },
    async plain(t) {
      const plain = await openPlain(t)
      const known = Array.from({ length: 2 * HELD + 1 }, (_, index) => `aplikasi-${index}`)
      for (const clientId of known) plain.store.add('Client', clientId, { ...CLIENT, client_id: clientId, client_secret: 'x' })
      const all = known.slice(0, MANY)
      const readAgain = await askTwice(all, plain, async (work) => {
        const before = plain.store.reads.get('Client') ?? 0
        await work()
        return (plain.store.reads.get('Client') ?? 0) - before
      })
      const parse = (clientId = '') => plain.provider.Client.find(clientId)
      const first = await parse(known[0])
      t.is(await parse(known[0]), first, 'parsed once')
      for (const clientId of known) await parse(clientId)
      t.not(await parse(known[0]), first, 'the others have taken its place')
      return { clients: all.length, readAgain }
    },
    misbehaves: { clients: MANY, readAgain: MANY },
  }),
}
