import type { Failure, FileResult, Skip } from './tally.rules.ts'

const SLOWEST = 10
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const indent = (text: string): string => text.trimEnd().replaceAll(/^(?=.)/gm, '    ')

/** One line per file as it ends. */
export function fileLine({ file, passed, failures, skips, ms }: FileResult): string {
  const counts = [
    `${passed} passed`,
    failures.length > 0 && `${failures.length} failed`,
    skips.length > 0 && `${skips.length} skipped`,
  ].filter((part) => part !== false)
  return `  ${failures.length > 0 ? 'FAILED' : 'ok    '} ${file}: ${counts.join(', ')} (${seconds(ms)})`
}

/** One line per check; what it printed when it failed. */
export function checkLine(name: string, ok: boolean, ms: number, output: string): string {
  return `  ${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds(ms)})${ok ? '' : `\n${indent(output)}`}`
}

/** A failure with all that is known about it. */
export function failureText({ file, title, detail }: Failure): string {
  return `\nFAILED ${file === '' ? title : `${file} › ${title}`}\n${indent(detail)}`
}

/** The files that took longest, longest first. */
export function slowestText(files: readonly FileResult[]): string {
  const slowest = [...files].sort((a, b) => b.ms - a.ms).slice(0, SLOWEST)
  return ['\nSlowest files', ...slowest.map(({ file, ms }) => `  ${seconds(ms).padStart(8)}  ${file}`)].join('\n')
}

/** What was left out, by name. */
export function skipsText(skips: readonly Skip[]): string {
  return ['\nSkipped', ...skips.map(({ file, title }) => `  ${file} › ${title}`)].join('\n')
}

/** The last line of every run; CI reads it. */
export function lastLine(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
