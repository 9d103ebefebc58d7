import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Database } from '../kernel/db/database.ts'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import { mayGetMore } from '../domain/clients/entry.rules.ts'
import type { PersonToday } from '../domain/pegawai/person.ts'
import { selectReleased } from '../domain/sessions/pelepasan.queries.ts'
import type { Verdict } from './admission.ts'
import { claimsOf } from './claims.rules.ts'
import { registrationOf } from './registration.ts'
import { claimsOfScopes } from './scopes.ts'

const OFFLINE = 'offline_access'

/** What an application ever received of a person; one read for a request, however often it is asked. */
async function releasedTo(database: Database, sub: string, clientId: string): Promise<ReadonlySet<string>> {
  const unit = UnitOfWork.current()
  const key = `pelepasan.read:${sub} ${clientId}`
  const reading = unit.recall<Promise<{ klaim: string }[]>>(key)
    ?? database.query<{ klaim: string }>(selectReleased(sub, clientId))
  unit.remember(key, reading)
  return new Set((await reading).map(({ klaim }) => klaim))
}

/**
 * Whether the grant of this session lets the application in without the person already. What was agreed to in this very
 * request does not count: it may have been agreed to before the person was held.
 */
async function hasOffline(ctx: KoaContextWithOIDC, clientId: string): Promise<boolean> {
  const { session, provider } = ctx.oidc
  const grantId = session?.grantIdFor(clientId)
  const grant = grantId === undefined ? undefined : await provider.Grant.find(grantId)
  return grant?.getOIDCScope().split(' ').includes(OFFLINE) ?? false
}

/** Asked for one person in many: whoever is not held costs nothing here. */
export async function judgeHeld(ctx: KoaContextWithOIDC, database: Database, person: PersonToday): Promise<Verdict> {
  const { client, requestParamScopes: scopes } = ctx.oidc as typeof ctx.oidc & { requestParamScopes: Set<string> }
  if (!person.tahan || !client) return { ok: true }
  const asked = claimsOfScopes([...scopes].join(' '))
  const offline = scopes.has(OFFLINE)
  return mayGetMore({
    had: await releasedTo(database, person.id, client.clientId),
    asksConsent: registrationOf(client).eksternal || offline,
    wanted: Object.keys(claimsOf(person, { syntheticCodes: false, klien: client.clientId })).filter((claim) => asked.has(claim)),
    wantsOffline: offline && !await hasOffline(ctx, client.clientId),
  })
}
