import { execFileSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

// Debian keeps servers where an ordinary PATH does not look.
const folders = [
  ...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
]

/** PATH with the places where Debian keeps its servers. */
export const toolPath = folders.join(delimiter)

/** @returns where a program of this machine is, or undefined */
export function findTool(name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}

/** @returns those of the programs that this machine lacks; everything, where it is no Linux */
export function missingTools(...names: string[]): string[] {
  return process.platform === 'linux' ? names.filter((name) => findTool(name) === undefined) : names
}

/** As whom servers run that refuse to be root; undefined where we are not root. */
export const nobody = process.getuid?.() === 0
  ? { uid: Number(execFileSync('id', ['-u', 'nobody'])), gid: Number(execFileSync('id', ['-g', 'nobody'])) }
  : undefined
