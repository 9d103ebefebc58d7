import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import type { Seal } from '../../../kernel/lib/seal.ts'
import { actAs } from '../../audit/act.ts'
import { BUNDLE_SOURCE, readBundle } from '../source/bundle.ts'
import { bundleFilesOf, type SourceFile } from '../source/files.ts'
import { isInvented } from '../source/invented.rules.ts'
import { packBundle } from './bundle-seal.ts'
import { requestApplication, cancelUnstarted, insertUpload } from './upload.queries.ts'
import { insertNewRun } from './write.queries.ts'

/** What use-cases of the stewards need. */
export interface RunDesk {
  readonly database: Database
  readonly clock: Clock
}

/**
 * Takes an uploaded bundle, looks at its columns, and asks for a dry run, which a free node begins at once.
 *
 * @param upload `files`: pegawai.csv and perhaps unor.csv and penugasan.csv, told by their names; one file alone may have
 *   any. `full`: everybody of the source. `by`: sub of the steward
 * @returns id of the run
 * @throws FeedRefusal where a file cannot be trusted (no CSV, a column missing, cut off, no data); OperatorError where
 *   there is no list of people: nothing is kept then
 */
export async function stageUpload(
  { database, clock, seal }: RunDesk & { readonly seal: Seal },
  { files, full, by }: { readonly files: readonly SourceFile[]; readonly full: boolean; readonly by: string },
): Promise<string> {
  const bundle = bundleFilesOf(files)
  await readBundle(bundle)
  const run = newId()
  await actAs({ database, clock, actor: `pegawai:${by}` }, async ({ trx, at, tell }) => {
    const mode = full ? 'penuh' : 'sebagian'
    await insertNewRun(trx, {
      id: run, sumber: BUNDLE_SOURCE, mode, trigger: 'unggah', actor: `pegawai:${by}`, startedAt: at, requested: 'uji',
      synthetic: isInvented(bundle.pegawai.bytes.toString('latin1')), sha256: bundle.sha256,
    })
    await insertUpload(trx, { run, sealed: packBundle(seal, run, bundle), at })
    tell<'kepegawaian.diunggah'>({
      kind: 'kepegawaian.diunggah', data: { run, mode, sha256: bundle.sha256.toString('hex') },
    })
  })
  return run
}

/**
 * Confirms a dry run: its bundle is run in earnest, once, however often it is confirmed. The difference is made anew and
 * braked anew; where it is not the one that was shown, nothing is applied and the run shows the new one.
 * @returns false when there is no dry run (any more) whose bundle is kept
 */
export async function confirmRun(
  { database, clock }: RunDesk, { runId, by }: { readonly runId: string; readonly by: string },
): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${by}` }, async ({ trx, at, tell }) => {
    const sumber = await requestApplication(trx, { run: runId, from: 'uji', at })
    if (sumber === undefined) return false
    tell<'kepegawaian.unggahan-dikonfirmasi'>({ kind: 'kepegawaian.unggahan-dikonfirmasi', data: { run: runId, sumber } })
    return true
  })
}

/**
 * Gives up a dry run, a question of the brake with whatever was allowed of it, or a bundle that nobody began.
 *
 * @param alasan why; it stands in the run and in the audit trail
 * @returns false when there is nothing to give up (any more)
 */
export async function cancelRun(
  { database, clock }: RunDesk, { runId, by, alasan }: { readonly runId: string; readonly by: string; readonly alasan: string },
): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${by}` }, async ({ trx, at, tell }) => {
    const sumber = await cancelUnstarted(trx, { run: runId, alasan, at })
    if (sumber === undefined) return false
    tell<'kepegawaian.run-dibatalkan'>({ kind: 'kepegawaian.run-dibatalkan', data: { run: runId, sumber, alasan } })
    return true
  })
}
