import test from 'ava'
import { issueRecoveryCodes } from '../../src/domain/mfa/pemulihan/kode.service.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { cheapHasher } from '../accounts/support.ts'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'
import { addPasskeyRow, addTotpRow, reachable } from '../mfa/support.ts'
import { signedInSomewhere, subOf, whatIsLeft } from '../sessions/people.ts'

test.serial('list shows what somebody has; reset takes all of it, ends his sessions and tells him and keamanan', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const { nip } = await demoPerson(db.app, 'auditor')
  const sub = await subOf(db, nip)
  await reachable(db, 'bersama@contoh.test')
  const { hasher } = cheapHasher({ maxWaiting: 100 })
  await issueRecoveryCodes({ database: db.app, hasher, clock: systemClock() }, sub)
  const id = await addTotpRow(db, sub)
  const passkey = await addPasskeyRow(db, sub, { dibuat_at: new Date(Date.now() + 60_000) })
  await addTotpRow(db, sub, { konfirmasi_at: null })
  await signedInSomewhere(db, sub, 'a')
  await db.owner.knex('surat_keluar').delete()

  t.like(await jsonOfCli(['faktor', 'list', nip], { env }), {
    sub, faktor: [{ id, jenis: 'totp', nama: 'Ponsel' }, { id: passkey, jenis: 'passkey', nama: 'Laptop' }], kode_pemulihan: 10,
  })
  t.regex((await runCli(['faktor', 'list', nip], { env })).stdout, /totp +Ponsel[^]*Recovery codes left: 10/)

  const outcome = await jsonOfCli(['faktor', 'reset', nip, '--reason', 'ponsel dan kartu hilang'], { env })
  t.deepEqual(outcome, { sub, faktor: 2, kode_pemulihan: 10, sessions: 1 })
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 0, artefacts: 0 })
  t.deepEqual(await jsonOfCli(['faktor', 'list', nip], { env }), { sub, faktor: [], kode_pemulihan: 0 })
  t.is((await db.app.knex('faktor_totp').where({ pegawai_id: sub }).whereNotNull('rahasia_sealed')).length, 0)
  const [event] = await db.app.knex('audit_event').where({ kind: 'faktor.disetel-ulang' })
    .select<{ actor: string; subject: string; data: object }[]>('actor', 'subject', 'data')
  t.deepEqual(event, {
    actor: 'operator', subject: sub, data: { alasan: 'ponsel dan kartu hilang', faktor: [id, passkey], kode: 10, sesi: 1 },
  })
  const letters = await db.app.knex('surat_keluar').orderBy(['template', 'saluran'])
    .select<{ template: string; saluran: string; data: object }[]>('template', 'saluran', 'data')
  t.deepEqual(letters.map(({ template, saluran }) => [template, saluran]), [
    ['faktor-alarm', 'email'], ['faktor-berubah', 'email'], ['faktor-berubah', 'sms'],
  ], 'the two of keamanan share the address of this test; the owner is told by every way')
  t.like(letters[0]?.data, { alasan: 'ponsel dan kartu hilang', sesi: 1 })
  t.like(letters[1]?.data, { kejadian: 'disetel-ulang' })
})

test.serial('refused: status 1 and a sentence, and nothing is taken', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const { nip } = await demoPerson(db.app, 'auditor')
  await addTotpRow(db, await subOf(db, nip))
  t.deepEqual(await runCli(['faktor', 'reset', nip, '--reason', ' '], { env }), {
    ends: 1, stdout: '', stderr: 'Give a reason: it stands in the audit trail, and keamanan reads it.\n',
  })
  t.is((await runCli(['faktor', 'reset', nip], { env })).ends, 2)
  t.is((await runCli(['faktor', 'list', '199001012015032001'], { env })).ends, 1)
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  t.not((await runCli(['faktor', 'reset', nip, '--reason', 'uji'], { env })).ends, 0)
  t.is((await db.app.knex('faktor_totp').where({ revoked_at: null })).length, 1)
})
