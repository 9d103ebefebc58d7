import type { Knex } from 'knex'
import { weighLosses } from './brake/brake.queries.ts'
import { alarmsOf, digestOf, type Ending, endingsOf } from './brake/brake.rules.ts'
import { compareFeed } from './compare.service.ts'
import type { Comparison } from './difference/comparison.ts'
import { compareMissing, type MissingDifference } from './difference/missing.rules.ts'
import type { Feed, OnProgress } from './feed.ts'
import { loadBack, loadMissing } from './missing.queries.ts'
import { type ImportResult, quarantinedLines, resultOf } from './outcome.rules.ts'
import { loadEventGround } from './peristiwa/snapshot.service.ts'
import { countPreviousRows } from './run.queries.ts'
import type { Alarm } from './runs/run.ts'
import { refuseTooFew, refuseTooManyBad } from './validation/limits.rules.ts'
import type { ValidFeed } from './validation/validate.rules.ts'

export interface JudgeContext {
  readonly sumber: string
  /** sources that come first, where they know somebody too */
  readonly leading: readonly string[]
  /** `penuh`: everybody; `sebagian`: some; `perubahan`: what changed, of which a bad line hurts nobody but itself */
  readonly extent: Extent
  readonly synthetic: boolean
  readonly today: string
  /** when reading of the source began */
  readonly asOf: Date
  readonly onProgress: OnProgress
}

export type Extent = 'penuh' | 'sebagian' | 'perubahan'

/** What a feed would do, and whether two people have to be asked. */
export interface Judgement {
  readonly comparison: Comparison
  readonly missing: MissingDifference
  readonly result: ImportResult
  readonly endings: readonly Ending[]
  /** limits of the brake that are passed; empty: it may go on */
  readonly alarms: readonly Alarm[]
  /** of the very difference that would be allowed */
  readonly digest: Buffer
}

/**
 * Compares a feed with the database and weighs what it would take away. Writes nothing.
 * @throws FeedRefusal for a feed that is plainly broken: half of it gone, or more than a tenth of it bad
 */
export async function judgeFeed(
  trx: Knex.Transaction, feed: Feed, valid: ValidFeed, context: JudgeContext,
): Promise<Judgement> {
  const { sumber, extent, today, onProgress } = context
  const { file, read } = valid.pegawai
  const previous = extent === 'penuh' ? await countPreviousRows(trx, sumber) : undefined
  if (previous !== undefined) refuseTooFew(file, read, previous)
  const ground = await loadEventGround(trx, context.asOf, today)
  const comparison = await compareFeed(trx, valid, { ...context, ...ground })
  if (extent !== 'perubahan') {
    refuseTooManyBad(file, read, quarantinedLines(valid, comparison), comparison.unknownUnits)
  }
  const missing = await whoIsMissing(trx, valid, {
    ...context, others: new Set([...ground.beyond, ...comparison.perhaps]),
  })
  onProgress({ step: 'brake', done: 0, total: 1 })
  const endings = endingsOf(comparison.people, missing)
  const weights = endings.length === 0 ? []
    : await weighLosses(trx, { lost: endings.map(({ pegawaiId }) => pegawaiId), today })
  const names = new Map(weights.map(({ opd, nama }) => [opd, nama]))
  const lengths = previous === undefined ? undefined : { read, previous }
  const alarms = alarmsOf(weights, lengths, (opd) => names.get(opd) ?? null)
  onProgress({ step: 'brake', done: 1, total: 1 })
  // Of a shorter source also who would be held: otherwise one permission would let through any loss.
  const held: Ending[] = alarms.some(({ kind }) => kind === 'lebih-pendek')
    ? missing.held.map(({ pegawai_id, keadaan }) => ({ pegawaiId: pegawai_id, dari: keadaan, ke: 'tahan' })) : []
  return {
    comparison, missing, endings, alarms, digest: digestOf(sumber, [...endings, ...held]),
    result: resultOf(feed, valid, comparison, extent === 'penuh' ? missing : undefined),
  }
}

/** In a part nobody is missing, but who is in it is here again. */
async function whoIsMissing(
  trx: Knex.Transaction, { pegawai, nips }: ValidFeed, { sumber, leading, extent, today, others }: JudgeContext & { readonly others: ReadonlySet<string> },
): Promise<MissingDifference> {
  const present = { sumber, leading, externalIds: [...pegawai.ids], nips, today }
  const missing = (extent === 'penuh' ? await loadMissing(trx, present) : []).filter(({ pegawai_id }) => !others.has(pegawai_id))
  return compareMissing(missing, await loadBack(trx, present), { certain: pegawai.certain, today })
}
