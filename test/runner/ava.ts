import { once } from 'node:events'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, binOf, startNode } from './command.ts'
import type { Record } from './records.ts'
import { Tally, type FileResult } from './tally.rules.ts'

/**
 * @param patterns globs or folders relative to the checkout; none means all
 * @param all the glob that names every test file
 * @returns the test files they name, relative to the checkout
 * @throws Error when a pattern names none: a misspelt file must not pass for a green run
 */
export function findTestFiles(patterns: readonly string[], all: string): string[] {
  const every = new Set(globSync(all, { cwd: ROOT }))
  if (patterns.length === 0) return [...every].sort()
  const found = patterns.flatMap((pattern) => {
    const files = globSync(pattern, { cwd: ROOT }).filter((file) => every.has(file))
    const inFolder = globSync(join(pattern, '**'), { cwd: ROOT }).filter((file) => every.has(file))
    if (files.length + inFolder.length === 0) throw new Error(`No test file matches ${pattern}.`)
    return [...files, ...inFolder]
  })
  return [...new Set(found)].sort()
}

const LINGER_MS = 30_000

export interface AvaRun {
  readonly files: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** AVA's configuration, where it is not the checkout's. */
  readonly config?: string | undefined
  readonly onFile?: (result: FileResult) => void
  readonly onOutput?: (file: string, text: string) => void
}

/** Runs AVA on exactly these files and counts what it tells. */
export async function runAva({ files, env, config, onFile, onOutput }: AvaRun): Promise<Tally> {
  const relative = (file: string): string => file.replace(ROOT, '').replaceAll('\\', '/')
  const tally = new Tally(files, onFile)
  // What counts comes through the channel; AVA's own report is not read (its TAP reporter crashes on a time-out).
  const args = [binOf('ava'), ...(config === undefined ? [] : ['--config', config]), ...files]
  const child = startNode(args, { ...env, TEST_RUNNER: 'satu-login' }, ['ignore', 'ignore', 'pipe', 'ipc'])
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => { complaints += chunk.toString() })
  child.on('message', (message) => {
    const record = message as Record
    const known = 'file' in record ? { ...record, file: relative(record.file) } : record
    if (known.type === 'output') onOutput?.(known.file, known.text)
    // All is told: an AVA that lingers must not hold the run, and its signal counts as a failure.
    if (known.type === 'end') setTimeout(() => child.kill('SIGKILL'), LINGER_MS).unref()
    tally.add(known)
  })
  const [status] = await once(child, 'close') as [number | null]
  const before = tally.general.length
  tally.close(status)
  if (tally.general.length > before && complaints !== '') {
    tally.general.push({ file: '', title: 'AVA said', detail: complaints.slice(-4000) })
  }
  return tally
}
