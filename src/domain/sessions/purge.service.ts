import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../kernel/db/database.ts'
import { OLD_MAIL } from '../../kernel/notifications/index.ts'
import { deleteBatch, type Leftovers } from '../../kernel/db/leftovers.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { REFUSED_RECORDS } from '../accounts/kontak/catat.queries.ts'
import { OLD_TRY_OUTS } from '../clients/coba/coba.queries.ts'
import { OLD_GALAT } from '../clients/galat/galat.queries.ts'
import { OLD_LONG_CODES } from '../mfa/aktivasi/kode-panjang.queries.ts'
import { OLD_PERMINTAAN } from '../mfa/aktivasi/permintaan.queries.ts'
import { OLD_BUKAN_SAYA } from '../accounts/bukan-saya/bukan-saya.queries.ts'
import { EXPIRED_CODES } from '../accounts/kode/kode.queries.ts'
import { EXPIRED_LINKS } from '../accounts/tautan/tautan.queries.ts'
import { OLD_COUNTS } from '../accounts/pesan/batas.queries.ts'
import { OLD_NETWORKS } from '../accounts/sinyal/jaringan.queries.ts'
import { OLD_SIGNALS } from '../accounts/sinyal/tebakan.queries.ts'
import { EXPIRED_TRIES } from '../accounts/throttle/purge.queries.ts'
import { EXPIRED_CHALLENGES, SPENT_CODES, UNCONFIRMED } from '../mfa/purge.queries.ts'
import { UNSEEN_DEVICES } from '../mfa/perangkat/perangkat.queries.ts'
import { FRUITLESS_RUNS } from '../pegawai/run-purge.queries.ts'
import { OLD_SCANS, REFUSED } from '../pegawai/usulan-purge.queries.ts'
import { OLD_QUOTAS } from './petakan/petakan.queries.ts'
import { EXPIRED, OLD_DELIVERIES } from './purge.queries.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Clocks of nodes may differ by two seconds: what one of them still takes for alive must not be gone. */
const GRACE_MS = MINUTE_MS

/** How long a receipt can be looked at. */
const KEEP_RECEIPTS_MS = 30 * DAY_MS

/** How long it can be looked at what the staff recorded and BKD refused. */
const KEEP_REFUSED_MS = 365 * DAY_MS

/** How long a run of the personnel sources that changed nothing can be looked at. */
const KEEP_FRUITLESS_MS = 14 * DAY_MS

/** How long a network counts as one that somebody signs in from, after he did last. */
const KEEP_NETWORKS_MS = 90 * DAY_MS

/** How long somebody may take to bring a new authenticator to show its first right code. */
const KEEP_UNCONFIRMED_MS = 60 * MINUTE_MS

/** How long what a try-out saw may lie there after its end; its page shows it half as long. */
const KEEP_TRY_OUTS_MS = 60 * MINUTE_MS

/** The cookie that makes a device known lives for a year. */
const KEEP_DEVICES_MS = 400 * DAY_MS

/** Some ten milliseconds of PostgreSQL's time. */
const BATCH = 500

/** Between batches, for everybody else. */
const PAUSE_MS = 50

/** A run ends before the next one of the schedule begins, on whichever node. */
const LONGEST_MS = 5 * MINUTE_MS

/** Every ten minutes. */
export const PURGE_SCHEDULE = '*/10 * * * *'

/** What is over when it has expired. */
const PASSING: readonly Leftovers[] = [
  ...EXPIRED, ...EXPIRED_TRIES, ...OLD_SIGNALS, EXPIRED_CODES, EXPIRED_LINKS, OLD_BUKAN_SAYA, OLD_COUNTS, OLD_LONG_CODES,
  OLD_PERMINTAAN, EXPIRED_CHALLENGES, OLD_QUOTAS,
]

/** What goes, and how long after it was over. A new table of passing things joins with one line. */
export const PURGED: readonly { readonly leftovers: Leftovers; readonly keepMs: number }[] = [
  ...PASSING.map((leftovers) => ({ leftovers, keepMs: GRACE_MS })),
  { leftovers: OLD_DELIVERIES, keepMs: KEEP_RECEIPTS_MS },
  { leftovers: OLD_MAIL, keepMs: KEEP_RECEIPTS_MS },
  { leftovers: OLD_TRY_OUTS, keepMs: KEEP_TRY_OUTS_MS },
  { leftovers: OLD_GALAT, keepMs: KEEP_RECEIPTS_MS },
  { leftovers: UNCONFIRMED, keepMs: KEEP_UNCONFIRMED_MS },
  { leftovers: SPENT_CODES, keepMs: KEEP_RECEIPTS_MS },
  { leftovers: OLD_NETWORKS, keepMs: KEEP_NETWORKS_MS },
  { leftovers: UNSEEN_DEVICES, keepMs: KEEP_DEVICES_MS },
  { leftovers: OLD_SCANS, keepMs: 0 },
  { leftovers: FRUITLESS_RUNS, keepMs: KEEP_FRUITLESS_MS },
  ...[...REFUSED, REFUSED_RECORDS].map((leftovers) => ({ leftovers, keepMs: KEEP_REFUSED_MS })),
]

interface Pace {
  /** Called between two batches. */
  readonly pause?: () => Promise<unknown>
}

/**
 * Takes away what has expired and old receipts, in small batches that sign-ins do not feel. What a run leaves, the next
 * one finds.
 * @returns how many rows went, by table
 */
export async function purgeExpired(
  database: Database, clock: Clock, { pause = () => sleep(PAUSE_MS) }: Pace = {},
): Promise<Record<string, number>> {
  const begun = clock.now().getTime()
  const counts: Record<string, number> = {}

  async function purge(leftovers: Leftovers, keepMs: number): Promise<void> {
    counts[leftovers.table] = 0
    for (let gone = BATCH; gone === BATCH && clock.now().getTime() - begun < LONGEST_MS;) {
      const rows = await database.query<{ gone: number }>(deleteBatch(leftovers, new Date(begun - keepMs), BATCH))
      gone = rows[0]?.gone ?? 0
      counts[leftovers.table] = (counts[leftovers.table] ?? 0) + gone
      if (gone > 0) await pause()
    }
  }

  for (const { leftovers, keepMs } of PURGED) await purge(leftovers, keepMs)
  return counts
}
