import test from 'ava'
import { connect } from '../../src/kernel/db/connect.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { testDatabase, withDatabase } from '../helpers/database.ts'

const settings = { databaseOwnerUrl: undefined, dataDir: '/nonexistent' }
const quiet = (): void => undefined

test('connects with the roles that it was given', async (t) => {
  const { appUrl, ownerUrl } = await testDatabase(t, 'kosong')
  const one = await connect({ ...settings, databaseUrl: appUrl }, quiet)
  t.is(one.owner, undefined)
  await one.close()
  const both = await connect({ ...settings, databaseUrl: appUrl, databaseOwnerUrl: ownerUrl }, quiet)
  const role = { text: 'SELECT current_user AS role', values: [] }
  t.deepEqual(await both.app.query(role), [{ role: 'satu_login_app' }])
  t.deepEqual(await both.owner?.query(role), [{ role: 'satu_login_owner' }])
  await both.close()
})

const SENTENCES: [name: string, url: (appUrl: string) => string, reason: RegExp][] = [
  ['nobody listens', () => 'postgres://app:rahasia@127.0.0.1:1/x', /: connect ECONNREFUSED 127\.0\.0\.1:1$/],
  ['nobody listens at any address of a name', () => 'postgres://app:rahasia@localhost:1/x', /: .*ECONNREFUSED/],
  ['the database is not there', (appUrl) => withDatabase(appUrl, 'tidak_ada'), /: database "tidak_ada" does not exist$/],
  ['the password is wrong', (appUrl) => appUrl.replace(/:[^:@]+@/, ':rahasia@'), /: password authentication failed/],
]

for (const [name, url, reason] of SENTENCES) {
  test(`where ${name} there is one sentence without the password`, async (t) => {
    const { appUrl } = await testDatabase(t, 'kosong')
    const error = await t.throwsAsync(connect({ ...settings, databaseUrl: url(appUrl) }, quiet), { instanceOf: OperatorError })
    t.regex(error.message, /^The database does not answer: [^\n]+$/)
    t.regex(error.message, reason)
    t.false(error.message.includes('rahasia'))
  })
}
