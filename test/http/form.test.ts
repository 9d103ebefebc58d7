import { gzipSync } from 'node:zlib'
import test from 'ava'
import Koa from 'koa'
import { z } from 'zod'
import { errorBoundary } from '../../src/kernel/http/error-boundary.ts'
import { readForm } from '../../src/kernel/http/form.ts'
import { listen } from '../helpers/server.ts'
import { ask, type Question } from './ask.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const field = z.object({ nip: z.string() })
const form = (text: string): Question => ({ headers: FORM, body: text })

const FORMS: [name: string, question: Question, status: number, text: string][] = [
  ['a field', form('nip=1'), 200, '{"nip":"1"}'],
  ['a field with a charset', { headers: { 'content-type': `${FORM['content-type']}; charset=UTF-8` }, body: 'nip=1' },
    200, '{"nip":"1"}'],
  ['words with umlauts and plus', form('nip=%C3%BC+a%2Bb'), 200, '{"nip":"ü a+b"}'],
  ['fields that nobody asked for', form('nip=1&peran=admin&__proto__[x]=1'), 200, '{"nip":"1"}'],
  ['the largest form', form(`nip=${'x'.repeat(32 * 1024 - 4)}`), 200, `{"nip":"${'x'.repeat(32 * 1024 - 4)}"}`],
  ['a larger form', form(`nip=${'x'.repeat(32 * 1024 - 3)}`), 413, 'too-large'],
  ['a small gzip of a large form', {
    headers: { ...FORM, 'content-encoding': 'gzip' }, body: gzipSync(`nip=${'x'.repeat(1_000_000)}`) }, 413, 'too-large'],
  ['a gzip that is none', { headers: { ...FORM, 'content-encoding': 'gzip' }, body: 'nip=1' }, 400, 'bad-request'],
  ['an encoding that nobody knows', { headers: { ...FORM, 'content-encoding': 'x' }, body: 'nip=1' }, 400, 'bad-request'],
  ['the same field twice', form('nip=1&nip=2'), 400, 'bad-request'],
  ['a field with brackets', form('nip[a]=1'), 400, 'bad-request'],
  ['no such field', form('sandi=1'), 400, 'bad-request'],
  ['a broken percent sign stays text', form('nip=%E0%A4%A'), 200, '{"nip":"%E0%A4%A"}'],
  ['JSON', { headers: { 'content-type': 'application/json' }, body: '{"nip":"1"}' }, 400, 'bad-request'],
  ['a form with files', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }, 400, 'bad-request'],
  ['no type', { body: 'nip=1' }, 400, 'bad-request'],
  ['no body', {}, 400, 'bad-request'],
]

for (const [name, question, status, text] of FORMS) {
  test(`${name}: ${status}`, async (t) => {
    const app = new Koa()
    app.use(errorBoundary((ctx, error) => { ctx.body = error.code }))
    app.use(async (ctx) => { ctx.body = JSON.stringify(await readForm(ctx, field)) })
    const handle = app.callback()
    const base = await listen(t, (request, response) => void handle(request, response))
    const answer = await ask(base, { method: 'POST', ...question })
    t.is(answer.status, status)
    t.is(answer.text, text)
  })
}
