import test from 'ava'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'
import { signedInSomewhere, subOf, whatIsLeft } from '../sessions/people.ts'

test.serial('show prints the person as the directory has him today, with his roles', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const { nip } = await demoPerson(db.app, 'admin-opd')
  const sub = await subOf(db, nip)
  const today = dayInWib(new Date())
  const shown = await jsonOfCli(['person', 'show', nip], { env }) as { roles: { role: string; opd: string }[] }
  const { id, ...person } = await findPersonToday(db.app, sub, today) ?? {}
  const roles = [{ role: 'admin-opd', opd: shown.roles[0]?.opd, valid_from: today, until: null }]
  t.regex(shown.roles[0]?.opd ?? '', /^\d{15}$/)
  t.is(id, sub)
  t.deepEqual(shown, JSON.parse(JSON.stringify({ sub, ...person, roles })))

  const { ends, stdout, stderr } = await runCli(['person', 'show', nip], { env })
  t.deepEqual([ends, stderr], [0, ''])
  t.regex(stdout, new RegExp(`^nama .*\\nNIP +${nip.slice(0, 8)} ${nip.slice(8, 14)} \\d \\d{3}\\nsub +${sub}\\n`))
  t.regex(stdout, /\naccount +active\n[^]*\nrole +admin-opd, OPD \d{15}\n/)
})

test.serial('freeze and unfreeze print the person, and say when there was nothing to do', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const { nip } = await demoPerson(db.app, 'auditor')
  const sub = await subOf(db, nip)
  await signedInSomewhere(db, sub, 'a')
  const freeze = ['person', 'freeze', nip, '--reason', 'ponsel hilang']
  const unfreeze = ['person', 'unfreeze', nip, '--reason', 'ponsel ketemu']

  const first = await runCli(freeze, { env })
  t.regex(first.stdout, /^The account is frozen; 1 session was ended, and every token with them\.\n\nnama /)
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 0, artefacts: 0 })
  t.regex((await runCli(freeze, { env })).stdout, /^The account was frozen already: nothing was changed\.\n\nnama /)
  t.like(await jsonOfCli(freeze, { env }), { sub, frozen: true, activated: true })

  const opened = await runCli(unfreeze, { env })
  t.regex(opened.stdout, /^The account is open again: .*\n\nnama /)
  t.regex((await runCli(unfreeze, { env })).stdout, /^The account was not frozen: nothing was changed\.\n\nnama /)
  t.like(await jsonOfCli(unfreeze, { env }), { sub, frozen: false, activated: true })
})

test.serial('refused: status 1 and a sentence', async (t) => {
  const env = onDatabase(await testDatabase(t, 'kosong'))
  const stderr = 'Nobody has this NIP at present. Import the personnel export first.\n'
  t.deepEqual(await runCli(['person', 'show', '199001012015032001', '--json'], { env }), { ends: 1, stdout: '', stderr })
  t.deepEqual(await runCli(['person', 'freeze', '1', '--reason', ' '], { env }),
    { ends: 1, stdout: '', stderr: 'Give a reason: it stands in the audit trail.\n' })
})
