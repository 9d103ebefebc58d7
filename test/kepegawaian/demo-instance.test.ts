import test from 'ava'
import { importBundle } from '../../src/domain/kepegawaian/index.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { testDatabase } from '../helpers/database.ts'
import { clockAt, folderOf, pegawaiCsv, rows, TODAY } from './feeds.ts'

/** Decision 4: real people never stand beside accounts whose password everybody can read. */

const tables = ['pegawai', 'pegawai_nip', 'kepegawaian_run', 'audit_event'] as const

for (const dryRun of [false, true]) {
  test(`real people do not come into a demo instance${dryRun ? ', not even for a trial' : ''}`, async (t) => {
    const { app } = await testDatabase(t, 'penuh')
    const count = () => Promise.all(tables.map((table) => app.knex(table).count()))
    const before = await count()
    const path = await folderOf(t, { 'pegawai.csv': pegawaiCsv(rows(1, 3)) })
    await t.throwsAsync(importBundle(app, clockAt(TODAY), { path, dryRun }), {
      instanceOf: OperatorError,
      message: 'This database holds demo accounts, whose password is public: real people do not belong beside them. '
        + 'Nothing was changed.',
    })
    t.deepEqual(await count(), before)
  })
}

test('invented people come into a demo instance as before', async (t) => {
  const { app } = await testDatabase(t, 'penuh')
  const { unor_id: unit } = await app.knex('unit_sumber').where({ sumber: 'siasn' })
    .first<{ unor_id: string }>('external_id as unor_id')
  const people = rows(1, 3).map((row) => ({ ...row, unor_id: unit }))
  const path = await folderOf(t, { 'pegawai.csv': pegawaiCsv(people) })
  t.is((await importBundle(app, clockAt(TODAY), { path, synthetic: true })).created, 3)
})
