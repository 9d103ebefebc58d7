import type { Command, Option } from './command.ts'
import { alignColumns } from './table.rules.ts'

const HOW = 'npm run -s satu-login --'

const optionText = (name: string, { value }: Option): string =>
  value === undefined ? `--${name}` : `--${name} <${value}>`

/** @returns `person freeze <nip> --reason <text>`, what may be left out in brackets */
export function synopsis({ name, parameters, options, printsItself }: Command): string {
  return [
    name,
    ...parameters.map((parameter) => `<${parameter}>`),
    ...Object.entries(options).map(([key, option]) =>
      option.required ? optionText(key, option) : `[${optionText(key, option)}]`),
    ...(printsItself ? [] : ['[--json]']),
  ].join(' ')
}

/** @returns usage of one command with what each option means */
export function usageOf(command: Command): string {
  const rows = Object.entries(command.options).map(([key, option]) => [`  ${optionText(key, option)}`, option.about])
  if (!command.printsItself) rows.push(['  --json', 'print one JSON document and nothing else'])
  return [`Usage: ${HOW} ${synopsis(command)}`, '', command.about, ...(rows.length > 0 ? ['', alignColumns(rows)] : [])]
    .join('\n')
}

/** @returns the commands with one line each */
export function overviewOf(commands: readonly Command[]): string {
  return [
    `Usage: ${HOW} <command>, in a container: node src/cli.ts <command>`, '',
    ...commands.flatMap((command) => [`  ${synopsis(command).replace(/ \[--json\]$/, '')}`, `      ${command.about}`]), '',
    '--help behind a command explains it. --json (all but start) prints one JSON document on stdout and nothing else.',
    'Exit status: 0 done, 1 refused with the reason on stderr, 2 the command line is wrong.',
  ].join('\n')
}
