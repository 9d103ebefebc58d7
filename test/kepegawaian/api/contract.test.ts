import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import test from 'ava'
import { parse } from 'yaml'
import { z } from 'zod'
import { halaman, MOST_OF_A_PAGE, pegawai, PROPERTIES } from '../../../src/domain/kepegawaian/source/api/contract.schema.ts'
import { createApi } from '../../../src/domain/kepegawaian/source/api/index.ts'
import { startPersonnelApi, TOKEN } from '../../helpers/personnel-api.ts'
import { clockAt, TODAY } from '../feeds.ts'
import { apiPeople, apiPerson } from './people.ts'

// docs/openapi-kepegawaian.yaml, what reads it, and the reference server: three times the same contract.

interface Schema { readonly required?: string[]; readonly properties?: Record<string, Schema>; readonly maxItems?: number }
interface Operation {
  readonly operationId: string
  readonly parameters: { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: object }[]
  readonly responses: Record<string, { readonly $ref?: string; readonly description?: string; readonly content?: Record<string, { schema: object; example?: unknown }> }>
}
interface Document {
  readonly openapi: string
  readonly info: Record<string, string>
  readonly servers: { url: string }[]
  readonly security: Record<string, string[]>[]
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, Schema>; readonly securitySchemes: Record<string, object>; readonly responses: Record<string, { description: string }> }
}

const text = readFileSync(new URL('../../../docs/openapi-kepegawaian.yaml', import.meta.url), 'utf8')
const document = parse(text) as Document
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
ajv.addVocabulary(['example', 'components'])
ajv.addSchema({ $id: 'kontrak', components: document.components }, 'kontrak')
const validatorOf = (name: string) => ajv.compile({ $ref: `kontrak#/components/schemas/${name}` })

/** Every object in the document with its path. */
function* nodes(value: unknown, path = '#'): Generator<[path: string, node: Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>]
  for (const [key, child] of Object.entries(value)) yield* nodes(child, `${path}/${key}`)
}

test('the file is OpenAPI 3.1, and every reference leads somewhere', (t) => {
  t.regex(document.openapi, /^3\.1\.\d+$/)
  t.truthy(document.info['title'] && document.info['version'])
  const paths = [...nodes(document)]
  const known = new Set(paths.map(([path]) => path))
  const references = paths.flatMap(([path, { $ref }]) => typeof $ref === 'string' ? [[path, $ref] as const] : [])
  t.true(references.length > 20)
  for (const [path, reference] of references) t.true(known.has(reference), `${path}: ${reference}`)
  for (const scheme of document.security.flatMap((one) => Object.keys(one))) t.truthy(document.components.securitySchemes[scheme])
  for (const { url } of document.servers) t.is(new URL(url).protocol, 'https:')
})

test('every operation has a name, its answers a description, its path its parameters', (t) => {
  const names = new Set<string>()
  for (const [path, operations] of Object.entries(document.paths)) {
    t.deepEqual(Object.keys(operations), ['get'], 'the service only ever asks')
    for (const { operationId, parameters, responses } of Object.values(operations)) {
      t.false(names.has(operationId))
      names.add(operationId)
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      t.deepEqual(parameters.filter((one) => one.in === 'path').map(({ name }) => name), wanted as string[])
      t.true(parameters.filter((one) => one.in === 'path').every(({ required }) => required === true))
      for (const [status, answer] of Object.entries(responses)) {
        t.regex(status, /^[1-5]\d\d$/)
        t.true(answer.$ref !== undefined || (answer.description ?? '') !== '', `${path} ${status}`)
      }
    }
  }
})

test('every schema is JSON Schema 2020-12, and the example is an answer', (t) => {
  for (const name of Object.keys(document.components.schemas)) t.notThrows(() => validatorOf(name), name)
  const example = document.paths['/pegawai']?.['get']?.responses['200']?.content?.['application/json']?.example
  const valid = validatorOf('Halaman')
  t.true(valid(example), JSON.stringify(valid.errors))
  t.true(halaman.safeParse(example).success)
  t.false(valid({ ...(example as object), total: -1 }))
})

test('what is read is what is written down, property by property', (t) => {
  const read = z.toJSONSchema(pegawai) as Schema
  const { Pegawai, Halaman, Penugasan } = document.components.schemas
  t.deepEqual(Object.keys(read.properties ?? {}).toSorted(), Object.keys(Pegawai?.properties ?? {}).toSorted())
  t.deepEqual(read.required?.toSorted(), Pegawai?.required?.toSorted())
  const page = z.toJSONSchema(halaman) as Schema
  t.deepEqual(Object.keys(page.properties ?? {}).toSorted(), Object.keys(Halaman?.properties ?? {}).toSorted())
  t.deepEqual(page.required?.toSorted(), Halaman?.required?.toSorted())
  t.is(Halaman?.properties?.['data']?.maxItems, MOST_OF_A_PAGE)
  const one = (read.properties?.['penugasan'] as { items: Schema }).items
  t.deepEqual(Object.keys(one.properties ?? {}).toSorted(), Object.keys(Penugasan?.properties ?? {}).toSorted())
  t.deepEqual(one.required?.toSorted(), Penugasan?.required?.toSorted())
  const used = new Set<string>([...Object.values(PROPERTIES), 'penugasan'])
  t.deepEqual(Object.keys(Pegawai?.properties ?? {}).filter((name) => !used.has(name)), [], 'nothing is asked for in vain')
})

const DOCUMENTS: [name: string, value: unknown, good: boolean][] = [
  ['somebody', apiPerson(1), true],
  ['somebody with what nobody asks for', apiPerson(1, { nik: '0000000000000000', agama: 1 }), true],
  ['somebody without a unit', apiPerson(1, { unorId: null }), true],
  ['a number for a text', apiPerson(1, { nama: 5 }), false],
  ['an empty id', apiPerson(1, { id: '' }), false],
  ['a text that is too long', apiPerson(1, { nama: 'x'.repeat(1_001) }), false],
  ['a list for a text', apiPerson(1, { nama: [] }), false],
  ['an assignment without its end', apiPerson(1, { penugasan: [{ jenisPenugasanId: 'PLT' }] }), false],
  ['a list', [], false], ['nothing', null, false],
]

for (const [name, value, good] of DOCUMENTS) {
  test(`${name} is ${good ? 'a' : 'no'} person, to the file and to what reads`, (t) => {
    t.is(validatorOf('Pegawai')(value), good)
    t.is(pegawai.safeParse(value).success, good)
  })
}

test('what the service asks is in the file, and the reference server answers as the file says', async (t) => {
  const api = await startPersonnelApi(t)
  api.put(...apiPeople(1, 25))
  const source = createApi({ url: api.url, token: TOKEN, cidrs: ['127.0.0.0/8'] }, clockAt(TODAY))
  const signal = new AbortController().signal
  const { cursor } = await source.changedSince?.(undefined, signal) ?? {}
  await source.changedSince?.(cursor, signal)
  await source.person('P1', signal)
  t.is(api.requests.length, 5)
  for (const { path, query, authorization } of [...api.requests]) {
    const name = path === '/v1/pegawai' ? '/pegawai' : '/pegawai/{id}'
    const parameters = document.paths[name]?.['get']?.parameters ?? []
    for (const [key, value] of query) {
      const parameter = parameters.find((one) => one.name === key && one.in === 'query')
      const valid = ajv.compile(key === 'ukuran' ? parameter?.schema ?? false : { $ref: 'kontrak#/components/schemas/Penanda' })
      t.true(valid(key === 'ukuran' ? Number(value) : value), key)
    }
    t.is(authorization, `Bearer ${TOKEN}`)
    const answer = await fetch(`${api.url.replace('/v1', '')}${path}?${query.toString()}`, { headers: { authorization: authorization ?? '' } })
    const valid = validatorOf(name === '/pegawai' ? 'Halaman' : 'Pegawai')
    t.true(valid(await answer.json()), JSON.stringify(valid.errors))
  }
})
