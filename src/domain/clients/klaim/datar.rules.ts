import { z } from 'zod'
import { KLAIM_MASUK, type Klaim, klaimOf, SCOPE_ORANG } from './kontrak.schema.ts'

/** A claim, or a text within one, under a flat name: `opd_induk_kode` is `kode` of `induk` of `opd`. */
export interface FlatName {
  readonly name: string
  readonly claim: string
  /** Keys within the claim; empty for the claim itself. */
  readonly path: readonly string[]
}

/** @returns the type that is left when a value may be missing */
function present(type: z.ZodType): z.ZodType {
  return type instanceof z.ZodOptional ? present(type.unwrap() as z.ZodType) : type
}

function leaves(type: z.ZodType, path: readonly string[]): (readonly string[])[] {
  const inner = present(type)
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([key, value]) => leaves(value, [...path, key]))
  }
  // How many there are is not known before: a list of records has no names of its own.
  return inner instanceof z.ZodArray && inner.element instanceof z.ZodObject ? [] : [path]
}

const flat = ([claim, { bentuk }]: [string, Klaim]): FlatName[] =>
  leaves(bentuk, []).map((path) => ({ name: [claim, ...path].join('_'), claim, path }))

/** @returns the flat names of everything that these space-separated scopes release, in the order of the contract */
export function flatNames(scopes: string): FlatName[] {
  const asked = scopes.split(' ')
  const claims = [...Object.entries(KLAIM_MASUK), ...SCOPE_ORANG.filter((scope) => asked.includes(scope)).flatMap((scope) =>
    Object.entries(klaimOf(scope)))]
  return claims.flatMap(flat).filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
}
