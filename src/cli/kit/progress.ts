import type { Say } from './command.ts'

/** Sooner than this nobody wonders what goes on. */
const PATIENCE_MS = 1_000

export interface Progress {
  readonly say: Say
  /** No more lines: what was held back stays unsaid. */
  end(): void
}

/**
 * Progress on stderr: at once where a person looks at it; elsewhere, as in a script, only if the command takes longer
 * than a second.
 * @param stream stderr
 */
export function createProgress(
  stream: { readonly isTTY?: boolean; write(text: string): unknown }, patienceMs = PATIENCE_MS,
): Progress {
  let held: string[] | undefined = stream.isTTY === true ? undefined : []
  const timer = setTimeout(() => {
    const lines = held ?? []
    held = undefined
    for (const line of lines) stream.write(`${line}\n`)
  }, patienceMs).unref()
  return {
    say(line) {
      if (held) held.push(line)
      else stream.write(`${line}\n`)
    },
    end() {
      clearTimeout(timer)
      held = []
    },
  }
}
