import test, { type ExecutionContext } from 'ava'
import { createApi } from '../../../src/domain/kepegawaian/source/api/index.ts'
import { type ApiSettings } from '../../../src/domain/kepegawaian/source/api/client.ts'
import { type OpenedSource, SourceDown, type SourceDownCode } from '../../../src/domain/kepegawaian/source/source.ts'
import { type Order, type Page, startPersonnelApi, TOKEN } from '../../helpers/personnel-api.ts'
import { createTestCa } from '../../helpers/tls.ts'
import { clockAt, nipOf, TODAY } from '../feeds.ts'
import { apiPeople, apiPerson } from './people.ts'

// Whatever the other side does: everybody it has, or a reason and nobody. 35 people, 10 on a page.

const never = new AbortController().signal
const PEOPLE = 35

async function open(t: ExecutionContext, settings: Partial<ApiSettings> = {}) {
  const api = await startPersonnelApi(t)
  api.put(...apiPeople(1, PEOPLE))
  const waits: number[] = []
  const source = createApi({
    url: api.url, token: TOKEN, cidrs: ['127.0.0.0/8'], timeoutMs: 5_000,
    pause: (ms) => Promise.resolve(waits.push(ms)), ...settings,
  }, clockAt(TODAY))
  return { api, source, waits }
}

async function namesOf(opened: OpenedSource | undefined): Promise<(string | undefined)[]> {
  const feed = await opened?.read(() => undefined)
  return feed?.pegawai.lines.map(({ cells }) => cells.nama) ?? []
}

async function refused(t: ExecutionContext, work: Promise<unknown>, code: SourceDownCode): Promise<void> {
  const error = await t.throwsAsync(work, { instanceOf: SourceDown })
  t.is(error.code, code, error.message)
  t.is(error.sumber, 'simpeg-api')
  const told = JSON.stringify([error.message, error.stack, error.cause])
  for (const secret of [TOKEN, nipOf(1), 'Contoh 1']) t.false(told.includes(secret), `nothing tells ${secret}`)
}

const status = (code: number, headers: Record<string, string> = {}): Order =>
  ({ response }) => { response.writeHead(code, { 'content-type': 'application/json', ...headers }).end('{}') }
const changed = (change: (page: Page, sent: readonly Page[]) => unknown): Order => ({ page, sent, json }) => {
  json(change(page, sent))
}
const raw = (body: string, type = 'application/json'): Order =>
  ({ response }) => { response.writeHead(200, { 'content-type': type }).end(body) }
const halfABody: Order = ({ page, response }) => {
  const body = JSON.stringify(page)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
  response.write(body.slice(0, body.length / 2), () => response.destroy())
}
const hangs: Order = () => undefined
const beginsAndHangs: Order = ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"nomor":1')
}

const LASTING: [name: string, order: Order, code: SourceDownCode, settings?: Partial<ApiSettings>][] = [
  ['is slow for ever', hangs, 'timeout', { timeoutMs: 150 }],
  ['begins an answer and never ends it', beginsAndHangs, 'timeout', { timeoutMs: 150 }],
  ['says 500', status(500), 'failed'],
  ['says 503', status(503), 'busy'],
  ['says 429', status(429), 'busy'],
  ['does not take the token', status(401), 'unauthorized'],
  ['forbids', status(403), 'unauthorized'],
  ['says 400', status(400), 'malformed'],
  ['says 404 to a list', status(404), 'malformed'],
  ['says 410 to somebody who begins', status(410), 'malformed'],
  ['says 204', status(204), 'malformed'],
  ['sends half a body', halfABody, 'incomplete'],
  ['hangs up', ({ request }) => { request.socket.destroy() }, 'incomplete'],
  ['redirects', status(302, { location: 'http://localhost:1/v1/pegawai' }), 'redirect'],
  ['answers with a page for people', raw('<html>Masuk</html>', 'text/html'), 'content-type'],
  ['answers without a type', ({ page, response }) => { response.end(JSON.stringify(page)) }, 'content-type'],
  ['answers with nothing', raw(''), 'malformed'],
  ['answers with half a text', raw('{"nomor":1,"total":35,"sampai":"v2","berikutnya":null,"data":[{"id":"P1"'), 'malformed'],
  ['answers with an empty object', raw('{}'), 'malformed'],
  ['answers with a list alone', changed(({ data }) => data), 'malformed'],
  ['answers with null', raw('null'), 'malformed'],
  ['answers with an empty list', changed((page) => ({ ...page, total: 0, berikutnya: null, data: [] })), 'incomplete'],
  ['has an empty page and says it has people', changed((page) => ({ ...page, berikutnya: null, data: [] })), 'incomplete'],
  ['forgets one', changed((page) => ({ ...page, data: page.data.filter(({ id }) => id !== 'P13') })), 'incomplete'],
  ['stops after two pages', changed((page) => ({ ...page, berikutnya: page.nomor === 2 ? null : page.berikutnya })), 'incomplete'],
  ['has more than it says', changed((page) => ({ ...page, total: 30 })), 'unstable'],
  ['sends the first page for ever', changed((page) => ({ ...page, nomor: 1, data: apiPeople(1, 10) })), 'unstable'],
  ['sends the same people without end', changed((page) => ({
    ...page, berikutnya: String(page.nomor * 10), data: apiPeople(1, 10),
  })), 'unstable'],
  ['sends other people without end', changed((page) => ({
    ...page, total: 100_000, berikutnya: String(page.nomor * 10), data: [apiPerson(1, { id: `P${page.nomor}` })],
  })), 'too-large'],
  ['sends empty pages without end', changed((page) => ({ ...page, berikutnya: String(Math.random()), data: [] })), 'unstable'],
  ['says that it has a million', changed((page) => ({ ...page, total: 1_000_000 })), 'too-large'],
  ['sends too much', raw(`{"x":"${'x'.repeat(9_000)}"}`), 'too-large', { maxBytes: 8_000 }],
  ['writes a NIP as a number', changed((page) => ({
    ...page, data: page.data.map((person) => ({ ...person, nipBaru: Number(person['nipBaru']) })),
  })), 'malformed'],
  ['leaves the unit out', changed((page) => ({ ...page, data: page.data.map(({ unorId: _unor, ...rest }) => rest) })), 'malformed'],
  ['tells the assignments of some', changed((page) => ({
    ...page, data: page.data.map((person, index) => index === 0 ? { ...person, penugasan: [] } : person),
  })), 'malformed'],
  ['speaks no HTTP', ({ request }) => { request.socket.end('SSH-2.0-OpenSSH\r\n') }, 'malformed'],
]

for (const [name, order, code, settings] of LASTING) {
  test(`an API that ${name}: ${code}, and nobody`, async (t) => {
    const { api, source } = await open(t, settings)
    api.always(order)
    await refused(t, source.everything(never), code)
    t.true(api.requests.length <= 1_000, 'the number of questions is bounded')
  })
}

const PASSING: [name: string, orders: (Order | null)[], waits: number[]][] = [
  ['says 500 three times', [status(500), status(502), status(504)], [1_000, 2_000, 4_000]],
  ['is busy and says for how long', [status(503, { 'retry-after': '7' }), status(429, { 'retry-after': '600' })], [7_000, 60_000]],
  ['is busy until a date', [status(503, { 'retry-after': 'Sun, 22 Nov 2026 03:00:05 GMT' })], [5_000]],
  ['was busy until a date', [status(503, { 'retry-after': 'Sun, 22 Nov 2026 02:00:00 GMT' })], [0]],
  ['says nonsense about when', [status(503, { 'retry-after': 'soon' })], [1_000]],
  ['sends half a body once', [null, halfABody], [1_000]],
  ['hangs up on the third page', [null, null, ({ request }) => { request.socket.destroy() }], [1_000]],
  ['repeats a page', [null, null, changed((page, sent) => sent[0] ?? page)], []],
  ['sends the pages in another order', [changed(({ nomor, ...rest }) => ({ nomor: nomor + 2, ...rest }))], []],
  ['changes while it is read', [null, changed((page) => ({ ...page, sampai: 'v9' }))], []],
  ['grows while it is read', [null, changed((page) => ({ ...page, total: page.total + 1 }))], []],
  ['forgets somebody once', [changed((page) => ({ ...page, data: page.data.slice(1) }))], []],
]

for (const [name, orders, expected] of PASSING) {
  test(`an API that ${name} is read to the end all the same`, async (t) => {
    const { api, source, waits } = await open(t)
    api.order(...orders)
    const names = await namesOf(await source.everything(never))
    t.deepEqual(names.toSorted(), apiPeople(1, PEOPLE).map(({ nama }) => nama as string).toSorted())
    t.deepEqual(waits, expected)
  })
}

test('somebody who comes twice in the same words came once; in different words he is believed neither time', async (t) => {
  const { api, source } = await open(t)
  const again = (changes: object): Order => changed((page) => ({ ...page, data: [...page.data, { ...apiPerson(1), ...changes }] }))
  api.order(null, null, null, again({}))
  t.is((await namesOf(await source.everything(never))).length, PEOPLE)
  api.order(null, null, null, again({ nama: 'Lain' }))
  const names = await namesOf(await source.everything(never))
  t.is(names.length, PEOPLE + 1, 'validation sees both')
  t.true(names.includes('Lain') && names.includes('Contoh 1'))
})

test('whoever waits can be called off', async (t) => {
  const leaving = new AbortController()
  const { api, source } = await open(t, { pause: async () => { leaving.abort(new Error('the run was cancelled')); await Promise.resolve() } })
  api.always(status(503))
  await t.throwsAsync(source.everything(leaving.signal), { message: 'the run was cancelled' })
  t.is(api.requests.length, 1)
  const gone = AbortSignal.abort(new Error('gone'))
  await t.throwsAsync(source.everything(gone), { message: 'gone' })
  t.is(api.requests.length, 1)
})

test('one who is asked for by another id than he has is nobody', async (t) => {
  const { api, source } = await open(t)
  api.order(({ json }) => { json(apiPerson(2)) })
  await refused(t, source.person('P1', never), 'malformed')
})

test('a place outside the allow list is not even tried, and nobody listens elsewhere', async (t) => {
  const { api, source } = await open(t, { cidrs: ['10.0.0.0/8'] })
  await refused(t, source.everything(never), 'outside-allow-list')
  t.is(api.requests.length, 0)
  const { source: nowhere } = await open(t, { url: 'http://localhost:1/v1' })
  await refused(t, nowhere.everything(never), 'unreachable')
})

test('a certificate: of this name, by the authority that was given, or nothing is asked', async (t) => {
  const [mine, other] = [await createTestCa(), await createTestCa()]
  const people = apiPeople(1, 3)
  const reading = async (names: string[], ca: string | undefined): Promise<{ requests: number; work: Promise<OpenedSource> }> => {
    const api = await startPersonnelApi(t, { keys: await mine.issue(...names) })
    api.put(...people)
    const source = createApi({ url: api.url, token: TOKEN, cidrs: ['127.0.0.0/8'], ca }, clockAt(TODAY))
    const work = source.everything(never)
    await work.catch(() => undefined)
    return { requests: api.requests.length, work }
  }
  const good = await reading(['localhost'], mine.pem)
  t.is((await namesOf(await good.work)).length, 3)
  for (const [names, ca] of [[['localhost'], other.pem], [['localhost'], undefined], [['simpeg.test'], mine.pem]] as const) {
    const { requests, work } = await reading([...names], ca)
    await refused(t, work, 'certificate')
    t.is(requests, 0, 'the token is told to nobody else')
  }
})
