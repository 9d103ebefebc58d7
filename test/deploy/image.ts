import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { Scope } from '../helpers/scope.ts'
import { ROOT } from './compose.ts'

/** One instruction of the Dockerfile: `COPY`, and what stands behind it. */
export interface Instruction { readonly word: string; readonly rest: string }

/** The instructions of the Dockerfile, stage after stage. */
export function readDockerfile(): Instruction[][] {
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').split('\n')
  const instructions = lines.filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => ({ word: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }))
  const stages: Instruction[][] = []
  for (const instruction of instructions) {
    if (instruction.word === 'FROM') stages.push([])
    stages.at(-1)?.push(instruction)
  }
  return stages
}

/** What a stage copies out of the checkout: source and target. */
export function copiesOf(stage: readonly Instruction[]): [from: string, to: string][] {
  return stage.filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from')).flatMap(({ rest }) => {
    const parts = rest.split(' ')
    const to = parts.pop() ?? ''
    return parts.map((from): [string, string] => [from, to === './' ? basename(from) : to])
  })
}

/**
 * Builds what the image would hold under /app: the same copies, the same `npm ci`, in a folder of its own.
 * @returns that folder
 */
export async function buildImage(scope: Scope): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'satu-login-image-'))
  scope.teardown(() => { rmSync(folder, { recursive: true, force: true }) })
  for (const [from, to] of readDockerfile().flatMap(copiesOf)) cpSync(join(ROOT, from), join(folder, to), { recursive: true })
  const install = readDockerfile().flat().filter(({ word }) => word === 'RUN').map(({ rest }) => rest)
  // What `npm test` runs under must not tell npm about another package.
  const { PATH, HOME } = process.env
  for (const line of install) {
    const [command = '', ...args] = line.split(' ')
    await promisify(execFile)(command, [...args, '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder, env: { PATH, HOME } })
  }
  return folder
}
