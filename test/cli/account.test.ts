import test from 'ava'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 0 }) })

/** Somebody who is `aktif` and has no account yet. */
async function newcomer({ app }: TestDatabase): Promise<{ nip: string; sub: string }> {
  const [row] = await app.query<{ nip: string; sub: string }>({
    text: `SELECT n.nip, p.id AS sub FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL
           WHERE p.keadaan = 'aktif' AND p.tmt_pensiun > CURRENT_DATE + 30 AND p.akhir_kontrak IS NULL
             AND p.tgl_meninggal IS NULL AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id)
           ORDER BY n.nip DESC LIMIT 1`,
    values: [],
  })
  if (!row) throw new Error('everybody has an account')
  return row
}

async function storedHash({ app }: TestDatabase, sub: string): Promise<string | undefined> {
  const row = await app.knex('account').where({ pegawai_id: sub }).first<{ password_hash: string } | undefined>()
  return row?.password_hash
}

test.serial('activate takes the password from stdin, blanks and all, and prints the sub alone', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const { nip, sub } = await newcomer(db)
  const typed = `${nip.slice(0, 8)} ${nip.slice(8)}`
  const first = await jsonOfCli(['account', 'activate', typed, '--password-stdin'],
    { env, stdin: ' kelapa-muda-di-pantai \nbaris kedua\n' })
  t.deepEqual(first, { sub })
  const hash = await storedHash(db, sub)
  t.true((await hasher.verifyPassword(hash, ' kelapa-muda-di-pantai ')).ok)

  const again = await runCli(['account', 'activate', nip, '--password-stdin'], { env, stdin: 'sawah-dan-gunung-api' })
  t.deepEqual(again, { ends: 0, stdout: `The password is replaced; sessions ended: 0. sub: ${sub}\n`, stderr: '' })
  t.true((await hasher.verifyPassword(await storedHash(db, sub), 'sawah-dan-gunung-api')).ok)
})

test.serial('a password that the rules refuse changes nothing and is not repeated', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const { nip, sub } = await newcomer(db)
  for (const [stdin, sentence] of [
    ['pendek!', 'The password needs at least 8 characters.'],
    [`x${nip}x`, 'The password must not contain the NIP.'],
    ['', 'The password is empty: give it as one line on stdin.'],
  ] as const) {
    const result = await runCli(['account', 'activate', nip, '--password-stdin', '--json'], { env, stdin: `${stdin}\n` })
    t.deepEqual(result, { ends: 1, stdout: '', stderr: `${sentence}\n` })
  }
  t.is(await storedHash(db, sub), undefined)
})

test.serial('a password among the arguments is refused and not repeated', async (t) => {
  const env = onDatabase(await testDatabase(t, 'kosong'))
  const [behind, missing, unknown] = await Promise.all([
    runCli(['account', 'activate', '1', 'rahasia-besar', '--password-stdin'], { env }),
    runCli(['account', 'activate', '1'], { env }),
    runCli(['account', 'activate', '1', '--password-stdin'], { env, stdin: 'rahasia-besar\n' }),
  ])
  t.deepEqual([behind.ends, behind.stdout, missing.ends, missing.stdout], [2, '', 2, ''])
  t.regex(behind.stderr, /^There are more arguments than the command takes\.\n\nUsage: /)
  t.notRegex(behind.stderr, /rahasia/)
  t.regex(missing.stderr, /^The option --password-stdin is missing\.\n\nUsage: /)
  t.deepEqual(unknown, {
    ends: 1, stdout: '', stderr: 'Nobody has this NIP at present. Import the personnel export first.\n',
  })
})
