/** Why a session ended, as the row of a delivery says it. */
export type LogoutReason =
  /** The person signed out, here or from an application. */
  | 'keluar'
  | 'dibekukan'
  /** The personnel data say that the person may no longer sign in. */
  | 'berhenti'
  | 'sandi-diganti'
  /** What it was begun with was taken from the person, for him to begin anew. */
  | 'faktor-disetel-ulang'
  /** The passkey that it was begun with was taken away, or stopped. */
  | 'kunci-dicabut'
  /** Its owner ended it from another one. */
  | 'diakhiri-pemilik'

/** One logout token to be told to one application; `attempts` counts the one that begins now. */
export interface Delivery {
  readonly id: string
  readonly accountId: string
  readonly clientId: string
  /** The session as this application knows it. */
  readonly sid: string
  readonly attempts: number
}

/** What one attempt came to. The receipt is in words of ours: never a body, nothing that a receiver chose. */
export interface Outcome {
  /** `refused` is tried again while there are tries left, `hopeless` is not. */
  readonly result: 'delivered' | 'refused' | 'hopeless'
  readonly receipt: string
}
