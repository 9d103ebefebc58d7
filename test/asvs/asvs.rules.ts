import ts from 'typescript'
import { nodesOf, type Source } from '../architecture/source.ts'

/** One requirement of docs/asvs.json; `about` is a paraphrase of ours. */
export interface Requirement {
  readonly id: string
  readonly level: number
  readonly about: string
  /** Tests by file and title; a hole of a template is written `${}`. */
  readonly tests?: readonly { readonly file: string; readonly title: string }[]
  /** Documents that the requirement asks for, perhaps with the anchor of a heading. */
  readonly docs?: readonly string[]
  /** Why no test stands for it, or what the tests leave open. */
  readonly why?: string
}

/** `test` and `test.serial`; one that is skipped stands for nothing. */
const isTest = (call: ts.CallExpression): boolean => /^test(\.serial)?$/.test(call.expression.getText())

function titleOf(title: ts.Node | undefined): string | undefined {
  if (title === undefined) return undefined
  if (ts.isStringLiteralLike(title)) return title.text
  if (!ts.isTemplateExpression(title)) return undefined
  return title.head.text + title.templateSpans.map(({ literal }) => `\${}${literal.text}`).join('')
}

/** @returns the titles of the tests that a file declares */
export function titlesIn({ syntax }: Pick<Source, 'syntax'>): Set<string> {
  return new Set([...nodesOf(syntax)].flatMap((node) =>
    ts.isCallExpression(node) && isTest(node) ? titleOf(node.arguments[0]) ?? [] : []))
}

/** @returns the anchors of a document's headings, as they are linked */
export function anchorsIn(markdown: string): Set<string> {
  return new Set([...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replace(/[^\w\s-]/g, '').trim().replace(/\s/g, '-')))
}

/** What is there to stand for a requirement. */
export interface Checkout {
  /** Titles by file; undefined for a file that is not there. */
  readonly titles: (file: string) => ReadonlySet<string> | undefined
  /** Anchors by document; undefined for one that is not there. */
  readonly anchors: (file: string) => ReadonlySet<string> | undefined
}

/**
 * @param wanted every id with its level
 * @returns a sentence for each requirement that is missing, too many, at another level, or stands on nothing
 */
export function asvsMistakes(
  requirements: readonly Requirement[], wanted: ReadonlyMap<string, number>, { titles, anchors }: Checkout,
): string[] {
  const ids = requirements.map(({ id }) => id)
  return [
    ...[...wanted.keys()].filter((id) => !ids.includes(id)).map((id) => `${id} is missing`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`),
    ...requirements.flatMap(({ id, level, about, tests = [], docs = [], why = '' }) => [
      ...(wanted.get(id) === level ? [] : [`${id} is not a requirement of level ${level}`]),
      ...(about.trim() === '' ? [`${id} says nothing of what it is about`] : []),
      ...(tests.length === 0 && why.trim() === '' ? [`${id} has neither a test nor a reason`] : []),
      ...tests.filter(({ file, title }) => !titles(file)?.has(title)).map(({ file, title }) => `${id}: ${file} has no test "${title}"`),
      ...docs.filter((doc) => {
        const [file = '', anchor] = doc.split('#')
        const known = anchors(file)
        return known === undefined || (anchor !== undefined && !known.has(anchor))
      }).map((doc) => `${id}: there is no ${doc}`),
    ]),
  ]
}
