/** What is known of a run, for whoever looks at it; no value of any person but in its differences. */

export const STEPS = ['snapshot', 'validasi', 'selisih', 'rem', 'penerapan'] as const
export type Step = (typeof STEPS)[number]

/**
 * `menunggu`: the brake asks two people. `uji`: a dry run whose difference is kept for a while. `dibatalkan`: given up,
 * `reason` says why; nothing was changed, as with `ditolak`.
 */
export const OUTCOMES = ['berjalan', 'menunggu', 'diterapkan', 'ditolak', 'dibatalkan', 'uji'] as const
export type RunOutcome = (typeof OUTCOMES)[number]

/** `perintah`: the command line. `jadwal`: the schedule. `unggah`: a steward of BKD, in the browser. `kiriman`: events. */
export type Trigger = 'perintah' | 'jadwal' | 'unggah' | 'kiriman'

export interface RunSummary {
  readonly id: string
  readonly sumber: string
  /** `penuh`: the source said that it is everybody */
  readonly mode: 'sebagian' | 'penuh' | 'peristiwa'
  readonly trigger: Trigger
  /** `operator`, `sistem`, or `pegawai:<sub>` */
  readonly actor: string
  /** name of the steward, where it was one */
  readonly actorName: string | null
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly outcome: RunOutcome
  /** refused or given up: a code (`too-few`, `terputus`, `sumber:timeout` and so on), else null */
  readonly reason: string | null
  /** the step it is at, or was at last; null for runs before there were steps */
  readonly step: Step | null
  /** so much of `total`, whose unit differs from step to step */
  readonly done: number
  readonly total: number
  /** when the progress was last told */
  readonly beatAt: Date | null
  /** an uploaded bundle that waits for its turn: what will be done with it */
  readonly requested: 'uji' | 'terapkan' | null
  readonly counts: RunCounts
}

/** Each is null while it is not known. */
export interface RunCounts {
  readonly read: number | null
  readonly created: number | null
  readonly changed: number | null
  readonly unchanged: number | null
  readonly ended: number | null
  readonly quarantined: number | null
  readonly missing: number | null
}

export interface Run extends RunSummary {
  /** hex; null until the source has been read */
  readonly sha256: string | null
  /** when reading of the source began */
  readonly asOf: Date | null
  /** columns and files that the source does not have */
  readonly missingColumns: readonly string[]
  /** how many lines were left out, and taken over with a doubt, by reason */
  readonly reasons: Readonly<Record<string, number>>
  readonly warnings: Readonly<Record<string, number>>
  /** why somebody of BKD gave it up, in his words */
  readonly cancelledFor: string | null
  /** rows of `listDifferences` */
  readonly differences: number
  /** whether its uploaded bundle is still kept */
  readonly hasBundle: boolean
  /** the brake's question, answered or not; undefined where it did not ask */
  readonly question: Question | undefined
}

/** One of the brake's limits that a run passed. */
export type Alarm =
  | { readonly kind: 'jumlah'; readonly endings: number; readonly people: number; readonly limit: number }
  | {
    readonly kind: 'opd'; readonly unitId: string; readonly nama: string | null
    readonly endings: number; readonly people: number
  }
  | { readonly kind: 'lebih-pendek'; readonly read: number; readonly previous: number }

export interface Question {
  readonly id: string
  /** hex: what exactly would be allowed */
  readonly digest: string
  readonly alarms: readonly Alarm[]
  readonly askedAt: Date
  /** who allowed it, in order: two different people are needed */
  readonly allowedBy: readonly { readonly id: string; readonly nama: string; readonly at: Date }[]
  /** the run that used the permission; another one where the source is polled */
  readonly usedBy: string | null
  readonly withdrawnAt: Date | null
}

export interface Difference {
  readonly number: number
  readonly subject: 'pegawai' | 'unit' | 'jabatan'
  readonly pegawaiId: string | null
  /** today's; null for somebody who is not there (yet), and for units and jabatan */
  readonly nama: string | null
  readonly externalId: string | null
  readonly column: string
  readonly before: string | null
  readonly after: string | null
}

export interface Quarantined {
  readonly number: number
  readonly file: string
  readonly line: number
  readonly field: string
  readonly reason: string
}
