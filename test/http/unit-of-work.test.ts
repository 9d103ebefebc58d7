import { setTimeout as sleep } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import type { Middleware } from 'koa'
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.ts'
import { errorBoundary } from '../../src/kernel/http/error-boundary.ts'
import { callerAndScheme } from '../../src/kernel/http/proxy.ts'
import { stateOf } from '../../src/kernel/http/state.ts'
import { unitOfWork } from '../../src/kernel/http/unit-of-work.ts'
import { forbidden } from '../../src/kernel/lib/app-error.ts'
import { testDatabase } from '../helpers/database.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'
import { serve } from './serve.ts'

/** A service whose requests write one row each. */
async function service(t: ExecutionContext, handle: Middleware) {
  const db = await testDatabase(t, 'kosong')
  await db.owner.knex.raw('CREATE TABLE catatan (isi text NOT NULL)')
  const ask = await serve(t, (ctx, next) => {
    stateOf(ctx).kode = 'KODE23'
    return next()
  }, errorBoundary((ctx, error) => { ctx.body = error.code }), callerAndScheme('http://localhost', []),
  unitOfWork(db.app), handle)
  const rows = async () => (await db.owner.knex('catatan').select<{ isi: string }[]>('isi')).map(({ isi }) => isi)
  return { db, ask, rows }
}

const write = (isi: string | null): void =>
  UnitOfWork.current().append({ text: 'INSERT INTO catatan (isi) VALUES ($1)', values: [isi] })

const ENDS: [name: string, handle: Middleware, status: number, written: boolean, cookie: boolean][] = [
  ['answers', (ctx) => { ctx.body = 'ya' }, 200, true, true],
  ['leads on', (ctx) => { ctx.redirect('/lain') }, 302, true, true],
  ['refuses by itself', (ctx) => { ctx.status = 400; ctx.body = 'tidak' }, 400, true, true],
  ['throws a refusal', () => { throw forbidden() }, 403, false, true],
  ['throws', () => { throw new Error('x') }, 500, false, false],
  ['answers with a failure by itself', (ctx) => { ctx.status = 500; ctx.body = 'server_error' }, 500, false, false],
  ['asks to come back', (ctx) => { ctx.status = 503; ctx.body = 'sibuk' }, 503, false, false],
  ['stages what cannot be written', (ctx) => { write(null); ctx.redirect('https://a.example/?code=1') }, 500, false, false],
]

for (const [name, end, status, written, cookie] of ENDS) {
  test(`a handler that ${name}: ${status}, ${written ? 'the row' : 'no row'}, ${cookie ? 'the' : 'no'} cookie`, async (t) => {
    const { ask, rows } = await service(t, (ctx, next) => {
      write('x')
      ctx.cookies.set('satu_login', 'x')
      return end(ctx, next) as Promise<void>
    })
    const answer = await ask('/')
    t.is(answer.status, status)
    t.deepEqual(await rows(), written ? ['x'] : [])
    t.is(answer.headers['set-cookie'] !== undefined, cookie)
    if (status >= 500) t.is(answer.headers.location, undefined)
  })
}

test('the first byte waits for the commit', async (t) => {
  const { db, ask, rows } = await service(t, (ctx) => {
    write('x')
    ctx.body = 'ya'
  })
  let answered = false
  const lock = await db.owner.knex.transaction()
  await lock.raw('LOCK TABLE catatan IN ACCESS EXCLUSIVE MODE')
  const answer = ask('/').then((given) => {
    answered = true
    return given
  })
  await untilSomebodyWaits(db.owner)
  t.false(answered)
  await lock.rollback()
  t.is((await answer).status, 200)
  t.deepEqual(await rows(), ['x'])
})

test('two requests at once write in units of their own', async (t) => {
  const seen: unknown[] = []
  const { ask, rows } = await service(t, async (ctx) => {
    UnitOfWork.current().stage('kunci', { text: 'INSERT INTO catatan (isi) VALUES ($1)', values: [ctx.path] }, ctx.path)
    while (seen.length < 2 && ctx.path === '/satu') await sleep(5)
    seen.push(UnitOfWork.current().peek('kunci'))
    if (ctx.path === '/dua') seen.push('dua selesai')
    ctx.body = 'ya'
  })
  await Promise.all([ask('/satu'), ask('/dua')])
  t.deepEqual(seen, ['/dua', 'dua selesai', '/satu'])
  t.deepEqual((await rows()).sort(), ['/dua', '/satu'])
})

test('an event of the request says where it came from', async (t) => {
  const { ask } = await service(t, (ctx) => { ctx.body = JSON.stringify(UnitOfWork.current().origin) })
  const origin = { correlationId: 'KODE23', address: '127.0.0.1' }
  t.deepEqual(JSON.parse((await ask('/')).text), origin)
  t.deepEqual(JSON.parse((await ask('/', { 'user-agent': 'x'.repeat(300) })).text), { ...origin, device: 'x'.repeat(200) })
})
