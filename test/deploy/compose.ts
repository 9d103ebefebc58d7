import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What this project uses of a service in a compose file. */
export interface Service {
  readonly image: string
  readonly command?: readonly string[]
  readonly entrypoint?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly volumes?: readonly string[]
  readonly tmpfs?: readonly string[]
  readonly secrets?: readonly string[]
  readonly ports?: readonly string[]
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly ipv4_address?: string }>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly user?: string
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly cap_add?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly privileged?: boolean
  readonly restart?: string
  readonly profiles?: readonly string[]
  readonly stop_grace_period?: string
  readonly stop_signal?: NodeJS.Signals
}

export interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}

const PLACE = /\$(?:(\$)|\{([A-Z0-9_]+)([^}]*)\}|([A-Z0-9_]+))/g

const read = (): unknown => parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true })

/** Every string of a document, with a way to change it. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((part) => mapTexts(part, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part, change)]))
}

/** @returns the file as it is written, for its schema */
export const composeAsWritten = read

/** @returns every variable that the file asks for, with what it says when there is none */
export function variablesOfCompose(): Map<string, string> {
  const found = new Map<string, string>()
  mapTexts(read(), (text) => {
    for (const [whole, , braced, rest = '', bare] of text.matchAll(PLACE)) {
      const name = braced ?? bare
      if (name !== undefined) found.set(name, braced === undefined ? whole : rest)
    }
    return text
  })
  return found
}

/**
 * Reads docker-compose.yml as compose does, values put in.
 * @param values of the variables it names
 * @throws Error for a variable without a value, as compose would
 */
export function readCompose(values: Readonly<Record<string, string>>): Compose {
  return mapTexts(read(), (text) => text.replace(PLACE, (_whole, dollar, braced: string, rest: string, bare: string) => {
    if (dollar !== undefined) return '$'
    const value = values[braced ?? bare]
    if ((value === undefined || value === '') && rest === ':-') return ''
    if (value === undefined || value === '') throw new Error(`${braced ?? bare}: ${rest}`)
    return value
  })) as Compose
}
