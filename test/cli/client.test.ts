import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { unrevokedSecrets } from '../../src/domain/clients/secret.queries.ts'
import { secretIsLive } from '../../src/domain/clients/secret.rules.ts'
import { jsonOfCli, onDatabase, runCli, temporaryFolder } from '../helpers/cli.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'

interface Listed { client_id: string; state: string; opd: { kode: string; nama: string } }
interface Issued { client_id: string; client_secret: string }

const SKP = 'skp.bantenprov.go.id'

/** Whether the client may redeem with it. */
const opens = async ({ app }: TestDatabase, clientId: string, secret: string): Promise<boolean> =>
  secretIsLive(secret, await unrevokedSecrets(app, clientId), new Date())

test.serial('list has every client of Table 1 in its shape', async (t) => {
  const env = onDatabase(await testDatabase(t, 'penuh'))
  const clients = await jsonOfCli(['client', 'list'], { env }) as Listed[]
  t.is(clients.length, 99)
  for (const client of clients) {
    t.deepEqual(Object.keys(client).sort(), [
      'berisiko', 'client_id', 'host', 'kelompok', 'layanan_mandiri', 'nama', 'opd', 'post_logout_redirect_uris',
      'redirect_uris', 'scope', 'state',
    ])
  }
  const skp = clients.find(({ client_id: id }) => id === SKP)
  t.deepEqual(skp, {
    client_id: SKP, nama: 'SKP', opd: { kode: skp?.opd.kode, nama: 'Badan Kepegawaian Daerah' }, host: SKP,
    state: 'aktif', layanan_mandiri: true, berisiko: false, kelompok: null, redirect_uris: [`https://${SKP}/sso/callback`], post_logout_redirect_uris: [`https://${SKP}/`],
    scope: 'openid profile opd jabatan peran pegawai email',
  } as unknown as Listed)
  const lines = (await runCli(['client', 'list'], { env })).stdout.split('\n')
  t.is(lines.length, 101)
  t.regex(lines[0] ?? '', /^client_id +state +self-service +risk +group +other host +nama +OPD$/)
  t.true(lines.some((line) => /^skp\.bantenprov\.go\.id +aktif +yes +SKP +Badan Kepegawaian Daerah$/.test(line)))
})

test.serial('a secret is shown once, works, and in words says that it is not shown again', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const issued = await jsonOfCli(['client', 'secret', SKP], { env }) as Issued
  t.deepEqual(Object.keys(issued), ['client_id', 'client_secret'])
  t.true(await opens(db, SKP, issued.client_secret))
  const { stdout, stderr } = await runCli(['client', 'secret', SKP], { env })
  const [, shown = ''] = /^client_id +skp\.bantenprov\.go\.id\nclient_secret +(\S{43})\n/.exec(stdout) ?? []
  t.true(await opens(db, SKP, shown))
  t.regex(stdout, /\n\nThe secret is shown this once and kept nowhere: hand it over now\.\n$/)
  t.is(stderr, '')
})

test.serial('suspend, resume and approve print the state', async (t) => {
  const env = onDatabase(await testDatabase(t, 'penuh'))
  const reason = ['--reason', 'uji coba']
  t.deepEqual(await jsonOfCli(['client', 'suspend', SKP, ...reason], { env }), { client_id: SKP, state: 'tangguh' })
  t.is((await runCli(['client', 'resume', SKP, ...reason], { env })).stdout, `${SKP} is aktif.\n`)
  const approved = await runCli(['client', 'approve', SKP, '--json'], { env })
  t.deepEqual(approved, {
    ends: 1, stdout: '', stderr: `${SKP} is aktif; this needs a client that is uji or menunggu.\n`,
  })
  const clients = await jsonOfCli(['client', 'list'], { env }) as Listed[]
  const waiting = clients.find(({ state }) => state === 'menunggu')?.client_id ?? ''
  t.deepEqual(await jsonOfCli(['client', 'approve', waiting], { env }), { client_id: waiting, state: 'aktif' })
})

test.serial('add registers from a file; only a demo instance lets everybody in', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const file = join(temporaryFolder(t), 'client.json')
  const { nip } = await demoPerson(db.app, 'pengembang')
  const listed = await jsonOfCli(['client', 'list'], { env }) as Listed[]
  const { opd } = listed.find(({ client_id: id }) => id === 'dindikbud.bantenprov.go.id') ?? { opd: { kode: '' } }
  const write = (client: object): void => writeFileSync(file, `\uFEFF${JSON.stringify(client)}`)
  const redirects = { redirect_uris: ['http://localhost:4000/cb'] }

  write({ client_id: 'coba-1', opd: opd.kode, testers: [nip], ...redirects })
  const added = await jsonOfCli(['client', 'add', file], { env }) as Issued
  t.deepEqual(Object.keys(added), ['client_id', 'client_secret'])
  t.true(await opens(db, 'coba-1', added.client_secret))

  write({ client_id: 'coba-2', opd: opd.kode, testers: 'semua', ...redirects })
  const refused = await runCli(['client', 'add', file, '--json'], { env })
  t.deepEqual([refused.ends, refused.stdout], [1, ''])
  t.regex(refused.stderr, /^The client cannot be registered:\n {2}- testers: "semua" is for a demo instance alone: .*\n$/)
  t.like(await jsonOfCli(['client', 'add', file], { env: { ...env, DEMO: 'on' } }), { client_id: 'coba-2' })

  write({ client_id: 'coba-3', opd: opd.kode, testers: [nip], token_endpoint_auth_method: 'none', ...redirects })
  t.is((await runCli(['client', 'add', file], { env })).stdout, 'coba-3 is registered; it has no secret.\n')
})

const API = 'http://localhost:3000/api/v1'
const told = (db: TestDatabase) => db.app.query<{ kind: string; actor: string; subject: string; data: object }>({
  text: `SELECT kind, actor, subject, data FROM audit_event WHERE kind LIKE 'klien.cakupan%' OR kind = 'klien.layanan-mandiri' ORDER BY xid`,
  values: [],
})

test.serial('a registered program is given a scope of the API, and loses it; a client of people is refused', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const file = join(temporaryFolder(t), 'client.json')
  const listed = await jsonOfCli(['client', 'list'], { env }) as Listed[]
  const opd = listed.find(({ client_id: id }) => id === SKP)?.opd.kode
  writeFileSync(file, JSON.stringify({
    client_id: 'simpeg', client_name: 'SIMPEG', opd, host: 'simpeg.bantenprov.go.id', testers: [], redirect_uris: [],
    response_types: [], grant_types: ['client_credentials'], resources: { [API]: ['unit:baca'] },
  }))
  await jsonOfCli(['client', 'add', file], { env })
  const scope = (...args: string[]) => runCli(['client', 'scope', ...args], { env })

  t.deepEqual(await jsonOfCli(['client', 'scope', 'simpeg', '--add', 'kepegawaian:tulis'], { env }),
    { client_id: 'simpeg', resource: API, scopes: ['unit:baca', 'kepegawaian:tulis'] })
  t.is((await scope('simpeg', '--add', 'kepegawaian:tulis')).stdout, `simpeg may do at ${API}: unit:baca, kepegawaian:tulis.\n`)
  t.is((await scope('simpeg', '--remove', 'unit:baca')).stdout, `simpeg may do at ${API}: kepegawaian:tulis.\n`)
  const client = { actor: 'operator', subject: 'simpeg' }
  t.deepEqual(await told(db), [
    { kind: 'klien.cakupan-diberikan', ...client, data: { sumber: API, cakupan: 'kepegawaian:tulis' } },
    { kind: 'klien.cakupan-dicabut', ...client, data: { sumber: API, cakupan: 'unit:baca' } },
  ], 'what was so already is told once')

  for (const [args, sentence] of [
    [[SKP, '--add', 'kepegawaian:tulis'], /^skp\.bantenprov\.go\.id is a client that people sign in to: .* "client add"\.\n$/],
    [['simpeg', '--add', 'rahasia:baca'], /^The API has no scope rahasia:baca\. It has: .*kepegawaian:tulis\.\n$/],
    [['simpeg', '--remove', 'kepegawaian:tulis'], /^kepegawaian:tulis is all that simpeg may ask for\./],
    [['tidak.ada', '--add', 'kepegawaian:tulis'], /^There is no client tidak\.ada\./],
  ] as const) {
    const { ends, stdout, stderr } = await scope(...args, '--json')
    t.deepEqual([ends, stdout], [1, ''])
    t.regex(stderr, sentence)
  }
  for (const args of [['simpeg'], ['simpeg', '--add', 'unit:baca', '--remove', 'unit:baca']]) {
    const { ends, stderr } = await scope(...args)
    t.is(ends, 2)
    t.regex(stderr, /^Give one of --add and --remove\.\n/)
  }
  t.is((await told(db)).length, 2)
})

test.serial('an application becomes everybody\'s self-service, and is it no more, with the reasons', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const env = onDatabase(db)
  const mark = (...args: string[]) => ['client', 'self-service', ...args]
  const isMarked = async () => (await jsonOfCli(['client', 'list'], { env }) as (Listed & { layanan_mandiri: boolean })[])
    .find(({ client_id: id }) => id === SKP)?.layanan_mandiri
  t.deepEqual(await jsonOfCli(mark(SKP, 'off', '--reason', 'salah tanda'), { env }), { client_id: SKP, layanan_mandiri: false })
  t.false(await isMarked())
  t.is((await runCli(mark(SKP, 'off', '--reason', 'sekali lagi'), { env })).stdout, `${SKP} is not everybody's self-service.\n`)
  t.is((await runCli(mark(SKP, 'on', '--reason', 'keputusan BKD'), { env })).stdout, `${SKP} is everybody's self-service.\n`)
  t.true(await isMarked())
  t.deepEqual((await told(db)).map(({ kind, data }) => [kind, data]), [
    ['klien.layanan-mandiri', { nyala: false, alasan: 'salah tanda' }],
    ['klien.layanan-mandiri', { nyala: true, alasan: 'keputusan BKD' }],
  ])
  t.is((await runCli(mark(SKP, 'ya', '--reason', 'x'), { env })).ends, 2)
  t.regex((await runCli(mark(SKP, 'on'), { env })).stderr, /^The option --reason is missing\./)
  t.deepEqual((await runCli(mark('tidak.ada', 'on', '--reason', 'x'), { env })).ends, 1)
})

test.serial('a file that cannot be read, is no JSON, or has mistakes: a sentence each', async (t) => {
  const env = onDatabase(await testDatabase(t, 'kosong'))
  const folder = temporaryFolder(t)
  const file = join(folder, 'client.json')
  const add = async (path = file): Promise<string> => {
    const { ends, stdout, stderr } = await runCli(['client', 'add', path, '--json'], { env })
    t.deepEqual([ends, stdout], [1, ''])
    return stderr
  }
  t.is(await add(), `${file} does not exist.\n`)
  t.is(await add(folder), `${folder} is a folder.\n`)
  writeFileSync(file, '{ "d": "rahasia" "x" }')
  t.is(await add(), `${file} is no JSON: look at line 1 column 18.\n`)
  writeFileSync(file, '{ "opd": "1", "rahasia": true, "redirect_uris": ["http://x.bantenprov.go.id/cb"], "state": "tutup" }')
  const lines = (await add()).trimEnd().split('\n')
  t.is(lines[0], 'The client cannot be registered:')
  for (const field of ['opd', 'rahasia', 'redirect_uris', 'state']) {
    t.is(lines.filter((line) => line.startsWith(`  - ${field}`)).length, 1, field)
  }
})
