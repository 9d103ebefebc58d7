import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { takeLock, tryLock } from '../../src/kernel/db/embedded/folder-lock.ts'
import { startOf, stillLives } from '../../src/kernel/db/embedded/process-identity.ts'
import { claimService } from '../../src/kernel/db/embedded/service-lock.ts'
import { quiet, startStranger, temporaryFolder } from './support/embedded.ts'

const DEAD_PID = 4_194_305 // above Linux' and macOS' largest pid

/** A lock as a process with this pid and start would have left it. */
function leaveLock(folder: string, pid: number, start: string): string {
  const lock = join(folder, 'lock')
  mkdirSync(lock)
  writeFileSync(join(lock, `${pid}-0123456789ab`), start)
  return lock
}

test('one holder at a time, who is named; released it is gone', (t) => {
  const lock = join(temporaryFolder(t), 'lock')
  const first = tryLock(lock)
  t.true('release' in first)
  t.deepEqual(tryLock(lock), { heldBy: process.pid })
  if ('release' in first) first.release()
  t.deepEqual(readdirSync(join(lock, '..')), [])
  t.true('release' in tryLock(lock))
})

test('a lock of a dead process is taken over', (t) => {
  const lock = leaveLock(temporaryFolder(t), DEAD_PID, 'whenever')
  t.true('release' in tryLock(lock))
  t.is(readdirSync(lock).length, 1)
})

const knowsStarts = process.platform === 'win32' ? test.skip : test
knowsStarts('a lock whose pid was given out again is taken over', (t) => {
  const lock = leaveLock(temporaryFolder(t), process.pid, '1@00000000')
  t.true('release' in tryLock(lock))
})

knowsStarts('a lock of a living process is not', (t) => {
  const folder = temporaryFolder(t)
  const { pid = 0 } = startStranger(t, undefined)
  const lock = leaveLock(folder, pid, startOf(pid) ?? '')
  t.deepEqual(tryLock(lock), { heldBy: pid })
  t.deepEqual(readdirSync(folder), ['lock'], 'the attempt leaves nothing behind')
})

test('an empty lock folder is nobody\'s', (t) => {
  const lock = join(temporaryFolder(t), 'lock')
  mkdirSync(lock)
  t.true('release' in tryLock(lock))
})

test('who releases late does not take the lock from its next holder', (t) => {
  const folder = temporaryFolder(t)
  const first = tryLock(join(folder, 'lock'))
  if ('release' in first) first.release()
  t.true('release' in tryLock(join(folder, 'lock')))
  if ('release' in first) first.release()
  t.deepEqual(tryLock(join(folder, 'lock')), { heldBy: process.pid })
})

test('takeLock waits until the holder is done', async (t) => {
  const lock = join(temporaryFolder(t), 'lock')
  const release = await takeLock(lock, quiet)
  const order: string[] = []
  const second = takeLock(lock, quiet).then((releaseSecond) => { order.push('second'); releaseSecond() })
  await new Promise((resolve) => setTimeout(resolve, 50))
  order.push('first')
  release()
  await second
  t.deepEqual(order, ['first', 'second'])
})

knowsStarts('a process is known by pid and start together', async (t) => {
  const child = startStranger(t, undefined)
  const pid = child.pid ?? 0
  const start = startOf(pid) ?? ''
  t.is(startOf(pid), start)
  t.true(stillLives(pid, start))
  t.false(stillLives(pid, `${start}0`))
  t.is(startOf(DEAD_PID), undefined)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  t.false(stillLives(pid, start))
})

test('the second service of a data folder hears which process runs', async (t) => {
  const dataDir = join(temporaryFolder(t), 'data')
  const service = await claimService(dataDir)
  const message = new RegExp(`process ${process.pid}\\b`)
  await t.throwsAsync(claimService(dataDir), { name: 'OperatorError', message })
  await service.release()
  const next = await claimService(dataDir)
  await next.release()
})
