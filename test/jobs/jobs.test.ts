import test from 'ava'
import { barrier } from '../helpers/barrier.ts'
import { testDatabase } from '../helpers/database.ts'
import { jobsLeft, openJobs, ring, until } from './support.ts'

test('each bell is answered once, by whichever process is free, ten and more at the same time', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const heard: string[] = []
  const ten = barrier(10)
  for (const name of ['satu', 'dua']) {
    const jobs = openJobs(t, db)
    jobs.handle('uji', async () => {
      heard.push(name)
      await ten()
    })
    jobs.start()
  }
  await ring(db, 'uji', 60)
  await until(async () => heard.length >= 60 && await jobsLeft(db) === 0)
  t.is(heard.length, 60)
})

test('a bell that rang while nobody was there is heard by who comes', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await ring(db, 'uji')
  const jobs = openJobs(t, db)
  const heard = new Promise((resolve) => { jobs.handle('uji', () => Promise.resolve().then(resolve)) })
  jobs.start()
  await heard
  await until(async () => await jobsLeft(db) === 0)
  await jobs.stop()
  t.is(await jobsLeft(db), 0)
})

test('a process that stops waits for what is under way and takes nothing more', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const errors: unknown[] = []
  const jobs = openJobs(t, db, errors)
  const begun = Promise.withResolvers<undefined>()
  const release = Promise.withResolvers<undefined>()
  const steps: string[] = []
  jobs.handle('uji', async () => {
    begun.resolve(undefined)
    await release.promise
    steps.push('done')
  })
  jobs.onStop(() => Promise.resolve(steps.push('stopped')))
  jobs.start()
  await ring(db, 'uji')
  await begun.promise
  const stopped = jobs.stop()
  release.resolve(undefined)
  await stopped
  t.deepEqual(steps, ['done', 'stopped'])
  t.is(await jobsLeft(db), 0)
  await ring(db, 'uji')
  t.is(await jobsLeft(db), 1)
  t.deepEqual(errors, [])
})

test('one that is stopped before it is up, or never began, just ends', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const errors: unknown[] = []
  const jobs = openJobs(t, db, errors)
  jobs.handle('uji', () => Promise.resolve())
  jobs.start()
  await jobs.stop()
  await openJobs(t, db, errors).stop()
  t.deepEqual(errors, [])
})

test('connections that are cut, also in the midst of work, cost no process and no bell', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const errors: unknown[] = []
  const jobs = openJobs(t, db, errors)
  let heard = 0
  const cut = () => db.app.query({
    text: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'satu-login-jobs' AND datname = current_database()`,
    values: [],
  })
  jobs.handle('uji', async () => {
    heard += 1
    // The end of this very job cannot be written down then.
    if (heard <= 2) await cut()
  })
  jobs.start()
  await ring(db, 'uji', 4)
  await until(() => heard >= 4)
  await cut()
  await ring(db, 'uji')
  await until(() => heard >= 5)
  t.true(errors.length > 0, 'it is told')
})

test('without its schema the queue is tried again, and comes up when it is there', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await db.owner.knex.raw('ALTER SCHEMA graphile_worker RENAME TO away')
  const errors: unknown[] = []
  const jobs = openJobs(t, db, errors)
  const heard = Promise.withResolvers<undefined>()
  jobs.handle('uji', () => Promise.resolve(heard.resolve(undefined)))
  jobs.start()
  await until(() => errors.length > 0)
  await db.owner.knex.raw('ALTER SCHEMA away RENAME TO graphile_worker')
  await ring(db, 'uji')
  await heard.promise
  t.is((errors[0] as { code?: string }).code, '42501', 'the service itself may not make it')
})

test('a tick comes again and again, never twice at once, also after one that failed', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const errors: unknown[] = []
  const jobs = openJobs(t, db, errors)
  let running = 0
  let most = 0
  let ticks = 0
  jobs.every(1, async () => {
    running += 1
    most = Math.max(most, running)
    ticks += 1
    await new Promise((resolve) => { setTimeout(resolve, 5) })
    running -= 1
    if (ticks === 2) throw new Error('once')
  })
  jobs.handle('uji', () => Promise.resolve())
  jobs.start()
  await until(() => ticks >= 10)
  t.is(most, 1)
  t.deepEqual(errors.map((error) => (error as Error).message), ['once'])
})
