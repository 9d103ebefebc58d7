import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import ts from 'typescript'

/** One import, export-from, `import()` or `import('...')` type. */
export interface Import {
  /** As written. */
  readonly specifier: string
  /** Path of the file it names, relative to the checkout; undefined for a package. */
  readonly file: string | undefined
  /** Package it names, `node:` modules included; undefined for a file. */
  readonly package: string | undefined
  /** Erased before the program runs. */
  readonly typeOnly: boolean
}

export interface Source {
  /** Relative to the checkout, with slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
  readonly syntax: ts.SourceFile
}

function typeOnlyImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = clause
  return name === undefined && namedBindings !== undefined && ts.isNamedImports(namedBindings)
    && namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)
}

/** Every node of a file, depth first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  // forEachChild stops at a truthy answer.
  const children: ts.Node[] = []
  node.forEachChild((child) => { children.push(child) })
  for (const child of children) yield* nodesOf(child)
}

function importIn(node: ts.Node): { specifier: ts.Node | undefined; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return { specifier: node.moduleSpecifier, typeOnly: typeOnlyImport(node.importClause) }
  if (ts.isExportDeclaration(node)) return { specifier: node.moduleSpecifier, typeOnly: node.isTypeOnly }
  if (ts.isImportTypeNode(node)) {
    return { specifier: ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, typeOnly: true }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { specifier: node.arguments[0], typeOnly: false }
  }
  return undefined
}

/** `pg` of `pg/lib/x`, `@koa/router` of itself, `node:fs` of `fs`. */
function packageOf(specifier: string): string {
  if (builtinModules.includes(specifier)) return `node:${specifier}`
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

/** Reads one file from its text. */
export function parse(path: string, text: string): Source {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const imports: Import[] = []
  for (const node of nodesOf(syntax)) {
    const found = importIn(node)
    if (found?.specifier === undefined || !ts.isStringLiteralLike(found.specifier)) continue
    const specifier = found.specifier.text
    const isFile = specifier.startsWith('.')
    imports.push({
      specifier, typeOnly: found.typeOnly,
      file: isFile ? posix.join(posix.dirname(path), specifier) : undefined,
      package: isFile ? undefined : packageOf(specifier),
    })
  }
  return { path, text, imports, syntax }
}

/** Reads the files of the checkout that match. */
export function readSources(root: string, ...globs: string[]): Source[] {
  return globs.flatMap((glob) => globSync(glob, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules/'))
    .sort()
    .map((path) => parse(path, readFileSync(join(root, path), 'utf8')))
}
