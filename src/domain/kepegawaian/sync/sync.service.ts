import type { Database } from '../../../kernel/db/database.ts'
import type { Holder } from '../../../kernel/db/session-lock.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import type { Actor } from '../../audit/index.ts'
import { BrakeHolds } from '../brake/holds.ts'
import type { Feed, OnProgress } from '../feed.ts'
import type { Extent } from '../judge.service.ts'
import type { ImportResult } from '../outcome.rules.ts'
import { FeedRefusal } from '../refusal.ts'
import { asTheOnlyRun, conductRun } from '../runs/conduct.service.ts'
import type { Errand } from '../runs/errand.ts'
import type { OpenedSource } from '../source/source.ts'
import { SourceDown } from '../source/source.ts'
import type { ScheduledSource } from '../source/sources.ts'
import { dueNow, pauseMinutes } from './schedule.rules.ts'
import { findTimetables, markFailed, markSucceeded, markTried, type SourceTimetable } from './source.queries.ts'

/** Longer than any source takes by its own limits. */
const LONGEST_MS = 15 * 60_000

export interface SyncDesk {
  readonly database: Database
  readonly clock: Clock
  /** in the order of precedence: whom an earlier one knows, a later one only adds to */
  readonly sources: readonly ScheduledSource[]
}

/** What came of one source. Whatever it was, nobody lost anything but by a run that was applied. */
export type Synced =
  | { readonly sumber: string; readonly outcome: 'diterapkan'; readonly result: ImportResult }
  /** it told of no change */
  | { readonly sumber: string; readonly outcome: 'tanpa-perubahan' }
  /** the brake asks (`menunggu`), what it told is refused (`ditolak`), it cannot be read (`mati`) or failed here (`gagal`) */
  | { readonly sumber: string; readonly outcome: 'menunggu' | 'ditolak' | 'mati' | 'gagal'; readonly error: unknown }

/** Names of the sources that are read by themselves, in the order of their precedence. */
export const namesOf = (sources: readonly ScheduledSource[]): string[] => sources.map(({ source: { sumber } }) => sumber)

/**
 * Asks whatever source is due, one after the other, as the one run of the house.
 * @returns what came of each; nothing while another run is under way: the next tick comes anyway
 */
export async function syncDue(desk: SyncDesk): Promise<readonly Synced[]> {
  const { database, clock, sources } = desk
  const states = await findTimetables(database)
  const due = sources.flatMap((scheduled) => {
    const { source, everyMinutes } = scheduled
    const tellsChanges = source.changedSince !== undefined
    const extent = dueNow(states.get(source.sumber), { everyMinutes, tellsChanges }, clock.now())
    return extent ? [{ scheduled, extent }] : []
  })
  if (due.length === 0) return []
  const done = await asTheOnlyRun(database, (holder) =>
    syncEach(due, { ...desk, states, holder, trigger: 'jadwal', actor: 'sistem', onProgress: () => undefined }))
  return done?.value ?? []
}

/**
 * Asks sources at once, on behalf of an operator.
 * @param wish `sumber`: that one alone; `full`: everybody, also of a source that can tell what changed
 * @throws OperatorError when there is no such source, or another run is under way
 */
export async function syncNow(
  desk: SyncDesk, { sumber, full, onProgress }: { sumber?: string | undefined; full: boolean; onProgress: OnProgress },
): Promise<readonly Synced[]> {
  const wanted = desk.sources.filter(({ source }) => sumber === undefined || source.sumber === sumber)
  if (wanted.length === 0) {
    const known = namesOf(desk.sources).join(', ')
    throw new OperatorError(sumber === undefined || known === '' ? 'No source is configured (SIMPEG_DATABASE_URL, SIMPEG_API_URL).'
      : `There is no source ${sumber}; there is ${known}.`)
  }
  const states = await findTimetables(desk.database)
  const asked = wanted.map((scheduled) => ({
    scheduled, extent: full || !scheduled.source.changedSince ? 'penuh' as const : 'perubahan' as const,
  }))
  const done = await asTheOnlyRun(desk.database, (holder) =>
    syncEach(asked, { ...desk, states, holder, trigger: 'perintah', actor: 'operator', onProgress }))
  if (!done) throw new OperatorError('Another import of personnel data is running. Try again when it is done.')
  return done.value
}

interface Round extends SyncDesk {
  readonly states: ReadonlyMap<string, SourceTimetable>
  readonly holder: Holder
  readonly trigger: 'jadwal' | 'perintah'
  readonly actor: Actor
  readonly onProgress: OnProgress
}

interface Asked {
  readonly scheduled: ScheduledSource
  readonly extent: 'penuh' | 'perubahan'
}

/** One source that is down keeps no other from being read. */
async function syncEach(asked: readonly Asked[], round: Round): Promise<Synced[]> {
  const results: Synced[] = []
  for (const one of asked) results.push(await syncOne(one, round))
  return results
}

async function syncOne({ scheduled, extent }: Asked, round: Round): Promise<Synced> {
  const { source: { sumber }, everyMinutes } = scheduled
  const { database, clock } = round
  try {
    const result = extent === 'penuh' ? await readWhole(scheduled, round) : await readChanges(scheduled, round)
    return result ? { sumber, outcome: 'diterapkan', result } : { sumber, outcome: 'tanpa-perubahan' }
  } catch (error) {
    const at = clock.now()
    if (error instanceof BrakeHolds) {
      await markTried(database, sumber, at)
      return { sumber, outcome: 'menunggu', error }
    }
    const isKnown = error instanceof SourceDown || error instanceof FeedRefusal
    await markFailed(database, {
      sumber, code: isKnown ? error.code : 'gagal', at, pause: (failures) => pauseMinutes(everyMinutes, failures),
    })
    return { sumber, outcome: error instanceof SourceDown ? 'mati' : isKnown ? 'ditolak' : 'gagal', error }
  }
}

async function readWhole({ source }: ScheduledSource, round: Round): Promise<ImportResult> {
  const { holder, onProgress } = round
  return conductRun(errandOf(source.sumber, 'penuh', round), {
    holder, onProgress, open: () => source.everything(AbortSignal.timeout(LONGEST_MS)),
  })
}

/** A question that is answered with nothing makes no run: there would be one each minute. */
async function readChanges({ source }: ScheduledSource, round: Round): Promise<ImportResult | undefined> {
  const { database, clock, holder, onProgress, states } = round
  const { sumber } = source
  const answer = await source.changedSince?.(states.get(sumber)?.cursor ?? undefined, AbortSignal.timeout(LONGEST_MS))
  if (!answer) return undefined
  const { source: opened, cursor } = answer
  const feed = await opened.read(onProgress)
  if (isEmpty(feed)) {
    await markSucceeded(database.knex, { sumber, whole: false, at: clock.now(), cursor })
    return undefined
  }
  const again: OpenedSource = { ...opened, read: () => Promise.resolve(feed) }
  return conductRun({ ...errandOf(sumber, 'perubahan', round), cursor }, {
    holder, onProgress, open: () => Promise.resolve(again),
  })
}

const isEmpty = ({ pegawai, unor, penugasan }: Feed): boolean =>
  [pegawai, unor, penugasan].every((sheet) => !sheet || sheet.lines.length + sheet.unreadable.length === 0)

function errandOf(sumber: string, extent: Extent, { database, clock, sources, trigger, actor }: Round): Errand {
  const names = namesOf(sources)
  return {
    database, clock, run: newId(), sumber, extent, leading: names.slice(0, names.indexOf(sumber)), synthetic: false,
    trigger, actor, startedAt: clock.now(), today: clock.today(), rehearsal: false,
  }
}
