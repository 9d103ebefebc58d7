import { globSync, readFileSync } from 'node:fs'
import test from 'ava'
import { chooseLanguage, findText, language, rememberLanguage, speakAs } from '../../src/kernel/http/locale.ts'
import { serve } from './serve.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const id = JSON.parse(read('views/locales/id.json')) as Record<string, string>
const en = JSON.parse(read('views/locales/en.json')) as Record<string, string>
const views = globSync('views/**/*.njk', { cwd: root }).map(read)
const sources = globSync('src/**/*.ts', { cwd: root }).map(read)
const placeholders = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()

test('both languages have the same keys, in the same order', (t) => {
  t.deepEqual(Object.keys(en), Object.keys(id))
})

test('both languages fill the same placeholders and leave no text empty', (t) => {
  for (const key of Object.keys(id)) {
    t.deepEqual(placeholders(en[key]), placeholders(id[key]), key)
    t.truthy(id[key]?.trim(), key)
    t.truthy(en[key]?.trim(), key)
  }
})

test('every key that a view asks for exists', (t) => {
  const asked = views.flatMap((view) => [...view.matchAll(/\bt\('([\w.]+)'[,)]/g)].map((m) => m[1] ?? ''))
  t.true(asked.length > 80)
  t.deepEqual(asked.filter((key) => !(key in id)), [])
})

test('every key is used: named in a view, in its contract, or in a source', (t) => {
  const all = [...views, ...sources].join('\n')
  const named = new Set([...all.matchAll(/[a-z]\w*(?:\.\w+)+/g)].map((m) => m[0]))
  // The head of a view names several keys at once: galat.sibuk.*
  const families = [...views.join('\n').matchAll(/\b(\w+\.\w+\.)\*/g)].map((m) => m[1] ?? '')
  const inFamily = (key: string) => families.some((family) => key.startsWith(family))
  t.deepEqual(Object.keys(id).filter((key) => !named.has(key) && !inFamily(key)), [])
  t.deepEqual(families.filter((family) => !Object.keys(id).some((key) => key.startsWith(family))), [])
})

const wishes: [string, (string | undefined)[], 'id' | 'en'][] = [
  ['nothing', [], 'id'],
  ['nothing known', [undefined, '', 'fr', '*'], 'id'],
  ['first known wins', ['fr-FR', 'en-GB', 'id'], 'en'],
  ['any case and region', ['EN_us'], 'en'],
  ['the old code of Android', ['in-ID', 'en'], 'id'],
  ['Sundanese before English', ['su', 'en'], 'id'],
  ['no inherited property', ['constructor', '__proto__', 'en'], 'en'],
]
for (const [title, given, expected] of wishes) {
  test(`language of ${title}`, (t) => t.is(chooseLanguage(given), expected))
}

test('a request: ?bahasa, cookie, the person, ui_locales, Accept-Language, in this order', async (t) => {
  const ask = await serve(t, (ctx) => {
    ctx.state.uiLocales = ctx.get('x-ui-locales') || undefined
    speakAs(ctx, { bahasa: ctx.get('x-orang') === 'en' ? 'en' : null })
    ctx.body = language(ctx)
  })
  const say = async (path: string, headers: Record<string, string> = {}) => (await ask(path, headers)).text
  t.is(await say('/'), 'id')
  t.is(await say('/', { 'accept-language': 'en-US,en;q=0.9,id;q=0.8' }), 'en')
  t.is(await say('/', { 'accept-language': 'en;q=0.1,id;q=0.9' }), 'id')
  t.is(await say('/', { 'accept-language': 'en', 'x-ui-locales': 'fr id' }), 'id')
  t.is(await say('/', { 'x-ui-locales': 'id', 'x-orang': 'en' }), 'en')
  t.is(await say('/', { 'x-orang': 'en', cookie: 'satu_login_bahasa=id' }), 'id')
  t.is(await say('/', { 'x-ui-locales': 'id', cookie: 'satu_login_bahasa=en' }), 'en')
  t.is(await say('/', { cookie: 'satu_login_bahasa=en; __Host-satu_login_bahasa=id' }), 'id')
  t.is(await say('/?bahasa=id', { cookie: 'satu_login_bahasa=en' }), 'id')
  t.is(await say('/?bahasa=xx', { cookie: 'satu_login_bahasa=en' }), 'en')
  t.is(await say('/?bahasa=en&bahasa=id'), 'en')
})

test('only a language asked for is remembered, once, for a year', async (t) => {
  const ask = (secure: boolean) => serve(t, (ctx) => {
    rememberLanguage(ctx, secure)
    rememberLanguage(ctx, secure)
    ctx.body = ''
  })
  const plain = await ask(false)
  t.deepEqual((await plain('/?bahasa=en')).headers['set-cookie'], [
    'satu_login_bahasa=en; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax',
  ])
  t.is((await plain('/', { 'accept-language': 'en' })).headers['set-cookie'], undefined)
  t.is((await plain('/?bahasa=en%3B+Domain=x')).headers['set-cookie'], undefined)
  t.deepEqual((await (await ask(true))('/?bahasa=id')).headers['set-cookie'], [
    '__Host-satu_login_bahasa=id; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure',
  ])
})

test('texts: filled, left where no value is, unknown as undefined', (t) => {
  t.is(findText('id', 'masuk.galat.nipJumlah', { jumlah: 17 }), 'NIP berisi 18 angka. Anda mengetik 17.')
  t.is(findText('en', 'masuk.galat.nipJumlah'), 'A NIP has 18 digits. You typed {jumlah}.')
  t.is(findText('id', 'masuk.judul', { aplikasi: '$& {jumlah}' }), 'Masuk ke $& {jumlah}')
  t.is(findText('id', 'toString'), undefined)
})
