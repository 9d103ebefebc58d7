import type { AdapterPayload } from 'oidc-provider'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'

const keyOf = (grantId: string): string => `Grant.read:${grantId}`

/** @returns a grant that another read of this request brought along: null when there is none, undefined when none did */
export function recallGrant(grantId: string): AdapterPayload | null | undefined {
  return UnitOfWork.current().recall(keyOf(grantId))
}

/** Keeps a grant for the rest of this request. @param payload as stored, null when there is none */
export function rememberGrant(grantId: string, payload: string | null): void {
  const grant = payload === null ? null : { ...JSON.parse(payload) as AdapterPayload, jti: grantId }
  UnitOfWork.current().remember(keyOf(grantId), grant)
}
