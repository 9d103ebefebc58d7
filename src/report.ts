import { OperatorError } from './kernel/lib/operator-error.ts'

/** Ends the process: a sentence for what the operator can mend, the stack for what we have to. */
export function reportAndExit(error: unknown): never {
  const text = error instanceof OperatorError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
