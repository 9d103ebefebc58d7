import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

/** Where figures stand from one run to the next. */
const FILE = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url))

const TITLE = `# Benchmarks

Figures of one run each, on the machine that is named; a next run on another machine is another story, ratios travel
better. \`npm run bench -- --write\` and \`npm run soak -- <name> --write\` replace their own sections.
`

const commit = (): string => {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const dirty = git('status', '--porcelain', '--', 'src', 'migrations', 'views') === '' ? '' : ' with changes'
  return git('rev-parse', '--short=12', 'HEAD') + dirty
}

/** Commit, time and machine of this run in one sentence. */
export function circumstances(seconds: number): string {
  const [first] = cpus()
  return `Commit ${commit()}, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${availableParallelism()} cores `
    + `(${first?.model ?? 'unknown'}), Node ${process.versions.node}, ${process.platform} ${process.arch}; `
    + `the run took ${seconds.toFixed(0)} s.`
}

/**
 * Puts a section into a document, in place of the one of the same name or at its end.
 * @param name its heading of the second level
 */
export function withSection(document: string, name: string, text: string): string {
  const [head = '', ...sections] = document.split(/^(?=## )/m)
  const own = `## ${name}\n\n${text.trim()}\n`
  const others = sections.map((section) => section.trimEnd() + '\n')
  const place = others.findIndex((section) => section.startsWith(`## ${name}\n`))
  const all = place === -1 ? [...others, own] : others.with(place, own)
  return [head.trimEnd() + '\n', ...all].join('\n')
}

/** Writes a section of docs/benchmarks.md. */
export function writeSection(name: string, text: string): void {
  writeFileSync(FILE, withSection(existsSync(FILE) ? readFileSync(FILE, 'utf8') : TITLE, name, text))
}
