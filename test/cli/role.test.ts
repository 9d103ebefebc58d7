import test from 'ava'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'

test.serial('grant and revoke print the roles that the person has then', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const { nip } = await demoPerson(db.app, 'PNS di sekolah')
  const [{ kode: opd } = { kode: '' }] = await db.app.query<{ kode: string }>({
    text: `SELECT kode FROM unit_kode JOIN unit_kerja u ON u.id = unit_id WHERE u.slug = 'dinkes'`, values: [],
  })
  const today = dayInWib(new Date())
  const audit = { role: 'auditor', opd: null, valid_from: today, until: null }
  const helper = { role: 'helper-mfa', opd, valid_from: today, until: '2099-12-31' }

  t.deepEqual(await jsonOfCli(['role', 'grant', nip, 'auditor'], { env }), [audit])
  t.deepEqual(await jsonOfCli(['role', 'grant', nip, 'helper-mfa', '--opd', opd, '--until', '2099-12-31'], { env }),
    [audit, helper])
  t.deepEqual(await jsonOfCli(['role', 'revoke', nip, 'auditor'], { env }), [helper])
  const { stdout } = await runCli(['role', 'revoke', nip, 'helper-mfa', '--opd', opd], { env })
  t.is(stdout, 'This person has no role.\n')
  t.is((await runCli(['role', 'grant', nip, 'auditor'], { env })).stdout,
    `role     OPD  from        last day\nauditor       ${today}\n`)
})

test.serial('refused: status 1 and a sentence', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const { nip } = await demoPerson(db.app, 'PNS di sekolah')
  for (const [args, sentence] of [
    [['grant', nip, 'raja'], /^There is no such role\. Roles are: admin, .*\n$/],
    [['grant', nip, 'kepala-dinas'], /^This is a seat, not a role: it is bound to a post, .* on \/admin\/kursi\.\n$/],
    [['grant', nip, 'pengembang'], /^This role is bound to an OPD: add --opd <kode>\.\n$/],
    [['grant', nip, 'pengembang', '--opd', '1'], /^No unit has the code 1\.\n$/],
    [['grant', nip, 'admin', '--until', 'besok'], /^The date must be a day of the calendar as YYYY-MM-DD\.\n$/],
    [['revoke', nip, 'admin'], /^This person does not hold that role there\.\n$/],
  ] as const) {
    const { ends, stdout, stderr } = await runCli(['role', ...args, '--json'], { env })
    t.deepEqual([ends, stdout], [1, ''])
    t.regex(stderr, sentence)
  }
})
