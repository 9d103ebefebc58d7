import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { ROOT } from './compose.ts'

const read = (file: string): string => readFileSync(join(ROOT, 'deploy', file), 'utf8')
const page = read('halaman/sedang-tidak-tersedia.html')

test('the page needs nothing but itself, and says it in both languages', (t) => {
  t.notRegex(page, /<(script|link|img|iframe|form)\b|url\(|@import|https?:/)
  t.regex(page, /^<!doctype html>\n<html lang="id">/)
  t.regex(page, /<section lang="en">/)
  t.true(Buffer.byteLength(page) < 4096)
})

test('both fronts allow its style and no other', (t) => {
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? ''
  const hash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
  for (const file of ['nginx/nginx.conf', 'apache/apache.conf']) {
    t.deepEqual([...read(file).matchAll(/style-src ([^;]*);/g)].map(([, source]) => source), [hash], file)
  }
  t.is(page.match(/<style/g)?.length, 1)
  t.notRegex(page, / style=/)
})

test('programs hear it in the words of RFC 6749', (t) => {
  t.is((JSON.parse(read('halaman/sedang-tidak-tersedia.json')) as { error: string }).error, 'temporarily_unavailable')
})
