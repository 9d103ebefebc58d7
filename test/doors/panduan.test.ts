import { readFileSync } from 'node:fs'
import test from 'ava'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { type Blok, readInline, readMarkdown } from '../../src/doors/pengembang/panduan/markdown.rules.ts'
import { MEANINGS } from '../../src/doors/pengembang/panduan/klaim.kata.ts'
import { KLAIM_MASUK, klaimOf, SCOPE_ORANG } from '../../src/domain/clients/klaim/kontrak.schema.ts'
import { openHouse } from '../helpers/house.ts'

const source = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const GUIDES = ['panduan-pengembang.md', 'panduan-pengembang.en.md'].map((name) => readMarkdown(source(name)))

test('each kind of block is read, and what is none is a paragraph', (t) => {
  t.deepEqual(readMarkdown('# Judul `a`\n\nsatu\ndua\n\n- a\n  b\n- c\n\n2. x\n\n| A | `B` |\n|---|---|\n| 1 | **2** |\n\n```\n<b>\n\n# x\n```\n'), [
    { jenis: 'judul', tingkat: 1, id: 'judul-a', teks: 'Judul a', isi: [{ jenis: 'teks', teks: 'Judul ' }, { jenis: 'kode', teks: 'a' }] },
    { jenis: 'alinea', isi: [{ jenis: 'teks', teks: 'satu dua' }] },
    { jenis: 'daftar', urut: false, butir: [[{ jenis: 'teks', teks: 'a b' }], [{ jenis: 'teks', teks: 'c' }]] },
    { jenis: 'daftar', urut: true, butir: [[{ jenis: 'teks', teks: 'x' }]] },
    { jenis: 'tabel', kepala: ['A', 'B'], baris: [[[{ jenis: 'teks', teks: '1' }], [{ jenis: 'tebal', teks: '2' }]]] },
    { jenis: 'kode', teks: '<b>\n\n# x' },
  ] satisfies Blok[])
})

test('a link leads to this host alone, and code within bold is code', (t) => {
  t.deepEqual(readInline('[a](/b) [c](javascript:alert) [d](//jahat.example)'), [
    { jenis: 'tautan', teks: 'a', href: '/b' }, { jenis: 'teks', teks: ' [c](javascript:alert) ' }, { jenis: 'teks', teks: 'd' },
  ])
  t.deepEqual(readInline('**a `b`**'), [{ jenis: 'tebal', teks: 'a ' }, { jenis: 'kode', teks: 'b' }])
})

test('both languages of the guide have the same parts in the same order', (t) => {
  const shape = (blocks: readonly Blok[]): unknown[] => blocks.map((block) => {
    if (block.jenis === 'tabel') return [block.jenis, block.kepala.length, block.baris.length]
    if (block.jenis === 'daftar') return [block.jenis, block.urut, block.butir.length]
    return block.jenis === 'judul' ? [block.jenis, block.tingkat] : [block.jenis]
  })
  const [indonesian = [], english = []] = GUIDES
  t.true(indonesian.length > 30)
  t.deepEqual(shape(english), shape(indonesian))
})

test('nothing of Markdown is left in a text, every row of a table is whole, every anchor is one', (t) => {
  for (const blocks of GUIDES) {
    t.notRegex(JSON.stringify(blocks.filter(({ jenis }) => jenis !== 'kode')), /\*\*|"teks":"[^"]*`|\]\(|\| ?-{3}/)
    for (const block of blocks) if (block.jenis === 'tabel') for (const row of block.baris) t.is(row.length, block.kepala.length)
    const anchors = blocks.flatMap((block) => block.jenis === 'judul' ? [block.id] : [])
    t.is(new Set(anchors).size, anchors.length)
  }
})

test('every claim has its meaning in English too, and no other one has', (t) => {
  const names = new Set([...Object.keys(KLAIM_MASUK), ...SCOPE_ORANG.flatMap((scope) => Object.keys(klaimOf(scope)))])
  t.deepEqual(Object.keys(MEANINGS).toSorted(), [...names].toSorted())
})

test('who is not signed in reads guide and contract in both languages, and every link in them is a page', async (t) => {
  const { issuer } = await openHouse(t)
  for (const [lang, title] of [['id', 'Panduan pengembang'], ['en', 'Developers&#39; guide']] as const) {
    const page = await (await fetch(`${issuer}/panduan/pengembang?bahasa=${lang}`)).text()
    t.true(page.includes(`<h1>${title}</h1>`), page.slice(0, 2_000))
    t.true(page.includes('https://&lt;host&gt;/sso/'), 'escaped once')
    const claims = await (await fetch(`${issuer}/panduan/klaim?bahasa=${lang}`)).text()
    for (const name of Object.keys(MEANINGS)) t.true(claims.includes(`<code>${name}</code>`), name)
    t.true(claims.includes('jabatan_nama'))
    for (const [, href = ''] of `${page}${claims}`.matchAll(/href="(\/[a-z][^"?#]*)"/g)) {
      if (!href.startsWith('/aset/')) t.true(`GET ${href}` in AUTHORIZATION, href)
    }
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    for (const id of anchors) t.true(page.includes(`id="${id ?? ''}"`), id)
    t.true(anchors.length >= 10)
  }
})
