/** A sentence for the operator: printed as it is, without a stack; the command ends with status 1. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
