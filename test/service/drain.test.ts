import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import test from 'ava'
import { onDatabase } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { ask } from '../http/ask.ts'
import { freePort } from './free-port.ts'
import { PRODUCTION, startServer } from './server-process.ts'

const HOST = 'login.test'

async function start(scope: Scope, env: NodeJS.ProcessEnv = {}) {
  const db = await testDatabase(scope, 'kosong')
  const port = await freePort()
  const { child, running, ended } = startServer(scope, { ...onDatabase(db), ...PRODUCTION(), PORT: String(port), ...env })
  await running()
  return { child, ended, port, base: `http://127.0.0.1:${port}` }
}

/** Node's primary may keep a connection that it offered to a worker just closing: no answer is an answer as well. */
function answers(base: string): Promise<boolean> {
  const asked = ask(base, { target: '/healthz' }).then(() => true, () => false)
  return Promise.race([asked, sleep(1_000, false)])
}

/** A request of which the service has the headers and waits for the body. */
async function beginToken(port: number) {
  const body = 'grant_type=refresh_token'
  const sent = request({
    host: '127.0.0.1', port, path: '/oidc/token', method: 'POST', headers: {
      'host': HOST, 'expect': '100-continue', 'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    },
  })
  sent.flushHeaders()
  await once(sent, 'continue')
  return async (): Promise<{ status: number | undefined; connection: string | undefined; text: string }> => {
    sent.end(body)
    const [answer] = await once(sent, 'response') as [IncomingMessage]
    const text = Buffer.concat(await answer.toArray() as Buffer[]).toString()
    return { status: answer.statusCode, connection: answer.headers.connection, text }
  }
}

for (const workers of ['1', '2']) {
  test(`SIGTERM lets a request under way end, then the service goes with status 0 (WORKERS=${workers})`, async (t) => {
    const { child, ended, port, base } = await start(t, { WORKERS: workers })
    const finish = await beginToken(port)
    child.kill('SIGTERM')
    // Refused is what tells that the signal was heard; with the request still open it has not gone.
    while (await answers(base));
    t.is(child.exitCode, null)
    const { status, connection, text } = await finish()
    t.is(status, 400)
    t.is(connection, 'close')
    t.regex(text, /invalid_request|invalid_client/)
    t.is((await ended).ends, 0)
  })
}

for (const workers of ['1', '2']) {
  test(`in the notice /readyz says 503 while people are still answered; a second SIGTERM ends it (WORKERS=${workers})`, async (t) => {
    const { child, ended, base } = await start(t, { DRAIN_NOTICE_SECONDS: '60', WORKERS: workers })
    const ready = async () => (await ask(base, { target: '/readyz' })).status
    t.is(await ready(), 200)
    child.kill('SIGTERM')
    // Several in a row: of two workers the second may hear it a moment later.
    for (let leaving = 0; leaving < 8;) leaving = await ready() === 503 ? leaving + 1 : 0
    t.is((await ask(base, { target: '/healthz' })).status, 200)
    const page = await ask(base, { target: '/bantuan', headers: { host: HOST } })
    t.is(page.status, 200)
    t.is(page.headers.connection, 'close')
    child.kill('SIGTERM')
    const { ends, stderr } = await ended
    t.is(ends, 0)
    t.is(stderr.split('\n').length, 2, 'nothing but the first line')
  })
}
