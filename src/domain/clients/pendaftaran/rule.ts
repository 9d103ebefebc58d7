import type { Mistake } from '../registered-uris.rules.ts'
import type { CompleteFields } from './complete.rules.ts'

/** One rule that binds several fields of a client file together. */
export type Rule = (file: CompleteFields, options: { readonly demo: boolean }) => Mistake[]

/** @returns the mistake when there is one */
export const when = (wrong: boolean, field: string, message: string): Mistake[] => wrong ? [{ field, message }] : []
