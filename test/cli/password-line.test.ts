import { PassThrough } from 'node:stream'
import test from 'ava'
import { readPasswordLine } from '../../src/cli/kit/password-line.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'

const nowhere = new PassThrough()

/** A pipe that brings these parts; it stays open unless it is told to end. */
function pipe(parts: readonly (string | Buffer)[], { end = true } = {}): PassThrough {
  const input = new PassThrough()
  for (const part of parts) input.write(part)
  if (end) input.end()
  return input
}

const LINES: [name: string, parts: (string | Buffer)[], password: string][] = [
  ['a line', ['rahasia\n'], 'rahasia'],
  ['no line end', ['rahasia'], 'rahasia'],
  ['a line end of Windows', ['rahasia\r\n'], 'rahasia'],
  ['blanks stay', ['  dua kata  \n'], '  dua kata  '],
  ['only the first line', ['satu\ndua\n'], 'satu'],
  ['one line end of two', ['satu\n\n'], 'satu'],
  ['in pieces, a letter torn apart', [Buffer.from([0x61, 0xc3]), Buffer.from([0xa9, 0x0a])], 'aé'],
  ['a byte order mark of PowerShell', ['\uFEFFrahasia\n'], 'rahasia'],
]

for (const [name, parts, password] of LINES) {
  test(`password on stdin: ${name}`, async (t) => t.is(await readPasswordLine(pipe(parts), nowhere), password))
}

test('the line is enough: nobody waits for the end of the pipe, which is closed', async (t) => {
  const input = pipe(['rahasia\n'], { end: false })
  t.is(await readPasswordLine(input, nowhere), 'rahasia')
  t.true(input.destroyed)
})

const REFUSED: [name: string, parts: (string | Buffer)[], sentence: string][] = [
  ['nothing', [], 'The password is empty: give it as one line on stdin.'],
  ['an empty line', ['\n'], 'The password is empty: give it as one line on stdin.'],
  ['an empty line before another', ['\r\nrahasia\n'], 'The password is empty: give it as one line on stdin.'],
  ['no UTF-8', [Buffer.from([0x61, 0xff, 0x0a])], 'The password on stdin is no text in UTF-8.'],
  ['far too much', ['x'.repeat(5_000)], 'The line on stdin is too long for a password.'],
]

for (const [name, parts, message] of REFUSED) {
  test(`no password on stdin: ${name}`, async (t) => {
    await t.throwsAsync(readPasswordLine(pipe(parts), nowhere), { instanceOf: OperatorError, message })
  })
}

test('at a terminal a person is asked, and nothing that is typed is shown', async (t) => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true })
  const screen = new PassThrough()
  const reading = readPasswordLine(terminal, screen)
  terminal.write('rahaX\u007fsia\r')
  t.is(await reading, 'rahasia')
  t.is(String(screen.read()), 'Password (not shown): \n')
})

test('Ctrl-C at the question gives no password', async (t) => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true })
  const reading = readPasswordLine(terminal, new PassThrough())
  terminal.write('raha\u0003')
  await t.throwsAsync(reading, { instanceOf: OperatorError, message: 'No password was given.' })
})
