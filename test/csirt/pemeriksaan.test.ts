import test from 'ava'
import { latestCheck, type Pemeriksaan } from '../../src/domain/permohonan/csirt/pemeriksaan.queries.ts'
import { keepChecking, makeReports, requestCheck } from '../../src/domain/permohonan/csirt/pemeriksaan.service.ts'
import { handFindings } from '../../src/domain/permohonan/csirt/temuan.queries.ts'
import { markMended, noteFinding } from '../../src/domain/permohonan/csirt/temuan.service.ts'
import { BANYAK_PERIKSA } from '../../src/domain/permohonan/csirt/temuan.ts'
import { createJobs } from '../../src/kernel/jobs/index.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'
import { filed } from './support.ts'

// Reports: asked for, made by whichever node is free, kept beside what they are about.

const file = fileScope(test)
const clock = systemClock()
let db: TestDatabase
let oleh = ''

test.before(async () => {
  db = await testDatabase(file, 'penuh')
  oleh = await subOf(db, (await demoPerson(db.app, 'csirt')).nip)
})

const ISI = { subdomain: 'surat.bantenprov.go.id', uri: { redirect: ['https://surat.bantenprov.go.id/cb'], logout: [] }, kredensial: 'tanpa' }
const desk = () => ({ database: db.app, clock, issuer: 'https://login.test', cidrs: ['127.0.0.0/8'] })

test.serial('a report is made when the bell rings, once, and its audit event stands', async (t) => {
  const permohonanId = await filed(db, ISI)
  const jobs = createJobs(db.appUrl, { onError: (error) => { throw error } })
  keepChecking(jobs, desk())
  jobs.start()
  t.teardown(() => jobs.stop())
  t.true(await requestCheck(desk(), { permohonanId, oleh }))
  let report: Pemeriksaan | undefined
  // Whoever waits in vain is ended by AVA.
  do report = await latestCheck(db.app, permohonanId)
  while (!report?.tuntas_at)
  t.is(report?.temuan.length, BANYAK_PERIKSA)
  t.is(report?.temuan.find(({ periksa }) => periksa === 'alamat')?.hasil, 'lulus')
  t.is(report?.temuan.find(({ periksa }) => periksa === 'https')?.hasil, 'tidak-dapat', 'a laptop asks nobody outside')
  const events = await db.owner.query({ text: `SELECT actor FROM audit_event WHERE kind = 'permohonan.csirt-diperiksa' AND data->>'permohonan' = $1`, values: [permohonanId] })
  t.deepEqual(events, [{ actor: `pegawai:${oleh}` }])
})

test.serial('asked for twice at once it is one check; a dead node leaves it to the next, from its beginning', async (t) => {
  const permohonanId = await filed(db, ISI)
  const begun = await Promise.all([1, 2, 3].map(() => requestCheck(desk(), { permohonanId, oleh })))
  t.is(begun.filter(Boolean).length, 1)
  await db.owner.query({ text: `UPDATE permohonan_pemeriksaan SET dipegang_at = now(), temuan = '[{"periksa":"pkce"}]' WHERE permohonan_id = $1`, values: [permohonanId] })
  await makeReports(desk())
  t.is((await latestCheck(db.app, permohonanId))?.tuntas_at, null, 'another node is at it')
  await db.owner.query({ text: `UPDATE permohonan_pemeriksaan SET dipegang_at = now() - interval '3 minutes' WHERE permohonan_id = $1`, values: [permohonanId] })
  await Promise.all([makeReports(desk()), makeReports(desk())])
  t.is((await latestCheck(db.app, permohonanId))?.temuan.length, BANYAK_PERIKSA, 'each point once')
})

test.serial('what was never filed is not looked at', async (t) => {
  t.false(await requestCheck(desk(), { permohonanId: oleh, oleh }))
})

test.serial('a finding by hand is mended once', async (t) => {
  const [permohonanId, other] = [await filed(db, ISI), await filed(db, ISI)]
  await noteFinding(desk(), { permohonanId, bobot: 'tinggi', uraian: 'Halaman <script> tidak disaring.', oleh })
  const [finding] = await handFindings(db.app, permohonanId)
  t.like(finding, { bobot: 'tinggi', beres: null })
  const temuan = finding?.id ?? ''
  t.false(await markMended(desk(), { permohonanId: other, temuan, oleh }), 'of another application')
  const mended = await Promise.all([1, 2].map(() => markMended(desk(), { permohonanId, temuan, oleh })))
  t.is(mended.filter(Boolean).length, 1)
  t.truthy((await handFindings(db.app, permohonanId))[0]?.beres)
})
