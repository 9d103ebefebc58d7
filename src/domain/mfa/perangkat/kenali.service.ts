/** The devices of a person, as his sign-ins make them known. */
import type { Database } from '../../../kernel/db/database.ts'
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { deviceName } from '../../../kernel/lib/device-name.ts'
import { fingerprintOf, type KnownBrowser } from '../../accounts/throttle/known-browser.rules.ts'
import { actAs } from '../../audit/act.ts'
import { record } from '../../audit/index.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import { tellOfNewDevice } from '../kabar.ts'
import { addDevice, forgetSurplus, putDevice, type SeenDevice } from './perangkat.queries.ts'
import { trustUntil } from './perangkat.rules.ts'

export interface DeviceDependencies {
  readonly database: Database
  readonly clock: Clock
}

/** A sign-in that ends in a browser that may be remembered. */
export interface EndingSignIn {
  readonly person: Pick<PersonToday, 'id' | 'perangkat'>
  readonly browser: KnownBrowser
  /** Whether this was written down today already: it is, once a day. */
  readonly hariIni: boolean
  /** The person wants it trusted, and may have that. */
  readonly percaya: boolean
}

/**
 * Keeps that somebody signed in from a browser. A device that he has costs nothing, or a part of the statement that ends
 * the sign-in; so does his first. Any other is told to him and to the audit trail in the transaction that adds it. Trust
 * is written by the statement that ends the sign-in alone, with whatever that is bound to.
 */
export async function recordDevice(
  dependencies: DeviceDependencies, { person, browser, hariIni, percaya }: EndingSignIn,
): Promise<void> {
  const now = dependencies.clock.now()
  const device: SeenDevice = {
    pegawaiId: person.id, sidik: fingerprintOf(browser.id, person.id), nama: nameOf(UnitOfWork.originNow()?.device), at: now,
  }
  const isKnown = person.perangkat.some(({ sidik }) => sidik === device.sidik.toString('hex'))
  const isFirst = person.perangkat.length === 0
  if (!isKnown && !isFirst) await meet(dependencies, device)
  if ((isKnown && !hariIni) || isFirst || percaya) {
    UnitOfWork.current().append(putDevice(device, percaya ? trustUntil(now) : undefined))
  }
  if (percaya) {
    record({
      kind: 'perangkat.dipercaya', actor: `pegawai:${person.id}`, subject: person.id,
      data: { sampai: trustUntil(now).toISOString() },
    }, now)
  }
}

function nameOf(userAgent: string | undefined): string | null {
  const { peramban, sistem } = deviceName(userAgent)
  return [peramban, sistem].filter(Boolean).join(', ') || null
}

/** Of twenty sign-ins at once from one browser one adds it, and tells of it. */
function meet({ database, clock }: DeviceDependencies, device: SeenDevice): Promise<void> {
  const { pegawaiId } = device
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
    const added = await addDevice(trx, device)
    if (!added) return
    await forgetSurplus(trx, pegawaiId, at)
    if (!added.lain) return
    tell({ kind: 'sinyal.perangkat-baru', subject: pegawaiId, data: { perangkat: added.id } })
    await tellOfNewDevice(trx, pegawaiId, device.nama, at)
  })
}
