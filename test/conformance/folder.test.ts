import { readdirSync, readFileSync } from 'node:fs'
import test from 'ava'
import { readClientFile as readByRules } from '../../src/domain/clients/pendaftaran/client-file.rules.ts'
import { blocksOf, readConfiguration } from './suite/automation.ts'
import { drawClientKey } from './suite/fapi-op.ts'
import { CONFORMANCE, plans } from './suite/modules.ts'
import { readClientFile } from './suite/op.ts'

// What an operator takes from conformance/ to the suite is whole, and is what our tests prove.

const read = (path: string): string => readFileSync(new URL(path, CONFORMANCE), 'utf8')
const filesIn = (path: string): string[] =>
  readdirSync(new URL(path, CONFORMANCE)).filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', ''))
const CLIENTS = filesIn('clients/')

for (const name of CLIENTS) {
  test(`client add takes clients/${name}.json on an instance with real people`, async (t) => {
    const given = readClientFile(name, { opd: '920600000000000', nip: '199001012015031001' })
    const { publicJwk } = await drawClientKey(given['token_endpoint_auth_signing_alg'] as string | undefined ?? 'ES256')
    if (given['jwks'] !== undefined) t.deepEqual(given['jwks'], { keys: ['KUNCI-PUBLIK'] })
    const file = given['jwks'] === undefined ? given : { ...given, jwks: { keys: [publicJwk] } }
    const { mistakes, registration } = readByRules(file, { demo: false })
    t.deepEqual(mistakes, [])
    t.like(registration, { client_id: `conformance-${name}`, host: 'www.certification.openid.net', eksternal: true, state: 'uji' })
    t.regex(read(`clients/${name}.json`), /"KODE-OPD"[^]*"NIP-PENGUJI"/, 'the blanks are there to be filled in')
  })
}

test('every plan has its configuration, and every configuration its plan', (t) => {
  const named = plans.map(({ configuration }) => configuration)
  t.deepEqual(named.toSorted(), filesIn('.').filter((name) => name !== 'modules').map((name) => `${name}.json`).toSorted())
})

for (const { plan, configuration, modules } of plans) {
  test(`${configuration} can be read, names registered clients, and overrides modules of its plan`, (t) => {
    const content = readConfiguration(configuration)
    const ids = [content.client, content.client2, content.client_secret_post].flatMap((client) => client?.client_id ?? [])
    for (const id of ids) t.true(CLIENTS.includes(id.replace('conformance-', '')), id)
    const names = modules.map(({ module }) => module)
    t.is(new Set(names).size, names.length, plan)
    for (const overridden of Object.keys(content.override ?? {})) t.true(names.includes(overridden), overridden)
    // Whoever has to look at a picture gets it taken, unless the suite can go on without.
    const pictured = modules.filter(({ result }) => result === 'REVIEW').map(({ module }) => module)
    t.deepEqual(pictured.filter((module) => content.override?.[module] === undefined), [])
  })
}

test('what the blocks wait to read is a text of ours in both languages', (t) => {
  const [id, en] = ['id', 'en'].map((language) => JSON.parse(
    readFileSync(new URL(`../views/locales/${language}.json`, CONFORMANCE), 'utf8')) as Record<string, string>)
  // Of a text with a name in it the words before the name.
  const fixed = (text = ''): string => text.replace(/ *\{.*$/, '')
  const texts = new Set(Object.keys(id ?? {}).map((key) => `${fixed(id?.[key])}|${fixed(en?.[key])}`))
  const waited = plans.flatMap(({ configuration }) => blocksOf(readConfiguration(configuration)))
    .flatMap(({ tasks }) => tasks).flatMap(({ commands = [] }) => commands).flatMap(([act, , , , text]) =>
      act === 'wait' && text !== undefined ? [text] : [])
  t.true(waited.length > 5)
  for (const text of new Set(waited)) {
    for (const pair of text.match(/[^|]+\|[^|]+/g) ?? ['']) t.true(texts.has(pair), pair)
  }
})

test('Basic and Form Post are configured alike', (t) => {
  const [basic, formPost] = [readConfiguration('basic.json'), readConfiguration('form-post.json')]
  t.deepEqual({ ...formPost, description: basic.description }, basic)
})

test('docs/conformance.md has the results of modules.json and no others', (t) => {
  const rows = plans.flatMap(({ plan, modules }) => modules.map(({ module, result, why }) =>
    `| ${plan} | ${module} | ${result} | ${why ?? ''} |`))
  const shown = read('../docs/conformance.md').split('\n').filter((line) => /^\| (oidcc|fapi2)-/.test(line))
  t.deepEqual(shown, rows)
})
