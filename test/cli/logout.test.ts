import test from 'ava'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'

const SUB = '00000000-0000-4000-8000-000000000001'
const SKP = 'skp.bantenprov.go.id'
const OTHER = 'bappeda.bantenprov.go.id'
const minute = (number: number) => `2026-11-22T05:0${number}:00.000Z`

test('logout list tells what each delivery came to, newest first, of all applications or one', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  t.deepEqual(await runCli(['logout', 'list'], { env }), {
    ends: 0, stdout: 'No application was owed a logout token in the last 30 days.\n', stderr: '',
  })
  const common = { account_id: SUB, sid: 'rahasia', next_at: minute(9) }
  await db.app.knex('pengiriman_logout').insert([
    { ...common, client_id: SKP, sebab: 'keluar', created_at: minute(1), attempts: 1, delivered_at: minute(1), receipt: 'accepted' },
    { ...common, client_id: OTHER, sebab: 'dibekukan', created_at: minute(2), attempts: 7, given_up_at: minute(8),
      receipt: 'it answered 500' },
    { ...common, client_id: SKP, sebab: 'berhenti', created_at: minute(3), attempts: 2, receipt: 'no answer in time' },
  ])
  const waiting = {
    sub: SUB, client_id: SKP, sebab: 'berhenti', created_at: minute(3), attempts: 2, state: 'waiting',
    receipt: 'no answer in time', next_at: minute(9),
  }
  const delivered = { ...waiting, sebab: 'keluar', created_at: minute(1), attempts: 1, state: 'delivered', receipt: 'accepted', next_at: null }
  const givenUp = {
    ...delivered, client_id: OTHER, sebab: 'dibekukan', created_at: minute(2), attempts: 7, state: 'given-up',
    receipt: 'it answered 500',
  }
  t.deepEqual(await jsonOfCli(['logout', 'list'], { env }), [waiting, givenUp, delivered])
  t.deepEqual(await jsonOfCli(['logout', 'list', '--client', SKP], { env }), [waiting, delivered])
  const { stdout } = await runCli(['logout', 'list', '--client', OTHER], { env })
  t.is(stdout, [
    'since (UTC)          client_id                 why        state     tries  receipt',
    '2026-11-22T05:02:00  bappeda.bantenprov.go.id  dibekukan  given-up  7      it answered 500', '',
  ].join('\n'))
})
