import test from 'ava'
import { readArguments } from '../../src/cli/kit/arguments.rules.ts'
import { command, UsageError } from '../../src/cli/kit/command.ts'
import { overviewOf, usageOf } from '../../src/cli/kit/usage.rules.ts'

const done = () => Promise.resolve(undefined)
const give = command({
  name: 'role give', parameters: ['nip', 'role'], about: 'Gives a role.',
  options: {
    reason: { value: 'text', required: true, about: 'why' }, until: { value: 'date', about: 'last day' },
    force: { about: 'do not ask' },
  },
  run: done,
})
const serve = command({ name: 'serve', parameters: [], options: {}, about: 'Serves.', printsItself: true, run: done })

test('arguments and options come under their declared names, flags as booleans', (t) => {
  t.deepEqual(readArguments(give, ['1', 'admin', '--reason', 'a b']), {
    help: false, json: false, given: { nip: '1', role: 'admin', reason: 'a b', until: undefined, force: false },
  })
  t.deepEqual(readArguments(give, ['--force', '--until=2030-01-01', '1', '--reason', '', 'admin', '--json']), {
    help: false, json: true, given: { nip: '1', role: 'admin', reason: '', until: '2030-01-01', force: true },
  })
})

test('--help needs nothing else', (t) => {
  t.true(readArguments(give, ['--help']).help)
  t.true(readArguments(give, ['-h', '1']).help)
})

const WRONG: [args: string[], sentence: string][] = [
  [[], 'The argument <nip> is missing.'],
  [['1'], 'The argument <role> is missing.'],
  [['1', 'admin'], 'The option --reason is missing.'],
  [['1', 'admin', 'rahasia', '--reason', 'x'], 'There are more arguments than the command takes.'],
  [['1', 'admin', '--reason'], "Option '--reason <value>' argument missing."],
  [['1', 'admin', '--rahasia=x'], "Unknown option '--rahasia'."],
  [['1', 'admin', '--force=rahasia'], "Option '--force' does not take an argument."],
  [['1', 'admin', '--no-force'], "Unknown option '--no-force'."],
]

for (const [args, sentence] of WRONG) {
  test(`wrong: ${args.join(' ') || 'nothing'}`, (t) => {
    t.throws(() => readArguments(give, args), { instanceOf: UsageError, message: sentence })
  })
}

test('a command that prints itself takes no --json', (t) => {
  t.throws(() => readArguments(serve, ['--json']), { instanceOf: UsageError, message: "Unknown option '--json'." })
})

test('the usage of a command shows what must be and what may be', (t) => {
  t.is(usageOf(give), [
    'Usage: npm run -s satu-login -- role give <nip> <role> --reason <text> [--until <date>] [--force] [--json]', '',
    'Gives a role.', '',
    '  --reason <text>  why',
    '  --until <date>   last day',
    '  --force          do not ask',
    '  --json           print one JSON document and nothing else',
  ].join('\n'))
  t.is(usageOf(serve), 'Usage: npm run -s satu-login -- serve\n\nServes.')
})

test('the overview has two lines for each command', (t) => {
  t.deepEqual(overviewOf([give, serve]).split('\n').slice(2, 6), [
    '  role give <nip> <role> --reason <text> [--until <date>] [--force]', '      Gives a role.', '  serve',
    '      Serves.',
  ])
})
