import { globSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import test from 'ava'
import type { Middleware } from 'koa'
import { createRenderer } from '../../src/kernel/http/render.ts'
import { prepareSample, samplePages } from './sample-pages.ts'
import { serve } from './serve.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const views = globSync('views/**/*.njk', { cwd: root })
const renderer = createRenderer({ issuer: 'https://login.example.test:8443', development: true })
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((m) => m[1] ?? '')

/** Middleware that renders `/<index of the sample page>`. */
const samples: Middleware = (ctx) => {
  const page = samplePages[Number(ctx.path.slice(1))]
  if (!page) return
  prepareSample(ctx, page)
  renderer.page(ctx, page.view, page.data)
}
const find = (view: string, state: string) => `/${samplePages.findIndex((p) => p.view === view && p.state === state)}`

test('every page has a sample, and every sample renders well in both languages', async (t) => {
  t.deepEqual(
    views.filter((v) => !/layouts|macros|email|sms/.test(v)).sort(),
    [...new Set(samplePages.map((p) => `views/${p.view}`))].sort(),
  )
  const ask = await serve(t, samples)
  for (const [index, page] of samplePages.entries()) {
    for (const asked of ['id', 'en']) {
      const lang = page.bahasa ?? asked
      const name = `${page.view} ${page.state} ${asked}`
      const { status, headers, text } = await ask(`/${index}?bahasa=${asked}`)
      t.is(status, page.status ?? 200, name)
      t.is(headers['content-type'], 'text/html; charset=utf-8', name)
      t.is(headers['content-language'], lang, name)
      t.is(headers['cache-control'], 'no-store', name)
      t.true(text.startsWith('<!doctype html>'), name)
      t.true(text.includes(`<html lang="${lang}">`), name)
      t.is(all(text, /(<h1)/g).length, 1, name)
      t.regex(text, /<title>\S.* - Banten Satu Login<\/title>/, name)
      t.notRegex(text, /undefined|\[object|NaN|\{\w+\}|\{\{|\{%/, name)
      const ids = all(text, /\bid="([^"]+)"/g)
      t.is(new Set(ids).size, ids.length, `${name}: ids twice`)
      const wanted = [
        ...all(text, /\bfor="([^"]+)"/g), ...all(text, /\bform="([^"]+)"/g), ...all(text, /href="#([^"]+)"/g),
        ...all(text, /aria-(?:describedby|labelledby)="([^"]+)"/g).flatMap((value) => value.split(/\s+/)),
      ]
      t.true(wanted.length > 0 && wanted.every((id) => ids.includes(id)), `${name}: ${wanted.join()}`)
    }
  }
})

test('every page behind a sign-in has the way out, one button in sight', async (t) => {
  const ask = await serve(t, samples)
  const inside = samplePages.filter(({ view }) => /^(portal|akun|bkd|pembantu|keamanan|inventaris)\//.test(view))
  t.true(inside.length > 30)
  for (const page of inside) {
    const { text } = await ask(find(page.view, page.state))
    t.is(all(text, /<form[^>]*method="post"[^>]*action="(\/keluar)"/g).length, 1, `${page.view} ${page.state}`)
  }
})

test('page and stylesheet together stay far below 60 KB, compressed', async (t) => {
  const ask = await serve(t, samples)
  const css = brotliCompressSync(read('views/assets/satu-login.css')).length
  const many = Array.from({ length: 97 }, (_, i) => ({
    nama: `Aplikasi nomor ${i}`, opd: `Dinas ${i % 42}`, host: `a${i}.example.test`, url: `https://a${i}.example.test/`,
  }))
  const full = await serve(t, (ctx) => {
    const beranda = samplePages.find((p) => p.view === 'portal/beranda.njk')
    renderer.page(ctx, 'portal/beranda.njk', { ...beranda?.data, terhubung: many })
  })
  const pages = [...(await Promise.all(samplePages.map((_, i) => ask(`/${i}`)))), await full('/')]
  t.true(Math.max(...pages.map((page) => gzipSync(page.bytes).length)) + css <= 60 * 1024)
})

test('no view needs what a strict policy refuses; HTML comes in unescaped where the provider gives a form', (t) => {
  // Mail programs take styles in line alone, and run no policy of ours.
  for (const view of views.filter((one) => one !== 'views/email/bingkai.njk')) {
    // The one place of a script, a file of ours, on pages that say so.
    const text = read(view).replace('{% if skrip %}<script src="{{ aset(skrip) }}" defer></script>{% endif %}', '')
    t.notRegex(text, /<script|<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|autoescape/i, view)
  }
  const unescaped = views.filter((view) => /\|\s*safe\b/.test(read(view)))
  t.deepEqual(unescaped.sort(), ['views/keluar/tanya.njk', 'views/masuk/lanjut.njk'])
  for (const view of unescaped) t.deepEqual(all(read(view), /(\S+\s*\|\s*safe\b)/g), ['formHtml | safe'])
  t.false(globSync('src/**/*.ts', { cwd: root }).some((file) => read(file).includes('.renderString(')))
})

test('text from outside is text', async (t) => {
  const evil = '<img src=x onerror=alert(1)>"\'&'
  const ask = await serve(t, (ctx) => {
    ctx.state.kode = evil
    ctx.state.csrf = evil
    renderer.page(ctx, 'masuk/kata-sandi.njk', {
      action: evil, aplikasi: { nama: evil, opd: evil }, values: { nip: evil, sandi: evil, tampil: true },
      errors: { form: { key: 'masuk.galat.tunggu', params: { menit: evil } } }, batalHref: evil,
    })
  })
  const { text } = await ask('/')
  t.notRegex(text, /<img/)
  t.true(text.includes('value="&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;"'))
})

test('a failed form says so in the title, in a summary that links to the fields, and at each field', async (t) => {
  const ask = await serve(t, samples)
  const path = find('masuk/kata-sandi.njk', 'galat-isian')
  const { text } = await ask(path)
  t.regex(text, /<title>Galat: Masuk ke SKP - /)
  t.regex((await ask(`${path}?bahasa=en`)).text, /<title>Error: Sign in to SKP - /)
  t.regex(text, /<div class="summary" role="alert" tabindex="-1" autofocus/)
  t.regex(text, /<a href="#nip">NIP berisi 18 angka. Anda mengetik 17.<\/a>/)
  t.regex(text, /<a href="#sandi">Isi kata sandi Anda.<\/a>/)
  t.regex(text, /id="nip"[^>]* aria-describedby="nip-petunjuk nip-galat" aria-invalid="true"/)
  t.regex(text, /id="sandi"[^>]* aria-describedby="sandi-galat" aria-invalid="true"/)
  t.notRegex((await ask(find('masuk/kata-sandi.njk', 'kosong'))).text, /Galat|role="alert"|aria-invalid/)
})

test('an error without value, as TypeScript makes it, is no error', async (t) => {
  const ask = await serve(t, (ctx) => renderer.page(ctx, 'masuk/kata-sandi.njk', {
    action: '/', aplikasi: null, values: {}, errors: { nip: undefined, sandi: undefined, form: undefined },
  }))
  t.notRegex((await ask('/')).text, /Galat|role="alert"/)
})

test('the password is hidden, or shown when asked: then no browser keeps it or checks its spelling', async (t) => {
  const ask = await serve(t, samples)
  const input = (html: string) => /<input id="sandi"[^>]*>/.exec(html)?.[0]
  const hidden = (await ask(find('masuk/kata-sandi.njk', 'kosong'))).text
  t.regex(input(hidden) ?? '', /type="password" autocomplete="current-password"/)
  t.notRegex(input(hidden) ?? '', /value=/)
  t.regex(hidden, /name="tampilkan" value="1"/)
  const shown = (await ask(find('masuk/kata-sandi.njk', 'terlihat'))).text
  t.regex(input(shown) ?? '', /type="text" value="kuda &quot;biru&quot; &amp; &lt;laut&gt;" autocomplete="off"/)
  t.regex(input(shown) ?? '', /spellcheck="false"/)
  t.regex(shown, /name="sembunyikan" value="1"/)
  t.regex(hidden, /<input id="nip"[^>]* inputmode="numeric" autocomplete="username webauthn" spellcheck="false" maxlength="30"/)
})

test('Enter signs in: the first button of the form carries no name', async (t) => {
  const ask = await serve(t, samples)
  for (const state of ['kosong', 'terlihat']) {
    const { text } = await ask(find('masuk/kata-sandi.njk', state))
    const [first = '', second = ''] = text.match(/<button[^>]*>/g) ?? []
    t.notRegex(first, /name=/)
    t.regex(second, /name=/)
  }
})

test('what stands on every page: skip link, issuer host, language link, privacy, help code', async (t) => {
  const ask = await serve(t, samples)
  const { text } = await ask(`${find('masuk/bantuan.njk', 'biasa')}?a=1&a=2&bahasa=id`)
  t.regex(text, /<body[^>]*>\s*<a class="skip" href="#isi">/)
  t.true(text.includes('login.<wbr>example.<wbr>test:8443'))
  t.true(text.includes('href="?a=1&amp;a=2&amp;bahasa=en" hreflang="en" lang="en">English</a>'))
  t.true(text.includes('href="/privasi"'))
  t.true(text.includes('7KX3-9FQ'))
})

test('the language link never leaves the host, however odd the path', async (t) => {
  const ask = await serve(t, (ctx) => renderer.page(ctx, 'privasi.njk'))
  for (const path of ['//evil.example/x?y=1', '/..//evil.example/', '/\\evil.example']) {
    const href = /href="([^"]*)" hreflang/.exec((await ask(path)).text)?.[1] ?? ''
    t.regex(href, /^\?(y=1&amp;)?bahasa=en$/, path)
  }
})

test('at another address the bar does not claim the official one; links lead there', async (t) => {
  const ask = await serve(t, samples)
  const { text } = await ask(find('galat.njk', 'alamat'))
  t.notRegex(text, /class="host"/)
  t.regex(text, /class="button" href="https:\/\/login.bantenprov.go.id"/)
  t.regex(text, /href="https:\/\/login.bantenprov.go.id\/privasi"/)
})

test('the form token is in every form that posts to us, and in no search', async (t) => {
  const ask = await serve(t, samples)
  for (const [index, page] of samplePages.entries()) {
    const { text } = await ask(`/${index}`)
    for (const form of text.match(/<form[\s\S]*?<\/form>/g) ?? []) {
      const ours = /method="post"/.test(form) && !/op\.(logout|onward)Form/.test(form)
      t.is(form.includes('name="csrf" value="tanda-uji"'), ours, `${page.view} ${page.state}`)
    }
  }
})

test('asking for a language sets the cookie on any page, with the name the issuer calls for', async (t) => {
  const ask = await serve(t, samples)
  t.regex((await ask('/0?bahasa=en')).headers['set-cookie']?.[0] ?? '', /^__Host-satu_login_bahasa=en; .*; Secure$/)
  t.is((await ask('/0')).headers['set-cookie'], undefined)
  const local = createRenderer({ issuer: 'http://localhost:3000', development: false })
  const plain = await serve(t, (ctx) => local.page(ctx, 'privasi.njk'))
  t.regex((await plain('/?bahasa=en')).headers['set-cookie']?.[0] ?? '', /^satu_login_bahasa=en; .*SameSite=Lax$/)
})

test('caching said before stays; html() gives the same page and sets no body', async (t) => {
  const ask = await serve(t, (ctx) => {
    ctx.set('cache-control', 'private, max-age=60')
    const html = renderer.html(ctx, 'privasi.njk')
    t.is(ctx.body, undefined)
    renderer.page(ctx, 'privasi.njk')
    t.is(ctx.body, html)
  })
  t.is((await ask('/')).headers['cache-control'], 'private, max-age=60')
})

test('an unknown key stops development and is shown as it is in production', async (t) => {
  const live = createRenderer({ issuer: 'http://localhost:3000', development: false })
  const data = { judulKey: 'galat.hilang.judul', isiKey: 'galat.server.isi', saranKey: 'galat.server.saran' }
  const ask = await serve(t, (ctx) => {
    t.throws(() => renderer.html(ctx, 'galat.njk', data), { message: /id\.json has no galat\.hilang\.judul/ })
    live.page(ctx, 'galat.njk', data)
  })
  t.regex((await ask('/')).text, /<h1>galat\.hilang\.judul<\/h1>/)
})
