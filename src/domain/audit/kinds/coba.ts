/** What developers try. */
export interface CobaKinds {
  /** A sign-in with a client of one's own, at our own address; `percobaan` is our id of it. It is no entry of the application. */
  'klien.dicoba': { percobaan: string }
}
