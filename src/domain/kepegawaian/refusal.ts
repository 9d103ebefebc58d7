import { OperatorError } from '../../kernel/lib/operator-error.ts'
import type { Finding } from './finding.ts'
import type { UnknownUnit } from './pemetaan/unknown-units.rules.ts'

export type RefusalCode =
  | 'no-text' | 'no-data' | 'header' | 'truncated' | 'too-many-bad' | 'too-few'

/** A feed that is refused whole: nothing of it is applied, the run is recorded as `ditolak`. */
export class FeedRefusal extends OperatorError {
  readonly code: RefusalCode
  readonly findings: readonly Finding[]
  /** to be mapped by a person, so that the next feed is not refused for them again */
  readonly unknownUnits: readonly UnknownUnit[]

  /** @param message a sentence for the operator, without values of the feed */
  constructor(
    code: RefusalCode, message: string, findings: readonly Finding[] = [], unknownUnits: readonly UnknownUnit[] = [],
  ) {
    super(`${message} Nothing was changed.`)
    this.code = code
    this.findings = findings
    this.unknownUnits = unknownUnits
  }
}
