import { claimWords, partWords, valueWords } from './claims.catalogue.ts'
import { describeDay, describeInstant } from './time.rules.ts'
import type { Claims } from './tokens.ts'

/** A value ready to show: a line of text with its meaning, or a list of labelled values. */
export type Shown =
  | { kind: 'text'; text: string; note?: string }
  | { kind: 'list'; items: { label?: string; value: Shown }[] }

/** One claim of the table. */
export interface ClaimRow {
  name: string
  meaning: string
  scope: string
  value: Shown
}

const order = Object.keys(claimWords)
const instants = new Set(['iat', 'nbf', 'exp', 'auth_time', 'updated_at', 'data_per'])

/** The claims as rows, known ones in reading order, then the unknown ones as they came. */
export function describeClaims(claims: Claims): ClaimRow[] {
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.entries(claims)
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => ({
      name,
      ...(lookUp(claimWords, name) ?? { meaning: 'Klaim lain', scope: 'tidak diketahui' }),
      value: describeValue(name, value),
    }))
}

/**
 * One value in words; the name is the claim's or the part's, because a code means something only under its name.
 */
export function describeValue(name: string, value: unknown): Shown {
  if (Array.isArray(value)) return list(value.map((item) => ({ value: describeValue(name, item) })))
  if (typeof value === 'object' && value !== null) {
    return list(
      Object.entries(value).map(([part, inner]) => ({
        label: lookUp(partWords, part) ?? part,
        value: describeValue(part, inner),
      })),
    )
  }
  if (instants.has(name)) {
    const words = describeInstant(value)
    if (words !== undefined) return { kind: 'text', text: words }
  }
  return { kind: 'text', text: describeScalar(name, value), note: describeCode(name, value) }
}

function list(items: { label?: string; value: Shown }[]): Shown {
  return items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: '(tidak ada)' }
}

function describeScalar(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak'
  if (value === null || value === undefined || value === '') return '(kosong)'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  // Grouped as people read it: birth date, appointment, sex, serial (domain.md section 1).
  if (name === 'nip') return text.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4')
  return describeDay(value) ?? text
}

function describeCode(name: string, value: unknown): string | undefined {
  return typeof value === 'string' ? lookUp(lookUp(valueWords, name) ?? {}, value) : undefined
}

// Names come from outside: "constructor" must not find the one of Object.
function lookUp<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
