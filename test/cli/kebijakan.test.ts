import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { beginTotp, confirmTotp, findEnrolment } from '../../src/domain/mfa/totp/enrol.service.ts'
import { codeAt, stepAt } from '../../src/domain/mfa/totp/totp.rules.ts'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { eventsOf } from '../accounts/support.ts'
import { jsonOfCli, onDatabase, runCli, temporaryFolder } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'

const RULE = {
  id: 'pimpinan', nama: 'Pimpinan', siapa: { eselon: ['I', 'II'] }, tuntutan: 'faktor-kedua', sejak: '2026-12-01',
  pendaftaran_sampai: '2099-12-31',
}

/** A database without rules, a way to run commands with a rule in a file, and a colleague's authenticator. */
async function open(t: ExecutionContext) {
  const db = await testDatabase(t, 'penuh')
  await db.owner.query({ text: 'DELETE FROM kebijakan', values: [] })
  const key = newSecret()
  const env = { ...onDatabase(db), COOKIE_KEYS: `${newSecret()},${newSecret()}`, ENCRYPTION_KEYS: `uji:${key}` }
  const folder = temporaryFolder(t)
  const file = (content: unknown): string => {
    const path = join(folder, 'aturan.json')
    writeFileSync(path, JSON.stringify(content))
    return path
  }
  const set = (rule: unknown, more: string[] = [], stdin?: string) =>
    runCli(['kebijakan', 'set', file(rule), '--reason', 'uji', ...more, '--json'], { env, ...(stdin !== undefined && { stdin }) })
  /** Gives somebody an authenticator a minute ago. @returns the code that it shows now */
  async function enrol(nip: string): Promise<string> {
    const [{ id: pegawaiId } = { id: '' }] = await db.app.query<{ id: string }>({
      text: 'SELECT pegawai_id AS id FROM pegawai_nip WHERE nip = $1', values: [nip],
    })
    const before = new Date(Date.now() - 90_000)
    const clock = { now: () => before, today: () => '2026-12-01' }
    const dependencies = { database: db.app, clock, seal: createSeal([{ id: 'uji', key: Buffer.from(key, 'base64url') }]) }
    const id = await beginTotp(dependencies, pegawaiId) ?? ''
    const secret = (await findEnrolment(dependencies, { pegawaiId, id, nomor: null }))?.kunci.join('') ?? ''
    await confirmTotp(dependencies, { pegawaiId, id, code: codeAt(secret, stepAt(before)) })
    return codeAt(secret, stepAt(new Date()))
  }
  return { db, env, file, set, enrol }
}

test.serial('a rule is simulated, set, listed, and stays on record when another version takes its place', async (t) => {
  const { db, env, file, set } = await open(t)
  const simulated = await jsonOfCli(['kebijakan', 'simulate', file(RULE)], { env }) as { total: { terkena: number } }
  t.true(simulated.total.terkena > 0)
  t.deepEqual(await jsonOfCli(['kebijakan', 'list'], { env }), [], 'simulating wrote nothing')
  t.deepEqual(JSON.parse((await set(RULE)).stdout), { id: 'pimpinan', versi: 1, changed: true, weaker: false })
  t.deepEqual(JSON.parse((await set(RULE)).stdout), { id: 'pimpinan', versi: 1, changed: false, weaker: false })
  t.deepEqual(JSON.parse((await set({ ...RULE, pendaftaran_sampai: null })).stdout),
    { id: 'pimpinan', versi: 2, changed: true, weaker: false })
  t.deepEqual(await jsonOfCli(['kebijakan', 'list'], { env }), [{
    ...RULE, pendaftaran_sampai: null, ke: {}, dari: {}, perangkat_tepercaya: true, kode_pesan: [],
  }])
  t.deepEqual(await db.app.query({ text: 'SELECT versi, berakhir_at IS NULL AS berlaku, alasan FROM kebijakan ORDER BY versi', values: [] }),
    [{ versi: 1, berlaku: false, alasan: 'uji' }, { versi: 2, berlaku: true, alasan: 'uji' }])
  t.deepEqual((await eventsOf(db)).filter(({ kind }) => kind.startsWith('kebijakan.')).map(({ kind, actor, data }) => ({ kind, actor, data })),
    [1, 2].map((versi) => ({
      kind: 'kebijakan.ditetapkan', actor: 'operator', data: { aturan: 'pimpinan', versi, alasan: 'uji', melemahkan: false },
    })))
  const { stdout } = await runCli(['kebijakan', 'list'], { env })
  t.regex(stdout, /^pimpinan\s+faktor-kedua\s+eselon I,II\s+everywhere\s+anywhere\s+2026-12-01\s+none\s+yes$/m)
})

test.serial('asking less takes a second person, who is of keamanan or admin and types a code of his own', async (t) => {
  const { db, env, set, enrol } = await open(t)
  const [chief, clerk] = [await demoPerson(db.app, 'keamanan'), await demoPerson(db.app, 'PNS di sekolah')]
  const code = await enrol(chief.nip)
  t.is((await set({ ...RULE, pendaftaran_sampai: null })).ends, 0)

  const alone = await set(RULE)
  t.is(alone.ends, 1)
  t.regex(alone.stderr, /^This makes the policy weaker, which needs a second person/)
  t.regex((await set(RULE, ['--second', clerk.nip], '000000\n')).stderr, /^The second person must be somebody with the role/)
  t.regex((await set(RULE, ['--second', chief.nip], `${code === '000000' ? '000001' : '000000'}\n`)).stderr, /^The code of the second person is wrong/)
  t.is((await db.app.query({ text: 'SELECT FROM kebijakan', values: [] })).length, 1, 'nothing was written')

  const weaker = await set(RULE, ['--second', chief.nip], `${code}\n`)
  t.deepEqual(JSON.parse(weaker.stdout), { id: 'pimpinan', versi: 2, changed: true, weaker: true })
  const [told] = (await eventsOf(db)).filter(({ kind, data }) => kind === 'kebijakan.ditetapkan' && data['melemahkan'] === true)
  const [row] = await db.app.query<{ disetujui: string; nip: string }>({
    text: `SELECT k.disetujui, n.nip FROM kebijakan k JOIN pegawai_nip n ON n.pegawai_id = k.disetujui WHERE k.versi = 2`, values: [],
  })
  t.deepEqual([row?.nip, row?.disetujui], [chief.nip, told?.data['disetujui'] as string])
  const removed = await runCli(['kebijakan', 'remove', 'pimpinan', '--reason', 'uji', '--second', chief.nip], { env, stdin: `${code}\n` })
  t.regex(removed.stderr, /^The code of the second person is wrong, was used already/)
})

test.serial('what is wrong in a file is told all at once, without a NIP', async (t) => {
  const { set } = await open(t)
  const broken = await set({ ...RULE, siapa: { eselon: ['VI'], jabatan: ['x'] }, tuntutan: 'segalanya', dari: { jaringan: ['10.0.0.0/33', '2001:db8::/65'] } })
  t.is(broken.ends, 1)
  for (const field of ['siapa.eselon.0', 'siapa', 'tuntutan', 'dari.jaringan.0', 'dari.jaringan.1']) {
    t.regex(broken.stderr, new RegExp(`^  ${field} `, 'm'))
  }
  const unknown = await set({ ...RULE, siapa: { opd: ['1'], pegawai: ['199001012015031999'] }, ke: { klien: ['tak.ada'] } })
  t.is(unknown.stderr, 'The rule cannot be taken:\n  siapa.opd.0 is the code of no unit\n'
    + "  siapa.pegawai.0 is nobody's NIP today\n  ke.klien.0 is no registered client\n")
  t.regex((await set({ ...RULE, pendaftaran_sampai: '2026-11-30' })).stderr, /pendaftaran_sampai lies before the first day/)
  t.regex((await set({ ...RULE, siapa: { eselon: [] } })).stderr, /siapa\.eselon must name something, or be left out/)
})

test.serial('an application is marked by one, and loses a mark by two', async (t) => {
  const { db, env, enrol } = await open(t)
  const mark = (...args: string[]) => ['client', 'mark', 'skp.bantenprov.go.id', ...args, '--reason', 'uji']
  t.deepEqual(await jsonOfCli(mark('--high-risk', 'on', '--group', 'keuangan'), { env }),
    { client_id: 'skp.bantenprov.go.id', berisiko: true, kelompok: 'keuangan' })
  t.regex((await runCli(mark('--group', 'none'), { env })).stderr, /^This makes the policy weaker/)
  const { nip } = await demoPerson(db.app, 'keamanan')
  t.deepEqual(await jsonOfCli([...mark('--high-risk', 'off'), '--second', nip], { env, stdin: `${await enrol(nip)}\n` }),
    { client_id: 'skp.bantenprov.go.id', berisiko: false, kelompok: 'keuangan' })
  const events = (await eventsOf(db)).filter(({ kind }) => kind === 'klien.ditandai')
  t.deepEqual(events.map(({ data }) => [data['berisiko'], data['kelompok'], typeof data['disetujui']]),
    [[true, 'keuangan', 'undefined'], [false, 'keuangan', 'string']])
  t.regex((await runCli(mark(), { env })).stderr, /^Give --high-risk or --group\./)
})
