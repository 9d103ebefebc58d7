/** What the checks of a form know beside the form itself. */

/** A host that somebody has, or asks for. */
export interface HostDikenal {
  readonly host: string
  /** What runs there, in words. */
  readonly nama: string
  readonly opd: string
}

export interface KonteksIsian {
  /** YYYY-MM-DD in WIB. */
  readonly today: string
  /** Registered hosts but this application's own. */
  readonly terdaftar: readonly HostDikenal[]
  /** Hosts that other applications on their way ask for. */
  readonly diajukan: readonly HostDikenal[]
  /** Attachments of this application, by id. */
  readonly lampiran: ReadonlyMap<string, { readonly jenis: string }>
  /** Units that an entry rule may name: those that are alive. */
  readonly unit: ReadonlySet<string>
  /** Ids of people whom the entry rule names, those that there are. */
  readonly orang: ReadonlySet<string>
  /** Whether its host was proven to be the OPD's. */
  readonly hostTerbukti: boolean
  /** Of this instance. */
  readonly issuer: string
}
