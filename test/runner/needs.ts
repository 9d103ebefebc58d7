import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { nodesOf, parse, type Source } from '../architecture/source.ts'
import { ROOT } from './command.ts'

/** `'penuh'` as a value; the type that lists the templates is no use of one. */
const namesPenuh = ({ syntax, text }: Source): boolean => text.includes("'penuh'")
  && [...nodesOf(syntax)].some((node) => ts.isStringLiteral(node) && node.text === 'penuh' && !ts.isLiteralTypeNode(node.parent))

/**
 * Whether a run of these files needs the template with 10,000 people, which takes seconds to build: when one of them,
 * or what it imports within test/, names it.
 */
export function needsPenuh(files: readonly string[]): boolean {
  const seen = new Set<string>()
  const visit = (path: string): boolean => {
    if (seen.has(path) || !path.startsWith('test/') || !existsSync(join(ROOT, path))) return false
    seen.add(path)
    const source = parse(path, readFileSync(join(ROOT, path), 'utf8'))
    return namesPenuh(source) || source.imports.some(({ file }) => file !== undefined && visit(file))
  }
  return files.some(visit)
}
