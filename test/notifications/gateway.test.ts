import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { createOutbound } from '../../src/kernel/http/outbound.ts'
import { createGateway, readGateway } from '../../src/kernel/notifications/index.ts'
import { openGateway } from '../helpers/sms-gateway.ts'
import type { Scope } from '../helpers/scope.ts'

const outbound = createOutbound({ cidrs: ['127.0.0.0/8'], timeoutMs: 200 })
const MESSAGE = { id: 'abc', to: '+6281234567890', subject: '', text: 'Kode Anda 483920.' }

async function templateFile(scope: Scope, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gerbang-'))
  scope.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'gerbang.json')
  await writeFile(file, text)
  return file
}

test('without a template a plain JSON object is sent', async (t) => {
  const server = await openGateway(t)
  const gateway = await readGateway({ url: `${server.url}/kirim`, templateFile: undefined, secrets: {} })
  t.deepEqual(await createGateway(gateway, outbound)(MESSAGE), { result: 'sent', receipt: 'diterima' })
  t.like(server.calls[0], { method: 'POST', url: '/kirim', body: '{"nomor":"+6281234567890","pesan":"Kode Anda 483920.","id":"abc"}' })
  t.is(server.calls[0]?.headers['content-type'], 'application/json')
})

test('a template file says what is sent, with secrets from the environment', async (t) => {
  const server = await openGateway(t, { answer: (n) => ({ status: 200, body: n === 1 ? '{"status":"OK"}' : '{"status":"PENUH"}' }) })
  const file = await templateFile(t, JSON.stringify({
    headers: { authorization: 'Bearer {env:SMS_GATEWAY_TOKEN}' }, body: { to: '{nomor}', text: '{pesan}' }, nomor: '0', berhasil: '"OK"',
  }))
  const send = createGateway(
    await readGateway({ url: server.url, templateFile: file, secrets: { SMS_GATEWAY_TOKEN: 'rahasia' } }), outbound)
  t.is((await send(MESSAGE)).result, 'sent')
  t.deepEqual(await send(MESSAGE), { result: 'refused', receipt: 'tidak diterima' })
  t.is(server.calls[0]?.headers.authorization, 'Bearer rahasia')
  t.is(server.calls[0]?.body, '{"to":"081234567890","text":"Kode Anda 483920."}')
})

test('the sample of deploy/ is a template', async (t) => {
  const file = fileURLToPath(new URL('../../deploy/sms-gateway.json.example', import.meta.url))
  const server = await openGateway(t, { answer: () => ({ status: 200, body: '{"status":"OK"}' }) })
  const gateway = await readGateway({ url: server.url, templateFile: file, secrets: { SMS_GATEWAY_TOKEN: 'rahasia' } })
  t.is((await createGateway(gateway, outbound)(MESSAGE)).result, 'sent')
})

test('a template that cannot be used keeps the service from starting, in one sentence', async (t) => {
  const told = async (templateFile: string): Promise<string> => {
    const error = await t.throwsAsync(readGateway({ url: 'http://localhost:9', templateFile, secrets: {} }))
    return error.message
  }
  t.regex(await told('/tidak/ada.json'), /^SMS_GATEWAY_TEMPLATE \S+ cannot be read \(ENOENT\)\.$/)
  t.regex(await told(await templateFile(t, '{')), /^SMS_GATEWAY_TEMPLATE \S+ is no JSON\.$/)
  t.regex(await told(await templateFile(t, '{"body":{"a":"{pesan}"}}')), /^SMS_GATEWAY_TEMPLATE \S+ never says \{nomor\}\.$/)
})

test('what goes wrong tells no number and no text', async (t) => {
  const slow = await openGateway(t, { answer: () => new Promise<never>(() => undefined) })
  const large = await openGateway(t, { answer: () => ({ status: 200, body: 'x'.repeat(100_000) }) })
  const broken = await openGateway(t, { answer: () => ({ status: 503, body: 'no +6281234567890' }) })
  const at = async (url: string): Promise<{ result: string; receipt: string }> =>
    createGateway(await readGateway({ url, templateFile: undefined, secrets: {} }), outbound)(MESSAGE)
  const outcomes = [
    await at(slow.url), await at(large.url), await at(broken.url), await at('http://localhost:1'), await at('http://10.0.0.1/'),
    await at('https://sms.bantenprov.go.id/'),
  ]
  t.deepEqual(outcomes.map(({ result }) => result), ['refused', 'refused', 'refused', 'refused', 'hopeless', 'hopeless'])
  t.deepEqual(outcomes.map(({ receipt }) => receipt), [
    'tidak menjawab pada waktunya', 'answer is too large', 'HTTP 503', 'ECONNREFUSED', 'destination is outside OUTBOUND_CIDRS',
    'destination is outside OUTBOUND_CIDRS',
  ])
})
