import type { ImportResult } from '../../domain/kepegawaian/index.ts'
import type { Synced } from '../../domain/kepegawaian/sync/index.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import type { Outcome } from './command.ts'
import { importText } from './import-text.rules.ts'

const sum = (results: readonly ImportResult[], of: (result: ImportResult) => number): number =>
  results.reduce((total, result) => total + of(result), 0)

/**
 * What a sync came to: the numbers of all sources together, and of each.
 * @throws OperatorError where one of them was not applied, after all were asked: its sentence, and what the others did
 */
export function syncOutcome(synced: readonly Synced[]): Outcome {
  const text = synced.map((one) => `${one.sumber}: ${sentenceOf(one)}`).join('\n\n')
  const failed = synced.find((one) => 'error' in one)
  if (failed) {
    const isForeign = !(failed.error instanceof OperatorError)
    if (isForeign) throw failed.error
    throw new OperatorError(text, { cause: failed.error })
  }
  const results = synced.flatMap((one) => one.outcome === 'diterapkan' ? [one.result] : [])
  return {
    text,
    json: {
      read: sum(results, ({ read }) => read), created: sum(results, ({ created }) => created),
      changed: sum(results, ({ changed }) => changed), unchanged: sum(results, ({ unchanged }) => unchanged),
      ended: sum(results, ({ ended }) => ended), quarantined: results.flatMap(({ quarantined }) => quarantined),
      sources: synced.map((one) => (
        { source: one.sumber, outcome: one.outcome, ...(one.outcome === 'diterapkan' && { result: one.result }) })),
    },
  }
}

function sentenceOf(one: Synced): string {
  if (one.outcome === 'diterapkan') return importText(one.result, { dryRun: false })
  if (one.outcome === 'tanpa-perubahan') return 'No change since it was last asked.'
  return one.error instanceof Error ? one.error.message : String(one.error)
}
