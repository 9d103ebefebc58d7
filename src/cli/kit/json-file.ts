import { readFile } from 'node:fs/promises'
import { OperatorError } from '../../kernel/lib/operator-error.ts'

const WORDS: Record<string, string> = {
  ENOENT: 'does not exist', EACCES: 'may not be read by this user', EISDIR: 'is a folder',
}

/**
 * Reads one JSON document.
 * @throws OperatorError in one sentence that repeats nothing of the content: it may hold a private key by mistake
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${path} ${WORDS[error.code ?? ''] ?? `cannot be read (${error.code})`}.`)
  })
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const place = /line \d+ column \d+/.exec((error as Error).message)?.[0]
    throw new OperatorError(`${path} is no JSON${place === undefined ? '' : `: look at ${place}`}.`)
  }
}
