import { readFileSync } from 'node:fs'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import test from 'ava'
import { assetPath, assets } from '../../src/kernel/http/assets.ts'
import { serve } from './serve.ts'

const css = readFileSync(new URL('../../views/assets/satu-login.css', import.meta.url))
const path = assetPath('satu-login.css')
const beyond = (ctx: { body: unknown }) => {
  ctx.body = 'beyond'
}

test('a file comes plain, gzip or brotli, to be kept for ever', async (t) => {
  const ask = await serve(t, assets(), beyond)
  const plain = await ask(path)
  t.is(plain.status, 200)
  t.is(plain.headers['content-type'], 'text/css; charset=utf-8')
  t.is(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
  t.is(plain.headers['content-encoding'], undefined)
  t.deepEqual(plain.bytes, css)
  const gzip = await ask(path, { 'accept-encoding': 'gzip, deflate' })
  t.deepEqual(gunzipSync(gzip.bytes), css)
  const br = await ask(path, { 'accept-encoding': 'gzip, deflate, br' })
  t.is(br.headers['content-encoding'], 'br')
  t.is(br.headers.vary, 'accept-encoding')
  t.deepEqual(brotliDecompressSync(br.bytes), css)
  t.not(br.headers.etag, gzip.headers.etag)
  t.is((await ask(path, { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding'], 'gzip')
})

test('the script of passkeys is one small file that asks for nothing else', async (t) => {
  const script = readFileSync(new URL('../../views/assets/passkey.js', import.meta.url), 'utf8')
  const ask = await serve(t, assets(), beyond)
  const { headers, bytes } = await ask(assetPath('passkey.js'), { 'accept-encoding': 'br' })
  t.is(headers['content-type'], 'text/javascript; charset=utf-8')
  t.true(bytes.length <= 3 * 1024, `${bytes.length} bytes`)
  // Browsers of 2018 read it: what came later stops the whole file.
  t.notRegex(script.replace(/\/\*[\s\S]*?\*\//g, ''), /\?\.|\?\?|\bimport\b|#\w+\s*[(=]|\beval\b|innerHTML|https?:/)
})

test('HEAD has no body, a known ETag is not sent again', async (t) => {
  const ask = await serve(t, assets(), beyond)
  const head = await ask(path, {}, 'HEAD')
  t.is(head.status, 200)
  t.is(head.headers['content-length'], String(css.length))
  t.is(head.bytes.length, 0)
  const again = await ask(path, { 'if-none-match': head.headers.etag ?? '' })
  t.is(again.status, 304)
  t.is(again.bytes.length, 0)
})

test('the hash of another version gets today\'s file, but not to keep', async (t) => {
  const ask = await serve(t, assets(), beyond)
  const other = await ask('/aset/satu-login.000000000000.css')
  t.is(other.status, 200)
  t.is(other.headers['cache-control'], 'no-cache')
  t.deepEqual(other.bytes, css)
})

test('nothing outside the folder, nothing but files', async (t) => {
  const ask = await serve(t, assets(), beyond)
  const hash = '000000000000'
  for (const odd of [
    '/aset/', '/aset/satu-login.css', `/aset/satu-login.${hash}.svg`, `/aset/toString.${hash}.css`,
    `/aset/../layouts/dasar.${hash}.njk`, `/aset/../../package.${hash}.json`, `/aset/..%2f..%2fpackage.${hash}.json`,
    `/aset/%2e%2e/%2e%2e/package.${hash}.json`, `/aset/..\\..\\package.${hash}.json`, `/aset//etc/passwd.${hash}.css`,
    `/aset/satu-login.${hash}.css%00`, `/aset/undefinedundefined`,
  ]) {
    const answer = await ask(odd)
    t.is(answer.status, 404, odd)
    t.is(answer.text, 'Not Found', odd)
  }
})

test('other paths and methods go on; a file that does not exist has no path', async (t) => {
  const ask = await serve(t, assets(), beyond)
  t.is((await ask('/asettelemen')).text, 'beyond')
  t.is((await ask(path, {}, 'POST')).text, 'beyond')
  t.throws(() => assetPath('../layouts/dasar.njk'), { message: /does not exist/ })
})
