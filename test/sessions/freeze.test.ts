import test from 'ava'
import { freezePerson, unfreezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'
import { signedInSomewhere, subOf, whatIsLeft } from './people.ts'

const clock = systemClock()

const accountOf = (sub: string) => ({ pegawai_id: sub })

test('freezing ends everything of that person, of nobody else, and tells it in the same transaction', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { nip } = await demoPerson(db.app, 'auditor')
  const sub = await subOf(db, nip)
  const other = await subOf(db, (await demoPerson(db.app, 'csirt')).nip)
  for (const [person, name] of [[sub, 'a'], [sub, 'b'], [other, 'c']] as const) {
    await signedInSomewhere(db, person, name)
  }
  await db.app.knex('oidc_session').where({ uid: 'b' }).update({ expires_at: new Date(0) })

  const outcome = await freezePerson(db.app, clock, { nip, reason: ' ponsel hilang ' })
  t.deepEqual(outcome, { pegawaiId: sub, changed: true, sessions: 1 })
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 0, artefacts: 0 })
  t.deepEqual(await whatIsLeft(db, other), { sessions: 1, artefacts: 4 })
  const tombstone = await db.app.knex('oidc_session').where({ uid: 'a' }).first<{ payload: string; authorizations: object }>()
  t.deepEqual([tombstone.payload, tombstone.authorizations], ['{}', {}])
  const account = await db.app.knex('account').where(accountOf(sub)).first<{ frozen_at: Date; frozen_reason: string }>()
  t.is(account.frozen_reason, 'ponsel hilang')
  t.deepEqual(await db.app.knex('audit_event').select('actor', 'subject', 'data').where({ kind: 'pegawai.dibekukan' }),
    [{ actor: 'operator', subject: sub, data: { alasan: 'ponsel hilang' } }])

  t.deepEqual(await freezePerson(db.app, clock, { nip, reason: 'lagi' }), { pegawaiId: sub, changed: false, sessions: 0 })
  t.deepEqual(await db.app.knex('account').where(accountOf(sub)).first(), account)
  t.is((await db.app.knex('audit_event').select('id').where({ kind: 'pegawai.dibekukan' })).length, 1)
})

test('unfreezing lets the person in again and brings nothing back', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { nip } = await demoPerson(db.app, 'auditor')
  const sub = await subOf(db, nip)
  t.deepEqual(await unfreezePerson(db.app, clock, { nip, reason: 'x' }), { pegawaiId: sub, changed: false, sessions: 0 })
  await signedInSomewhere(db, sub, 'a')
  await freezePerson(db.app, clock, { nip, reason: 'x' })
  t.deepEqual(await unfreezePerson(db.app, clock, { nip, reason: 'ketemu' }),
    { pegawaiId: sub, changed: true, sessions: 0 })
  const account = await db.app.knex('account').where(accountOf(sub)).first<{ frozen_at: null; frozen_reason: null }>()
  t.deepEqual([account.frozen_at, account.frozen_reason], [null, null])
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 0, artefacts: 0 })
  t.deepEqual(await db.app.knex('audit_event').select('subject', 'data').where({ kind: 'pegawai.dilepas' }),
    [{ subject: sub, data: { alasan: 'ketemu' } }])
})

test('when the event cannot be written, nobody is frozen and nothing is ended', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { nip } = await demoPerson(db.app, 'auditor')
  const sub = await subOf(db, nip)
  await signedInSomewhere(db, sub, 'a')
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(freezePerson(db.app, clock, { nip, reason: 'x' }), { code: '42501' })
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 1, artefacts: 4 })
  const account = await db.app.knex('account').where(accountOf(sub)).first<{ frozen_at: Date | null }>()
  t.is(account.frozen_at, null)
})

test('of many who freeze at once one does it', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { nip } = await demoPerson(db.app, 'auditor')
  const outcomes = await Promise.all(['a', 'b', 'c'].map((reason) => freezePerson(db.app, clock, { nip, reason })))
  t.is(outcomes.filter(({ changed }) => changed).length, 1)
  t.is((await db.app.knex('audit_event').select('id').where({ kind: 'pegawai.dibekukan' })).length, 1)
})

test('refused: nobody, no account, no reason', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { nip } = await db.app.knex('pegawai_nip').whereNotIn('pegawai_id', db.app.knex('account').select('pegawai_id'))
    .first<{ nip: string }>()
  for (const [act, verb] of [[freezePerson, 'freeze'], [unfreezePerson, 'unfreeze']] as const) {
    await t.throwsAsync(act(db.app, clock, { nip, reason: 'x' }), {
      instanceOf: OperatorError, message: `This person has no account: there is nothing to ${verb}.`,
    })
    await t.throwsAsync(act(db.app, clock, { nip: '1', reason: 'x' }), {
      instanceOf: OperatorError, message: 'Nobody has this NIP at present. Import the personnel export first.',
    })
    await t.throwsAsync(act(db.app, clock, { nip, reason: '  ' }), {
      instanceOf: OperatorError, message: 'Give a reason: it stands in the audit trail.',
    })
  }
})
