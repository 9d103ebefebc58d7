import type { AdapterPayload } from 'oidc-provider'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'

const KEY = 'token.disodorkan'
const SECRET_KEY = 'rahasia.disodorkan'

/** Keeps the code or token that a request presented, as it was found: over or used up the library throws it away. */
export function rememberPresented(payload: AdapterPayload): void {
  UnitOfWork.current().remember(KEY, payload)
}

/** @returns the last code or token that this request presented and that is in the tables, whatever it is worth */
export const presentedToken = (): AdapterPayload | undefined => UnitOfWork.current().recall(KEY)

/** Keeps the SHA-256 of a secret that was not taken, for this request alone. */
export function rememberRefusedSecret(hash: Buffer): void {
  UnitOfWork.current().remember(SECRET_KEY, hash)
}

/** @returns the SHA-256 of the secret that this request was refused for */
export const refusedSecret = (): Buffer | undefined => UnitOfWork.current().recall(SECRET_KEY)
