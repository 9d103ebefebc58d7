import test, { type ExecutionContext } from 'ava'
import Koa from 'koa'
import { z } from 'zod'
import { errorBoundary } from '../../src/kernel/http/error-boundary.ts'
import { readUpload } from '../../src/kernel/http/upload.ts'
import { listen } from '../helpers/server.ts'
import { ask, type Answer } from './ask.ts'

// Forms with files, as browsers send them and as nobody should.

const MOST = 4_000
const schema = z.object({ csrf: z.string().catch('') })

async function send(t: ExecutionContext, type: string, body: Buffer): Promise<Answer> {
  const app = new Koa()
  app.use(errorBoundary((ctx, error) => { ctx.body = { error: error.code } }))
  app.use(async (ctx) => {
    const { fields, files } = await readUpload(ctx, schema, { most: MOST })
    ctx.body = { fields, files: [...files].map(([input, { name, bytes }]) => [input, name, bytes.toString('latin1')]) }
  })
  const handle = app.callback()
  const address = await listen(t, (request, response) => void handle(request, response))
  return ask(address, { method: 'POST', headers: type === '' ? {} : { 'content-type': type }, body })
}

// As a browser draws it: Node's reader looks for it without its first two dashes.
const BOUNDARY = '----WebKitFormBoundaryzuW5nPZQFQCwQtg4'
const part = (head: string, content: string): string => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`

const GOOD: readonly (readonly [name: string, body: string, answer: unknown])[] = [
  ['a field and a file', `${part('name="csrf"', 'abc')}${part('name="pegawai"; filename="pegawai.csv"', 'a;b\r\n\xe9;2')}--${BOUNDARY}--\r\n`,
    { fields: { csrf: 'abc' }, files: [['pegawai', 'pegawai.csv', 'a;b\r\n\xe9;2']] }],
  ['an input without a file', `${part('name="csrf"', 'abc')}${part('name="unor"; filename=""', '')}--${BOUNDARY}--\r\n`,
    { fields: { csrf: 'abc' }, files: [] }],
  ['an empty file', `${part('name="unor"; filename="unor.csv"', '')}--${BOUNDARY}--\r\n`,
    { fields: { csrf: '' }, files: [['unor', 'unor.csv', '']] }],
  ['a field twice', `${part('name="csrf"', 'a')}${part('name="csrf"', 'b')}--${BOUNDARY}--\r\n`, { fields: { csrf: '' }, files: [] }],
  ['a name that would be a path', `${part('name="a"; filename="../../etc/passwd"', 'x')}--${BOUNDARY}--\r\n`,
    { fields: { csrf: '' }, files: [['a', '../../etc/passwd', 'x']] }],
]

for (const [name, body, answer] of GOOD) {
  test(`${name} is read`, async (t) => {
    const { status, text } = await send(t, TYPE, Buffer.from(body, 'latin1'))
    t.is(status, 200, text)
    t.deepEqual(JSON.parse(text), answer)
  })
}

const large = `${part('name="a"; filename="a"', 'x'.repeat(MOST))}--${BOUNDARY}--\r\n`
const BAD: readonly (readonly [name: string, type: string, body: string, status: number])[] = [
  ['more than may be', TYPE, large, 413],
  ['another kind of form', 'application/x-www-form-urlencoded', 'csrf=abc', 400],
  ['no kind at all', '', 'csrf=abc', 400],
  ['no boundary', 'multipart/form-data', part('name="csrf"', 'abc'), 400],
  ['another boundary', 'multipart/form-data; boundary=y', `${part('name="csrf"', 'abc')}--${BOUNDARY}--\r\n`, 400],
  ['half a form', TYPE, part('name="csrf"', 'abc').slice(0, 40), 400],
  ['nothing', TYPE, '', 400],
]

for (const [name, type, body, status] of BAD) {
  test(`${name} is refused with ${status}`, async (t) => {
    const answer = await send(t, type, Buffer.from(body))
    t.is(answer.status, status, answer.text)
    t.regex(answer.text, /^\{"error":"(too-large|bad-request)"\}$/)
  })
}
