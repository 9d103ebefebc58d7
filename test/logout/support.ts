import { setTimeout as sleep } from 'node:timers/promises'
import { addClient } from '../../src/domain/clients/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import type { Clock } from '../../src/kernel/lib/clock.ts'
import { sha256 } from '../../src/kernel/lib/ids.ts'
import type { CookieJar } from '../helpers/cookie-jar.ts'
import type { TestDatabase } from '../helpers/database.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { discoverParty, enter, type RelyingParty, signInTo } from '../helpers/relying-party.ts'

interface Place { readonly issuer: string; readonly db: TestDatabase; readonly clock: Clock }

/** Registers an application on this machine that wants logout tokens. */
export async function addReceiver(
  { issuer, db, clock }: Place, clientId: string, logoutUri: string, more: object = {},
): Promise<RelyingParty> {
  const redirectUri = 'http://localhost:9/sso/callback'
  const { client_secret: secret = '' } = await addClient(db.app, clock, {
    client_id: clientId, client_name: clientId, opd: readUnitSeeds().find(({ slug }) => slug === 'diskominfo')?.kode, state: 'uji', testers: 'semua',
    redirect_uris: [redirectUri], backchannel_logout_uri: logoutUri, grant_types: ['authorization_code', 'refresh_token'],
    ...more,
  }, { demo: true })
  return discoverParty(issuer, clientId, secret, redirectUri)
}

/** Signs in to the first and enters the others. @returns the `sid` that each was given */
export async function enterAll(
  parties: readonly RelyingParty[], jar: CookieJar, person: { nip: string; password: string },
): Promise<string[]> {
  const sids: string[] = []
  for (const party of parties) {
    const { idToken } = await (sids.length === 0
      ? signInTo(party, jar, person, { scope: 'openid' }) : enter(party, jar, { scope: 'openid' }))
    sids.push(idToken['sid'] as string)
  }
  return sids
}

/** Signs out as a person does: the page that asks, then yes (or, staying signed in, no). */
export async function signOut(jar: CookieJar, issuer: string, { query = '', yes = true } = {}): Promise<Response> {
  const page = await jar.follow(`${issuer}/oidc/session/end${query}`)
  const html = await page.text()
  return post(jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), ...(yes && { logout: 'yes' }) })
}

/** A delivery as it stands in the table. */
export interface Row {
  id: string; account_id: string; client_id: string; sid: string; sebab: string; attempts: number
  next_at: Date; lease_until: Date | null; delivered_at: Date | null; given_up_at: Date | null; receipt: string | null
}

export const rowsOf = ({ app }: Pick<TestDatabase, 'app'>): Promise<Row[]> =>
  app.knex('pengiriman_logout').select<Row[]>('*').orderBy(['created_at', 'client_id'])

const ROUNDS = 4_000

/** Resolves with the deliveries as soon as they are what the test waits for. @throws Error when they never are */
export async function untilRows(db: Pick<TestDatabase, 'app'>, wanted: (rows: Row[]) => boolean): Promise<Row[]> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = await rowsOf(db)
    if (wanted(rows)) return rows
    await sleep(5)
  }
  throw new Error(`the deliveries never came to what was waited for: ${JSON.stringify(await rowsOf(db))}`)
}

/** A living session of a person, with the `sid` that each application was given. */
export async function addSession(
  { app }: Pick<TestDatabase, 'app'>, accountId: string, name: string, sids: Readonly<Record<string, string>>,
): Promise<void> {
  const authorizations = Object.fromEntries(Object.entries(sids).map(([client, sid]) => [client, { sid, grantId: 'g' }]))
  await app.knex('oidc_session').insert({
    id: sha256(name), uid: name, account_id: accountId, payload: '{}', authorizations: JSON.stringify(authorizations),
    expires_at: new Date(Date.now() + 3_600_000),
  })
}
