import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { findClient, issueSecret } from '../../src/domain/clients/index.ts'
import { type DemoClient, ensureDemoClient } from '../../src/seed/demo-client.ts'
import { clock, eventsOf, redeems } from '../clients/support.ts'
import { temporaryFolder } from '../helpers/cli.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

const at = (port: number) => `http://localhost:${port}`
const ensure = ({ app }: TestDatabase, dataDir: string, port = 3001) =>
  ensureDemoClient(app, clock, { dataDir, baseUrl: at(port) })
const works = ({ app }: TestDatabase, { client_id: id, client_secret: secret }: DemoClient) => redeems(app, id, secret)
const inFile = (dataDir: string): unknown => JSON.parse(readFileSync(join(dataDir, 'demo-client.json'), 'utf8'))

test('the same place again changes nothing', async (t) => {
  const [db, dataDir] = [await testDatabase(t, 'penuh'), temporaryFolder(t)]
  const first = await ensure(db, dataDir)
  t.true(await works(db, first))
  const events = (await eventsOf(db.app)).length
  t.deepEqual(await ensure(db, dataDir), first)
  t.is((await eventsOf(db.app)).length, events)
})

test('another port moves every registered address, keeps the secret, and is told once', async (t) => {
  const [db, dataDir] = [await testDatabase(t, 'penuh'), temporaryFolder(t)]
  const first = await ensure(db, dataDir)
  const before = await findClient(db.app, 'demo', clock.today())
  t.deepEqual(await ensure(db, dataDir, 4001), first)
  const after = await findClient(db.app, 'demo', clock.today())
  t.deepEqual(JSON.parse(JSON.stringify(after)), JSON.parse(JSON.stringify(before).replaceAll(':3001', ':4001')))
  t.true(JSON.stringify(before).includes(':3001'))
  await ensure(db, dataDir, 4001)
  t.deepEqual((await eventsOf(db.app)).filter(({ kind }) => kind === 'klien.dipindahkan'), [{
    kind: 'klien.dipindahkan', actor: 'operator', client_id: 'demo',
    data: { dari: 'localhost:3001', ke: 'localhost:4001', redirect_uris: [`${at(4001)}/sso/callback`] },
  }])
})

test('another database gets a registration of its own, though the folder knows one', async (t) => {
  const dataDir = temporaryFolder(t)
  const first = await ensure(await testDatabase(t, 'penuh'), dataDir)
  const other = await testDatabase(t, 'penuh')
  const second = await ensure(other, dataDir)
  t.not(second.client_secret, first.client_secret)
  t.true(await works(other, second))
})

test('a secret that this database does not accept is replaced', async (t) => {
  const [db, dataDir] = [await testDatabase(t, 'penuh'), temporaryFolder(t)]
  const first = await ensure(db, dataDir)
  for (let issued = 0; issued < 2; issued += 1) await issueSecret(db.app, clock, 'demo')
  t.false(await works(db, first))
  const second = await ensure(db, dataDir)
  t.true(await works(db, second))
  t.deepEqual(inFile(dataDir), second)
})

test('a file of another client, or of nothing, is not believed', async (t) => {
  const [db, dataDir] = [await testDatabase(t, 'penuh'), temporaryFolder(t)]
  for (const text of ['{', JSON.stringify({ client_id: 'lain', client_secret: 'x' })]) {
    await ensure(db, dataDir)
    writeFileSync(join(dataDir, 'demo-client.json'), text)
    t.true(await works(db, await ensure(db, dataDir)))
  }
})
