import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { OperatorError } from '../../kernel/lib/operator-error.ts'

/** More than any password of 256 code points needs in UTF-8. */
const LARGEST_BYTES = 4_096

const NEWLINE = 0x0a

/** What stdin offers here: a terminal, a pipe or a file. */
type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean; destroy(): unknown }

/** Everything up to the first line end, or to the end of the input. */
async function readBytes(input: Input): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of input) {
    const bytes = Buffer.from(part)
    parts.push(bytes)
    size += bytes.length
    if (bytes.includes(NEWLINE) || size > LARGEST_BYTES) break
  }
  const all = Buffer.concat(parts)
  const end = all.indexOf(NEWLINE)
  return end === -1 ? all : all.subarray(0, end + 1)
}

/** A terminal would show what is typed, so readline keeps it raw and writes into nothing. */
async function ask(input: Input, output: NodeJS.WritableStream, what: string): Promise<string> {
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input, output: nothing, terminal: true })
  const stopped = new AbortController()
  reader.on('SIGINT', () => stopped.abort())
  reader.on('close', () => stopped.abort())
  output.write(`${what.charAt(0).toUpperCase()}${what.slice(1)} (not shown): `)
  try {
    return await reader.question('', { signal: stopped.signal })
  } catch {
    throw new OperatorError(`No ${what} was given.`)
  } finally {
    output.write('\n')
    reader.close()
  }
}

/**
 * Reads one line: from a pipe or file as it is, without its line end; from a terminal without showing it.
 * @param input stdin; nothing more can be read from it afterwards
 * @param output where a person at a terminal is asked
 * @param what is asked for, in a word
 * @throws OperatorError for an empty line, one that is too long, or no text in UTF-8
 */
export async function readPasswordLine(input: Input, output: NodeJS.WritableStream, what = 'password'): Promise<string> {
  try {
    const bytes = input.isTTY ? Buffer.from(await ask(input, output, what)) : await readBytes(input)
    if (bytes.length > LARGEST_BYTES) throw new OperatorError(`The line on stdin is too long for a ${what}.`)
    const line = decode(bytes, what).replace(/\r?\n$/, '')
    if (line === '') throw new OperatorError(`The ${what} is empty: give it as one line on stdin.`)
    return line
  } finally {
    input.destroy()
  }
}

function decode(bytes: Buffer, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new OperatorError(`The ${what} on stdin is no text in UTF-8.`)
  }
}
