import { createHash } from 'node:crypto'
import { type Isian, readIsian } from './isian.schema.ts'

/** JSON with the members of every object in the order of their names (RFC 8785), so that equal values are equal bytes. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, one]) => one !== undefined)
    .sort(([one], [other]) => one < other ? -1 : 1)
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`
}

/**
 * @param isi a form, as it was filled in or as it is stored: both give the same
 * @returns SHA-256 (32 bytes) of the canonical JSON: what every decision and the activation are bound to
 */
export const canonicalHash = (isi: Isian | Record<string, unknown>): Buffer =>
  createHash('sha256').update(canonical(readIsian(isi))).digest()
