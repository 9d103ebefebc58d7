import { readdirSync, readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import test from 'ava'
import { parse } from 'yaml'

// Every contract in docs/ against the official schema of the OpenAPI version that it names, which the package carries along.

type Node = Record<string, unknown>

const folder = new URL('../docs/', import.meta.url)
const files = readdirSync(folder).filter((name) => /^openapi-.*\.yaml$/.test(name))
const read = (name: string): Node => parse(readFileSync(new URL(name, folder), 'utf8')) as Node
const judge = async (document: Node) => new Validator().validate(document)

test('both contracts are looked at', (t) => {
  t.deepEqual(files, ['openapi-api-v1.yaml', 'openapi-kepegawaian.yaml'])
})

/** Changes the first operation of the document. */
const inOperation = (change: (operation: Node) => void) => (document: Node): void => {
  const [path] = Object.values(document['paths'] as Record<string, Node>)
  change(Object.values(path ?? {})[0] as Node)
}

const MISTAKES: [what: string, make: (document: Node) => void][] = [
  ['no version of its own', (document) => { delete (document['info'] as Node)['version'] }],
  ['a property that OpenAPI does not know', (document) => { document['path'] = {} }],
  ['an answer without a description', inOperation((operation) => { operation['responses'] = { 200: {} } })],
  ['a parameter that lies nowhere', inOperation((operation) => { operation['parameters'] = [{ name: 'a', in: 'body', schema: {} }] })],
  ['a path that does not begin at the root', (document) => { document['paths'] = { pegawai: {} } }],
]

for (const name of files) {
  test(`${name} is OpenAPI by the official schema`, async (t) => {
    t.deepEqual(await judge(read(name)), { valid: true })
  })

  for (const [what, make] of MISTAKES) {
    test(`${name} with ${what} is not`, async (t) => {
      const document = read(name)
      make(document)
      t.false((await judge(document)).valid)
    })
  }
}
