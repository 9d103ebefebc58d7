import test from 'ava'
import { loadUnits } from '../../src/domain/pegawai/unit/load-units.service.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { onDatabase, runCli, startCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import { startPersonnelApi, TOKEN } from '../helpers/personnel-api.ts'
import type { Scope } from '../helpers/scope.ts'
import { apiPeople, apiPerson } from '../kepegawaian/api/people.ts'

const SYNC = ['kepegawaian', 'sync']

/** An API with so many people, and the environment of a command that is configured to ask it. */
async function configured(scope: Scope) {
  const db = await testDatabase(scope, 'kosong')
  await db.app.knex.transaction((trx) => loadUnits(trx, readUnitSeeds()))
  // The unit of these people, as after somebody of BKD mapped it.
  await db.owner.knex.raw(`INSERT INTO unit_sumber (sumber, external_id, unit_id)
    SELECT 'simpeg-api', 'U1', id FROM unit_kerja WHERE slug = 'dinkes'`)
  const api = await startPersonnelApi(scope)
  api.put(...apiPeople(1, 12))
  return { db, api, env: { ...onDatabase(db), SIMPEG_API_URL: api.url, SIMPEG_API_TOKEN: TOKEN } }
}

test.serial('sync asks the configured source and prints one document; asked again, only what changed', async (t) => {
  const { db, api, env } = await configured(t)
  const first = await runCli([...SYNC, '--json'], { env })
  t.is(first.ends, 0, first.stderr)
  const document = JSON.parse(first.stdout) as Record<string, unknown>
  t.like(document, { read: 12, created: 12, changed: 0, unchanged: 0, ended: 0, quarantined: [] })
  t.like(document['sources'], [{ source: 'simpeg-api', outcome: 'diterapkan' }])
  t.deepEqual(await db.app.knex('pegawai').count(), [{ count: 12 }])

  api.put(apiPerson(3, { nama: 'Nama Baru' }))
  t.like(JSON.parse((await runCli([...SYNC, '--source', 'simpeg-api', '--json'], { env })).stdout), { read: 1, changed: 1 })
  t.like(JSON.parse((await runCli([...SYNC, '--full', '--json'], { env })).stdout), { read: 12, changed: 0, unchanged: 12 })
})

test.serial('a source that is down: status 1, the reason on stderr, nothing on stdout, nobody changed', async (t) => {
  const { db, api, env } = await configured(t)
  api.always(({ json }) => { json({}, 401) })
  const { ends, stdout, stderr } = await runCli([...SYNC, '--json'], { env })
  t.deepEqual([ends, stdout], [1, ''])
  t.regex(stderr, /simpeg-api: /)
  t.false(stderr.includes(TOKEN))
  t.notRegex(stderr, /\n +at /)
  t.deepEqual(await db.app.knex('pegawai').count(), [{ count: 0 }])
})

test.serial('what cannot be asked: no source, an unknown one, a wrong option', async (t) => {
  const { db, api, env } = await configured(t)
  const none = await runCli([...SYNC, '--json'], { env: onDatabase(db) })
  t.deepEqual([none.ends, none.stdout], [1, ''])
  t.regex(none.stderr, /No source is configured/)
  const unknown = await runCli([...SYNC, '--source', 'tiada'], { env })
  t.is(unknown.ends, 1)
  t.regex(unknown.stderr, /There is no source tiada; there is simpeg-api\./)
  const usage = await runCli([...SYNC, '--cepat'], { env })
  t.deepEqual([usage.ends, usage.stdout], [2, ''])
  t.regex(usage.stderr, /Usage: /)
  t.is(api.requests.length, 0)
})

test.serial('two commands at once are one run; the second is told so', async (t) => {
  const { db, api, env } = await configured(t)
  let goOn = (): void => undefined
  const held = new Promise<void>((resolve) => { goOn = resolve })
  const reached = new Promise<void>((resolve) => {
    api.order(({ page, json }) => {
      resolve()
      void held.then(() => { json(page) })
    })
  })
  const first = startCli([...SYNC, '--json'], { env })
  await reached
  const second = await runCli([...SYNC, '--json'], { env })
  goOn()
  t.deepEqual([second.ends, second.stdout], [1, ''])
  t.regex(second.stderr, /Another import of personnel data is running/)
  t.is((await first.ended).ends, 0)
  t.deepEqual(await db.app.knex('kepegawaian_run').count(), [{ count: 1 }])
})
