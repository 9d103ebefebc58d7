/** `satu-login <command>`: what operators do beside the pages. Importing this file runs it. */
import { type Command, command, type Say, UsageError } from './cli/kit/command.ts'
import { readArguments } from './cli/kit/arguments.rules.ts'
import { Interrupted } from './cli/kit/interruption.ts'
import { createProgress } from './cli/kit/progress.ts'
import { overviewOf, usageOf } from './cli/kit/usage.rules.ts'
import { reportAndExit } from './report.ts'

const start = command({
  name: 'start', parameters: [], options: {}, printsItself: true,
  about: 'Starts the service with everything a newcomer needs: what `npm start` does.',
  run: async () => {
    await (await import('./start.ts')).start()
    return undefined
  },
})

/** A noun is loaded when it is named: the others cost nothing. */
const NOUNS: Readonly<Record<string, () => Promise<{ commands: readonly Command[] }>>> = {
  start: () => Promise.resolve({ commands: [start] }),
  migrate: () => import('./cli/migrate.ts'),
  seed: () => import('./cli/seed.ts'),
  kepegawaian: () => import('./cli/kepegawaian.ts'),
  account: () => import('./cli/account.ts'),
  person: () => import('./cli/person.ts'),
  role: () => import('./cli/role.ts'),
  faktor: () => import('./cli/faktor.ts'),
  network: () => import('./cli/network.ts'),
  client: () => import('./cli/client.ts'),
  kebijakan: () => import('./cli/kebijakan.ts'),
  keys: () => import('./cli/keys.ts'),
  logout: () => import('./cli/logout.ts'),
  purge: () => import('./cli/purge.ts'),
}

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help'

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** The command line is wrong: what is, and how it is meant. */
function refuse(reason: string, usage: string): void {
  process.stderr.write(`${reason}\n\n${usage}\n`)
  process.exitCode = 2
}

async function overview(): Promise<string> {
  const nouns = await Promise.all(Object.values(NOUNS).map((load) => load()))
  return overviewOf(nouns.flatMap(({ commands }) => commands))
}

async function execute(found: Command, args: readonly string[], say: Say): Promise<void> {
  const { help, json, given } = readArguments(found, args)
  if (help) return print(usageOf(found))
  // Libraries warn through console.log (knex' logger does), and stdout is the outcome's alone.
  if (!found.printsItself) console.log = console.error
  const outcome = await found.run(given, say)
  if (outcome) print(json ? JSON.stringify(outcome.json) : outcome.text)
}

async function main(argv: readonly string[]): Promise<void> {
  const [noun = 'help', verb] = argv
  if (isHelp(noun)) return print(await overview())
  const load = Object.hasOwn(NOUNS, noun) ? NOUNS[noun] : undefined
  if (!load) return refuse('There is no such command.', await overview())
  const { commands } = await load()
  const found = commands.find(({ name }) => name === noun || name === `${noun} ${verb}`)
  if (!found && isHelp(verb)) return print(overviewOf(commands))
  if (!found) return refuse(`"${noun}" needs one of its commands behind it.`, overviewOf(commands))
  const progress = createProgress(process.stderr)
  try {
    await execute(found, argv.slice(found.name.split(' ').length), progress.say)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    refuse(error.message, usageOf(found))
  } finally {
    progress.end()
  }
}

// Whoever reads only the beginning (`| head`) has what he wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') reportAndExit(error) })

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Interrupted)) reportAndExit(error)
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.status
}
