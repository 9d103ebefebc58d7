import { createHmac } from 'node:crypto'
import type { Client, Grant, KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { ResourceServer } from '../domain/clients/sumber/sumber.types.ts'
import type { Admission } from './admission.ts'
import { registrationOf } from './registration.ts'
import { claimsBeyondScopes, claimsOfScopes } from './scopes.ts'

/**
 * A name for "this session at this client" that every request of the session computes alike: restored tabs that enter
 * one application at once agree on the grant and on the `sid`, whoever writes first.
 */
function derive(sessionUid: string, clientId: string, purpose: 'sid' | 'grant' | 'consent'): string {
  return createHmac('sha256', sessionUid).update(`${purpose}:${clientId}`).digest('base64url')
}

/** Name of the grant of a session's first agreement with a client: of many given at once there is one. */
export const consentName = (sessionUid: string, clientId: string): string => derive(sessionUid, clientId, 'consent')

/** @returns the scopes that the registration was approved for, `openid` among them */
export function approvedScopes(client: Client): string {
  return [...new Set(['openid', ...(client.scope ?? '').split(' ').filter(Boolean)])].join(' ')
}

/** What a grant holds: scopes of people's data, and scopes by resource server. */
export interface Grantable {
  readonly scopes: string
  readonly sumber: readonly Pick<ResourceServer, 'identifier' | 'scopes'>[]
}

/** Writes into a grant what the registration allows, and what no request may have on top of it. */
export function fillGrant(grant: Grant, { scopes, sumber }: Grantable): void {
  grant.addOIDCScope(scopes)
  for (const { identifier, scopes: own } of sumber) grant.addResourceScope(identifier, own.join(' '))
  grant.addOIDCClaims([...claimsOfScopes(scopes)])
  grant.rejectOIDCClaims(claimsBeyondScopes(scopes))
}

/**
 * Applications of the province ask for no consent: the grant of this session holds what the registration was approved
 * for. A new grant at each sign-in would end the tokens issued before it in the same session, so it is looked for
 * first. Clients outside the province's hosts keep the library's way: what the person agreed to.
 * @param admission decides who may enter
 * @returns a hook that gives the grant, or undefined where consent must be asked or the person may not enter
 */
export function createGrantLoader(admission: Admission) {
  return async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
    const { session, client } = ctx.oidc
    if (!session || !client) return undefined
    // Whoever may not enter is no user of the application: it gets no grant, and no logout token later.
    const grant = (await admission(ctx)).ok ? await findOrMakeGrant(ctx) : undefined
    if (grant && session.sidFor(client.clientId) === undefined) {
      session.sidFor(client.clientId, derive(session.uid, client.clientId, 'sid'))
    }
    return grant
  }
}

/** Whether a grant says just what the registration allows today. */
function holds(grant: Grant, { scopes, sumber }: Grantable): boolean {
  return grant.getOIDCScope() === scopes
    && sumber.every(({ identifier, scopes: own }) => grant.getResourceScope(identifier) === own.join(' '))
}

async function findOrMakeGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { session, client, account, provider } = ctx.oidc as typeof ctx.oidc & { provider: Provider }
  if (!session || !client || !account) return undefined
  const known = ctx.oidc.result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  if (registrationOf(client).eksternal) {
    // What was agreed to a moment ago in another tab need not be in the session yet.
    return provider.Grant.find(known ?? consentName(session.uid, client.clientId))
  }
  const found = known === undefined ? undefined : await provider.Grant.find(known)
  const approved = { scopes: approvedScopes(client), sumber: registrationOf(client).sumber }
  if (found && holds(found, approved)) return found
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  if (found) grant.jti = found.jti
  // A grant that was revoked never gets its name back: tokens that were in flight then would live again.
  else if (known === undefined) grant.jti = derive(session.uid, client.clientId, 'grant')
  fillGrant(grant, approved)
  await grant.save()
  return grant
}
