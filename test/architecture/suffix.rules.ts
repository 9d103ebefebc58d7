import ts from 'typescript'
import { nodesOf, type Source } from './source.ts'

/** Where SQL may stand: `*.queries.ts`, `kernel/db/`, the adapters of `oidc/` (architecture.md). */
const mayHoldSql = (path: string): boolean =>
  path.endsWith('.queries.ts') || path.startsWith('src/kernel/db/') || /^src\/oidc\/(.*[/-])?adapter(\.ts$|\/)/.test(path)

// Statements are written in capitals in this house; words of a sentence are not.
const STATEMENT = /\b(SELECT\b|INSERT INTO\b|UPDATE\b|DELETE FROM\b)/

const nameOf = (node: ts.Expression): string =>
  ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : ''

/** `knex('x')`, `trx('x')`, `database.knex('x')`, `knex.raw(...)`; opening a transaction is a service's business. */
function buildsQuery(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false
  const { expression } = node
  if (/^(knex|trx)$/.test(nameOf(expression))) return true
  return ts.isPropertyAccessExpression(expression) && /^(knex|trx)$/.test(nameOf(expression.expression))
    && expression.name.text !== 'transaction'
}

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)

const at = ({ path, syntax }: Source, node: ts.Node): string =>
  `${path}:${syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1}`

/** SQL and query building outside the files for it. */
export function misplacedSql(sources: readonly Source[]): string[] {
  return sources.filter(({ path }) => path.startsWith('src/') && !mayHoldSql(path)).flatMap((source) =>
    [...nodesOf(source.syntax)]
      .filter((node) => buildsQuery(node) || (isText(node) && STATEMENT.test(node.text)))
      .map((node) => `${at(source, node)}: SQL belongs to *.queries.ts`))
}

// `node:crypto` computes (hashes); randomness is caught where it is called.
const PURE_MODULES = new Set(['node:crypto', 'node:util', 'node:net', 'node:url', 'node:buffer'])
const IMPURE_CALLS = /^(Date\.now|Math\.random|performance\.now|crypto\.randomUUID|crypto\.getRandomValues|randomBytes|randomUUID|randomInt|fetch)$/

function impurity(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date()'
  if (ts.isCallExpression(node) && IMPURE_CALLS.test(node.expression.getText())) return node.expression.getText()
  return undefined
}

/** Clocks, randomness and input or output in `*.rules.ts`, which decide from their arguments alone. */
export function impureRules(sources: readonly Source[]): string[] {
  return sources.filter(({ path }) => /^(src|demo)\/.*\.rules\.ts$/.test(path)).flatMap((source) => [
    ...source.imports
      .filter(({ package: name, typeOnly }) => !typeOnly && name?.startsWith('node:') && !PURE_MODULES.has(name))
      .map(({ specifier }) => `${source.path}: a rule must not use ${specifier}`),
    ...source.imports
      .filter(({ file, typeOnly }) => !typeOnly && /\.(queries|service|routes)\.ts$/.test(file ?? ''))
      .map(({ file }) => `${source.path}: a rule must not use ${file}`),
    ...[...nodesOf(source.syntax)].flatMap((node) => {
      const call = impurity(node)
      return call === undefined ? [] : [`${at(source, node)}: a rule takes ${call} as an argument`]
    }),
  ])
}

/** Files under test/ that declare a test in a file AVA does not look at. */
export function unseenTests(sources: readonly Source[]): string[] {
  return sources.filter(({ path }) => path.startsWith('test/') && !/\.(test|fixture)\.ts$/.test(path)).filter((source) =>
    source.imports.some(({ package: name }) => name === 'ava')
    && source.syntax.statements.some((statement) => ts.isExpressionStatement(statement)
      && ts.isCallExpression(statement.expression) && /^test\b/.test(statement.expression.expression.getText())))
    .map(({ path }) => `${path}: declares tests but is not named *.test.ts`)
}
