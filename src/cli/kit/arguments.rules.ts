import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { type Command, UsageError } from './command.ts'

export interface ReadArguments {
  readonly help: boolean
  readonly json: boolean
  readonly given: Readonly<Record<string, string | boolean | undefined>>
}

function configOf({ options, printsItself }: Command): ParseArgsOptionsConfig {
  const own = Object.entries(options).map(([name, { value }]) =>
    [name, { type: value === undefined ? 'boolean' as const : 'string' as const }] as const)
  return {
    ...Object.fromEntries(own),
    help: { type: 'boolean', short: 'h' },
    ...(!printsItself && { json: { type: 'boolean' } }),
  }
}

function parse(args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    // Its second sentence explains how to pass arguments that begin with a hyphen: no command has such.
    throw new UsageError(`${(error as Error).message.split(/\. |\n/)[0]?.replace(/\.$/, '')}.`)
  }
}

/**
 * Reads what stands behind the name of a command. What was typed is never repeated: it may be a password.
 * @throws UsageError for an unknown option, a missing or superfluous argument
 */
export function readArguments(command: Command, args: readonly string[]): ReadArguments {
  const { values, positionals } = parse(args, configOf(command))
  const { parameters, options } = command
  if (values['help']) return { help: true, json: false, given: {} }
  const absent = parameters[positionals.length]
  if (absent !== undefined) throw new UsageError(`The argument <${absent}> is missing.`)
  if (positionals.length > parameters.length) throw new UsageError('There are more arguments than the command takes.')
  const missing = Object.entries(options).find(([name, { required }]) => required && values[name] === undefined)
  if (missing) throw new UsageError(`The option --${missing[0]} is missing.`)
  const named = parameters.map((name, index) => [name, positionals[index]] as const)
  const chosen = Object.entries(options).map(([name, { value }]) =>
    [name, value === undefined ? values[name] === true : values[name] as string | undefined] as const)
  return { help: false, json: values['json'] === true, given: Object.fromEntries([...named, ...chosen]) }
}
