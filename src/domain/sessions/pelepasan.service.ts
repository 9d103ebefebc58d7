import type { Clock } from '../../kernel/lib/clock.ts'
import { sha256 } from '../../kernel/lib/ids.ts'
import { UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import { insertRelease, type Release } from './pelepasan.queries.ts'

/** Ten thousand people at five applications in two sets each; beyond it rows are offered again, which does no harm. */
const MOST_REMEMBERED = 100_000

/** The release ledger (decision 12). */
export interface ReleaseLedger {
  /**
   * Stages the row of a release in the current unit of work: an answer whose row cannot be written does not leave. The
   * second release of a day costs nothing: this process knows what it has written, another one's row stays as it is.
   */
  record(release: Release): void
}

/** @param most how many rows of today are remembered */
export function createReleaseLedger(clock: Clock, { most = MOST_REMEMBERED } = {}): ReleaseLedger {
  const written = new Set<string>()
  let day = ''

  const startDay = (today: string): void => {
    if (today === day && written.size < most) return
    written.clear()
    day = today
  }

  return {
    record(release) {
      const today = clock.today()
      startDay(today)
      const key = sha256(JSON.stringify([release.pegawaiId, release.clientId, release.klaim])).toString('base64url')
      if (written.has(key)) return
      const unit = UnitOfWork.current()
      unit.append(insertRelease(release, today, clock.now()))
      unit.whenFlushed(() => {
        if (today === day) written.add(key)
      })
    },
  }
}
