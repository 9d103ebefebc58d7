import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout, whatever folder the run was started in. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const require = createRequire(import.meta.url)
const running = new Set<ChildProcess>()

/** Absolute path of a package's command, as its package.json names it: also right where there are no .bin links. */
export function binOf(name: string, bin = name): string {
  const manifest = join(ROOT, 'node_modules', name, 'package.json')
  const { bin: bins } = require(manifest) as { bin: string | { [key: string]: string } }
  const path = typeof bins === 'string' ? bins : bins[bin]
  if (path === undefined) throw new Error(`The package ${name} has no command ${bin}.`)
  return join(dirname(manifest), path)
}

/**
 * Starts a Node program with this process' Node, in a process group of its own so that `endAll` reaches its children.
 */
export function startNode(args: string[], env: NodeJS.ProcessEnv, stdio: StdioOptions): ChildProcess {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio, detached: process.platform !== 'win32' })
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

/** Runs a Node program to its end. @returns its exit status (1 when a signal ended it) and what it printed */
export function runNode(args: string[], env = process.env): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = startNode(args, env, ['ignore', 'pipe', 'pipe'])
    let output = ''
    const collect = (chunk: Buffer): void => { output += chunk.toString() }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.once('error', reject)
    child.once('close', (status) => resolve({ status: status ?? 1, output }))
  })
}

/** Ends every program started here, with its children. */
export function endAll(signal: NodeJS.Signals): void {
  for (const child of running) {
    if (child.pid === undefined) continue
    try {
      if (process.platform === 'win32') child.kill(signal)
      else process.kill(-child.pid, signal)
    } catch (error) {
      // It ended between our look and the signal.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
