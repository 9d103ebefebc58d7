import test from 'ava'
import { onDatabase, startCli } from '../helpers/cli.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'
import { subOf } from '../sessions/people.ts'

/** Somebody waits for a lock in this database; pg_locks shows every role's. */
const WAITING = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
  WHERE NOT l.granted AND d.datname = current_database()`

const isAnybodyWaiting = async ({ owner }: TestDatabase): Promise<boolean> =>
  (await owner.query({ text: WAITING, values: [] })).length > 0

for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
  test.serial(`${signal} ends a command that waits in a transaction, and takes back what it had done`, async (t) => {
    const db = await testDatabase(t, 'penuh')
    const { nip } = await demoPerson(db.app, 'auditor')
    const sub = await subOf(db, nip)
    const holder = await db.owner.knex.transaction()
    t.teardown(() => holder.isCompleted() || holder.rollback())
    await holder.raw('LOCK TABLE oidc_grant')
    const { child, ended } = startCli(['person', 'freeze', nip, '--reason', 'x', '--json'], { env: onDatabase(db) })
    while (!await isAnybodyWaiting(db)) {
      if (child.exitCode !== null || child.signalCode !== null) return t.fail((await ended).stderr)
    }
    child.kill(signal)
    const { ends, stdout, stderr } = await ended
    t.deepEqual([ends, stdout], [status, ''])
    t.true(stderr.endsWith(`Stopped by ${signal}. What was not complete was taken back.\n`), stderr)
    t.false(await isAnybodyWaiting(db))
    await holder.rollback()
    const account = await db.app.knex('account').where({ pegawai_id: sub }).first<{ frozen_at: Date | null }>()
    t.is(account.frozen_at, null)
  })
}
