import type { AdapterPayload } from 'oidc-provider'

/** The columns of an artefact that the library sees. */
export interface StoredArtefact {
  readonly payload: string
  readonly consumed_at: Date | null
}

/** @returns the artefact as the library wrote it; a consumed one has its mark, on which reuse detection depends */
export function fromStored(id: string, { payload, consumed_at: at }: StoredArtefact): AdapterPayload {
  const consumed = at && { consumed: Math.floor(at.getTime() / 1000) }
  return { ...JSON.parse(payload) as AdapterPayload, jti: id, ...consumed }
}
