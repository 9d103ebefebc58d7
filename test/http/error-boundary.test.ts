import test from 'ava'
import type { Middleware } from 'koa'
import { errorBoundary } from '../../src/kernel/http/error-boundary.ts'
import { stateOf } from '../../src/kernel/http/state.ts'
import { AppError, badRequest, forbidden, notFound } from '../../src/kernel/lib/app-error.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'
import { serve } from './serve.ts'

const httpError = (status: number): Error => Object.assign(new Error('rahasia'), { status, expose: true })

const ERRORS: [name: string, error: unknown, status: number, code: string][] = [
  ['not found', notFound(), 404, 'not-found'],
  ['forbidden', forbidden(), 403, 'forbidden'],
  ['a bad request', badRequest(), 400, 'bad-request'],
  ['too busy', new BusyError(3), 503, 'busy'],
  ['an error of Koa\'s with 400', httpError(400), 400, 'bad-request'],
  ['one with 413', httpError(413), 413, 'too-large'],
  ['one with 415', httpError(415), 400, 'bad-request'],
  ['one with 502', httpError(502), 500, 'internal'],
  ['one with no status', new TypeError('rahasia'), 500, 'internal'],
  ['one with a word for a status', Object.assign(new Error('rahasia'), { status: '404' }), 500, 'internal'],
  ['no error at all', 'rahasia', 500, 'internal'],
  ['nothing', undefined, 500, 'internal'],
]

for (const [name, error, status, code] of ERRORS) {
  test(`${name} is answered with ${status} ${code}`, async (t) => {
    const ask = await serve(t, errorBoundary((ctx, shown) => { ctx.body = shown.code }), () => { throw error })
    const answer = await ask('/')
    t.is(answer.status, status)
    t.is(answer.text, code)
    t.is(answer.headers['cache-control'], 'no-store')
  })
}

/** A handler that had decided everything before it failed. */
const late = (error: Error): Middleware => (ctx) => {
  ctx.cookies.set('satu_login', 'x')
  ctx.redirect('https://a.example/?code=1')
  ctx.set('cache-control', 'public')
  throw error
}

test('an answer that failed carries no cookie and leads nowhere', async (t) => {
  const ask = await serve(t, errorBoundary((ctx, shown) => { ctx.body = shown.code }), late(new Error('flush')))
  const answer = await ask('/')
  t.is(answer.status, 500)
  t.is(answer.headers['set-cookie'], undefined)
  t.is(answer.headers.location, undefined)
  t.is(answer.headers['cache-control'], 'no-store')
  t.is(answer.text, 'internal')
})

test('a refusal leads nowhere either, and may keep a cookie such as the language', async (t) => {
  const ask = await serve(t, errorBoundary((ctx, shown) => { ctx.body = shown.code }), late(forbidden()))
  const answer = await ask('/')
  t.is(answer.status, 403)
  t.is(answer.headers.location, undefined)
  t.truthy(answer.headers['set-cookie'])
})

test('what nobody answered is a page that is not there, an empty answer is one', async (t) => {
  const present = errorBoundary((ctx, shown) => { ctx.body = shown.code })
  t.is((await (await serve(t, present, () => undefined))('/')).text, 'not-found')
  const empty = await serve(t, present, (ctx) => { ctx.status = 204 })
  t.is((await empty('/')).status, 204)
})

test('the log gets the cause, the page does not', async (t) => {
  const seen: unknown[] = []
  const cause = new Error('rahasia')
  const ask = await serve(t, async (ctx, next) => {
    await next()
    seen.push(stateOf(ctx).failure)
  }, errorBoundary((ctx, shown) => { ctx.body = JSON.stringify(shown) + shown.message }), () => {
    throw new AppError('forbidden', 403, cause)
  })
  t.false((await ask('/')).text.includes('rahasia'))
  t.is(seen[0], cause)
})
