/**
 * A sentence for the operator: what is wrong and what to do about it. Whoever starts the process (cli.ts, start.ts)
 * prints `message` alone, without a stack, and exits with status 1. Every other error is a defect and keeps its stack.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
