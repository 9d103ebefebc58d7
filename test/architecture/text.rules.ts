import { roomOf } from './rooms.rules.ts'
import type { Source } from './source.ts'

const MOST_LINES = 250

// Each begins a comment; what follows it must say why.
const SUPPRESSIONS = [
  { word: /eslint-disable(?:-next-line|-line)?/, reason: /eslint-disable(?:-next-line|-line)?[^\n]*? -- \S+ \S+/ },
  { word: /@ts-(?:expect-error|ignore|nocheck)/, reason: /@ts-expect-error:? \S+ \S+/ },
]

// Taken apart so that this file does not find itself.
const UNFINISHED = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`)

const comment = (line: string): string => /(?:\/\/|\/\*)(.*)/.exec(line)?.[1] ?? ''

/** Files too long to read at once. */
export function longFiles(sources: readonly Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines, more than ${MOST_LINES}`)
}

/** Rules switched off without a reason, and notes of work not done. */
export function unexplained(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => text.split('\n').flatMap((line, index) => {
    const where = `${path}:${index + 1}`
    const silent = SUPPRESSIONS.some(({ word, reason }) => word.test(comment(line)) && !reason.test(comment(line)))
    return [
      ...silent ? [`${where}: switched off without its reason`] : [],
      ...UNFINISHED.test(line) ? [`${where}: work not done`] : [],
    ]
  }))
}

/** Rooms of src/ that the tree in README.md does not name. @param readme undefined while there is none */
export function unnamedRooms(sources: readonly Source[], readme: string | undefined): string[] {
  if (readme === undefined) return []
  const tree = [...readme.matchAll(/```[^\n]*\n([^]*?)```/g)].map(([, block = '']) => block).find((block) => /^src\//m.test(block))
  if (tree === undefined) return ['README.md: has no tree of src/']
  const named = new Set([...tree.matchAll(/^\W*([\w-]+)\//gm)].map(([, name]) => name))
  const rooms = new Set(sources.flatMap(({ path }) => roomOf(path) ?? []).filter((room) => !['app', 'config'].includes(room)))
  return [...rooms].filter((room) => !named.has(room.split('/').at(-1))).map((room) => `README.md: the tree lacks src/${room}/`)
}
