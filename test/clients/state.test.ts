import test from 'ava'
import type { Database } from '../../src/kernel/db/database.ts'
import {
  addClient, approveClient, findClient, loadAplikasi, resumeClient, suspendClient,
} from '../../src/domain/clients/index.ts'
import { testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'
import { clock, eventsOf, silenceAudit } from './support.ts'

const file = fileScope(test)
let app: Database
test.before(async () => {
  ({ app } = await testDatabase(file, 'kosong'))
  await loadAplikasi(app, clock)
})

const stateOf = async (clientId: string, database = app) => (await findClient(database, clientId, clock.today()))?.state
const told = async (clientId: string) =>
  (await eventsOf(app)).filter(({ client_id, kind }) => client_id === clientId && kind !== 'klien.rahasia-diterbitkan')
    .map(({ kind, actor, data }) => ({ kind, actor, data }))

const onTrial = (host: string, redirect = `https://${host}/cb`) =>
  addClient(app, clock, { opd: '920600000000000', host, redirect_uris: [redirect] }, { demo: false })

test('suspended and resumed: back where it was, told with the reasons', async (t) => {
  const id = 'skp.bantenprov.go.id'
  t.deepEqual(await suspendClient(app, clock, id, ' celah keamanan '), { client_id: id, state: 'tangguh' })
  t.is(await stateOf(id), 'tangguh')
  t.deepEqual(await resumeClient(app, clock, id, 'sudah diperbaiki'), { client_id: id, state: 'aktif' })
  t.is(await stateOf(id), 'aktif')
  t.deepEqual(await told(id), [
    { kind: 'klien.ditangguhkan', actor: 'operator', data: { dari: 'aktif', alasan: 'celah keamanan' } },
    { kind: 'klien.dipulihkan', actor: 'operator', data: { ke: 'aktif', alasan: 'sudah diperbaiki' } },
  ])
})

test('a client on trial comes back to its trial', async (t) => {
  const { client_id: id } = await onTrial('satu.bantenprov.go.id')
  await suspendClient(app, clock, id, 'x')
  t.like(await resumeClient(app, clock, id, 'x'), { state: 'uji' })
})

test('a trial is approved', async (t) => {
  const { client_id: id } = await onTrial('dua.bantenprov.go.id')
  t.deepEqual(await approveClient(app, clock, id), { client_id: id, state: 'aktif' })
  t.is(await stateOf(id), 'aktif')
  t.deepEqual((await told(id)).at(-1), { kind: 'klien.disetujui', actor: 'operator', data: { dari: 'uji' } })
})

test('row 61, a foreign host, is approved by a person', async (t) => {
  t.like(await approveClient(app, clock, 'simral.bppt.go.id'), { state: 'aktif' })
})

test('what a trial alone may have is no ground for approval', async (t) => {
  const { client_id: id } = await onTrial('tiga.bantenprov.go.id', 'http://localhost:3001/cb')
  await t.throwsAsync(approveClient(app, clock, id), {
    name: 'OperatorError',
    message: `${id} cannot be approved:\n  - redirect_uris[0]: may be on localhost only in state uji`,
  })
  const { client_id: local } = await onTrial('localhost:3005', 'http://localhost:3005/cb')
  await t.throwsAsync(approveClient(app, clock, local), { message: /\n {2}- host: may be localhost only in state uji/ })
  t.deepEqual([await stateOf(id), await stateOf(local)], ['uji', 'uji'])
})

const refused: [string, (id: string) => Promise<unknown>, string, string][] = [
  ['a waiting client has nothing to suspend', (id) => suspendClient(app, clock, id, 'x'), 'simaya.go.id',
    'simaya.go.id is menunggu; this needs a client that is uji or aktif.'],
  ['an active client has nothing to resume', (id) => resumeClient(app, clock, id, 'x'), 'ppid.bantenprov.go.id',
    'ppid.bantenprov.go.id is aktif; this needs a client that is tangguh.'],
  ['an active client has nothing to approve', (id) => approveClient(app, clock, id), 'ppid.bantenprov.go.id',
    'ppid.bantenprov.go.id is aktif; this needs a client that is uji or menunggu.'],
  ['suspending without a reason', (id) => suspendClient(app, clock, id, ' '), 'ppid.bantenprov.go.id',
    'Give a reason: it stands in the audit trail.'],
  ['resuming without a reason', (id) => resumeClient(app, clock, id, ''), 'ppid.bantenprov.go.id',
    'Give a reason: it stands in the audit trail.'],
  ...([
    ['suspend', (id) => suspendClient(app, clock, id, 'x')],
    ['resume', (id) => resumeClient(app, clock, id, 'x')],
    ['approve', (id) => approveClient(app, clock, id)],
  ] as [string, (id: string) => Promise<unknown>][]).map(([act, call]): typeof refused[number] =>
    [`an unknown client: ${act}`, call, 'tidak.ada', 'There is no client tidak.ada. "client list" shows them all.']),
]

for (const [name, call, id, message] of refused) {
  test(`refused: ${name}`, async (t) => {
    const before = await stateOf(id)
    await t.throwsAsync(call(id), { name: 'OperatorError', message })
    t.is(await stateOf(id), before)
    t.deepEqual(await told(id), [])
  })
}

test('of five suspensions at once one happens, and so with resuming and approving', async (t) => {
  const { client_id: id } = await onTrial('empat.bantenprov.go.id')
  const five = (call: () => Promise<unknown>) => Promise.allSettled(Array.from({ length: 5 }, call))
  for (const call of [
    () => suspendClient(app, clock, id, 'x'),
    () => resumeClient(app, clock, id, 'x'),
    () => approveClient(app, clock, id),
  ]) {
    const results = await five(call)
    t.is(results.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const result of results) {
      if (result.status === 'rejected') t.regex((result.reason as Error).message, /; this needs a client that is /)
    }
  }
  t.is((await told(id)).length, 4)
})

test('a suspended client is not approved by the way', async (t) => {
  const { client_id: id } = await onTrial('lima.bantenprov.go.id')
  await suspendClient(app, clock, id, 'x')
  await t.throwsAsync(approveClient(app, clock, id), { message: /is tangguh; this needs/ })
  await t.throwsAsync(suspendClient(app, clock, id, 'x'), { message: /is tangguh; this needs/ })
})

test('without its audit event no state changes', async (t) => {
  const { app: silent, owner } = await testDatabase(t, 'kosong')
  await loadAplikasi(silent, clock)
  await suspendClient(silent, clock, 'ppid.bantenprov.go.id', 'x')
  await silenceAudit(owner)
  const acts = [
    () => suspendClient(silent, clock, 'skp.bantenprov.go.id', 'x'),
    () => resumeClient(silent, clock, 'ppid.bantenprov.go.id', 'x'),
    () => approveClient(silent, clock, 'simaya.go.id'),
  ]
  for (const act of acts) await t.throwsAsync(act(), { message: /permission denied/ })
  t.deepEqual(await Promise.all(['skp.bantenprov.go.id', 'ppid.bantenprov.go.id', 'simaya.go.id']
    .map((id) => stateOf(id, silent))), ['aktif', 'tangguh', 'menunggu'])
})
