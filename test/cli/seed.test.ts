import test from 'ava'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'

const rolesOfTable = [
  'admin', 'keamanan', 'auditor', 'bkd', 'admin-opd', 'pengembang', 'helper-mfa', 'csirt', 'pemilik-data',
  'kepala-opd', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi', 'pimpinan', 'pegawai',
]

/** Product roles and seats: whoever has one proves a second factor. */
const WITH_FACTOR = new Set(rolesOfTable.slice(0, 13))

test.serial('seed aplikasi loads Table 1 once', async (t) => {
  const env = onDatabase(await testDatabase(t, 'kosong'))
  t.is((await runCli(['seed', 'aplikasi'], { env })).stdout, [
    '              new  there already', 'units         42   0', 'applications  100  0', 'clients       99   0', '',
  ].join('\n'))
  t.deepEqual(await jsonOfCli(['seed', 'aplikasi'], { env }), {
    units: { created: 0, changed: 0, unchanged: 42 }, aplikasi: { created: 0, unchanged: 100 },
    klien: { created: 0, unchanged: 99 },
  })
})

test.serial('seed demo prints who can sign in, the same on every call', async (t) => {
  const env = { ...onDatabase(await testDatabase(t, 'penuh')), DEMO: 'on' }
  const first = await jsonOfCli(['seed', 'demo'], { env }) as { accounts: Record<string, string>[] }
  t.deepEqual(Object.keys(first), ['accounts'])
  for (const account of first.accounts) {
    const hasKey = WITH_FACTOR.has(account['role'] ?? '')
    t.deepEqual(Object.keys(account), ['role', 'nip', 'password', ...hasKey ? ['totp_secret'] : []])
    if (hasKey) t.regex(account['totp_secret'] ?? '', /^[A-Z2-7]{32}$/)
    t.regex(account['nip'] ?? '', /^\d{18}$/)
  }
  const roles = new Set(first.accounts.map(({ role }) => role))
  for (const role of rolesOfTable) t.true(roles.has(role), `nobody is ${role}`)
  t.deepEqual(await jsonOfCli(['seed', 'demo'], { env }), first)
  const { stdout } = await runCli(['seed', 'demo'], { env })
  t.regex(stdout, /^role +NIP +name +who +authenticator key\n/)
  t.true(first.accounts.every(({ nip = '?' }) => stdout.includes(nip)))
})

test.serial('seed demo is refused in production and beside a real person', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const env = onDatabase(db)
  const [one, two, three] = [1, 2, 3].map(newSecret)
  const production = {
    ...env, NODE_ENV: 'production', ISSUER: 'https://login.bantenprov.go.id', COOKIE_KEYS: `${one},${two}`,
    ENCRYPTION_KEYS: `a:${three}`, OUTBOUND_CIDRS: '127.0.0.0/8',
  }
  t.deepEqual(await runCli(['seed', 'demo', '--json'], { env: production }), {
    ends: 1, stdout: '', stderr: 'Demo people have a public password: never in production.\n',
  })
  await db.app.knex('pegawai').insert({
    nama: 'Contoh', tanggal_lahir: '1990-01-01', kedudukan_kode: '01', keadaan: 'aktif', synthetic: false,
  })
  const beside = await runCli(['seed', 'demo', '--json'], { env })
  t.deepEqual([beside.ends, beside.stdout], [1, ''])
  t.regex(beside.stderr, /^The database holds real people: .*\n$/)
})
