import { join } from 'node:path'
import test from 'ava'
import { readConfig } from '../../src/config.ts'
import { createSources } from '../../src/domain/kepegawaian/source/sources.ts'
import { SourceDown } from '../../src/domain/kepegawaian/source/source.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { startPersonnelApi, TOKEN } from '../helpers/personnel-api.ts'
import { createTestCa } from '../helpers/tls.ts'
import { apiPeople } from './api/people.ts'
import { clockAt, folderOf, TODAY } from './feeds.ts'

const clock = clockAt(TODAY)
const cidrs = ['127.0.0.0/8']
const never = new AbortController().signal
const sourcesOf = (env: NodeJS.ProcessEnv) => createSources(readConfig(env).simpeg, { cidrs, clock })

test('nothing is read by itself where nothing is named', async (t) => {
  t.deepEqual(await sourcesOf({}), [])
})

test('each source that is named, with its interval; what it can tell apart', async (t) => {
  const sources = await sourcesOf({
    SIMPEG_DATABASE_URL: 'mysql://a:b@localhost:1/x', SIMPEG_DATABASE_MINUTES: '15',
    SIMPEG_API_URL: 'http://localhost:1', SIMPEG_API_TOKEN: TOKEN,
  })
  t.deepEqual(sources.map(({ source, everyMinutes }) => [source.sumber, everyMinutes, source.changedSince !== undefined]), [
    ['simpeg', 15, false], ['simpeg-api', 1, true],
  ])
  for (const { source } of sources) {
    const error = await t.throwsAsync(source.everything(never), { instanceOf: SourceDown })
    t.is(error.code, 'unreachable')
  }
})

test('the authority of the file is the one that is trusted', async (t) => {
  const ca = await createTestCa()
  const api = await startPersonnelApi(t, { keys: await ca.issue('localhost') })
  api.put(...apiPeople(1, 2))
  const folder = await folderOf(t, { 'ca.pem': ca.pem, 'kosong.pem': 'bukan' })
  const env = { SIMPEG_API_URL: api.url, SIMPEG_API_TOKEN: TOKEN }
  const [found] = await sourcesOf({ ...env, SIMPEG_CA_FILE: join(folder, 'ca.pem') })
  t.is((await (await found?.source.everything(never))?.read(() => undefined))?.pegawai.lines.length, 2)
  for (const name of ['kosong.pem', 'tidak-ada.pem']) {
    await t.throwsAsync(sourcesOf({ ...env, SIMPEG_CA_FILE: join(folder, name) }), { instanceOf: OperatorError, message: /SIMPEG_CA_FILE/ })
  }
})
