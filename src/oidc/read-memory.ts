import type { AdapterPayload } from 'oidc-provider'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import { fromStored, type StoredArtefact } from './stored.ts'

/** Models that are not used up: a second read of the same request finds what the first one found. */
export type RepeatableModel = 'Grant' | 'Interaction'

const keyOf = (model: RepeatableModel, id: string): string => `${model}.read:${id}`

/** Keeps a row for the rest of this request. @param row null when there is none */
export function rememberRead(model: RepeatableModel, id: string, row: StoredArtefact | null): void {
  UnitOfWork.current().remember(keyOf(model, id), row)
}

/** @returns what an earlier read of this request found: null when there is none, undefined when nobody has read it */
export function recallRead(model: RepeatableModel, id: string): AdapterPayload | null | undefined {
  const row = UnitOfWork.current().recall<StoredArtefact | null>(keyOf(model, id))
  return row && fromStored(id, row)
}
