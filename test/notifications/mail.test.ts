import { randomBytes } from 'node:crypto'
import test from 'ava'
import { createLetters, createTransport, deliverMail, enqueueMail, type Letters, type Mail, type Send }
  from '../../src/kernel/notifications/index.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { createSignedLinks } from '../../src/kernel/lib/signed-link.ts'
import { clockAt } from '../audit/support.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { openMailServer } from '../helpers/mail-server.ts'
import { createRinger, type Ringer } from '../logout/ringer.ts'
import { openJobs, until } from '../jobs/support.ts'

const NOON = '2026-11-28T05:00:00Z'
const CIDRS = ['127.0.0.0/8']
const PEOPLE: Mail = { to: 'siti@bkd.test', template: 'uji', data: { nama: 'Siti' } }

const links = createSignedLinks(['kunci'])
const letters = createLetters('https://login.test', links)
const seal = createSeal([{ id: 'uji', key: randomBytes(32) }])
const owe = ({ app }: TestDatabase, mail: Mail): Promise<number> => app.knex.transaction((trx) => enqueueMail(trx, mail))

interface Row { kepada: string | null; data: unknown; attempts: number; receipt: string; sent_at: Date; given_up_at: Date; next_at: Date }
const rowsOf = ({ owner }: TestDatabase): Promise<Row[]> =>
  owner.query<Row>({ text: 'SELECT * FROM surat_keluar ORDER BY created_at, id', values: [] })

/** One node that looks when the test rings. */
function node(db: TestDatabase, send: Send, at = NOON, errors: unknown[] = []): Ringer {
  const ringer = createRinger()
  deliverMail(ringer, { database: db.app, clock: clockAt(at), seal, letters: lettersOr, ways: { email: send }, onError: (error) => { errors.push(error) } })
  return ringer
}

const lettersOr: Letters = (saluran, template, data, bahasa) => template === 'uji'
  ? { subject: `Untuk ${String(data['nama'])}`, text: 'Isi.\n' } : letters(saluran, template, data, bahasa)

const toServer = (smtpUrl: string): Send => createTransport({ smtpUrl, from: 'satu-login@login.test', cidrs: CIDRS })

async function settled(db: TestDatabase): Promise<Row[]> {
  await until(async () => (await rowsOf(db)).every(({ receipt }) => receipt !== null))
  return rowsOf(db)
}

test('a letter leaves with the transaction that owes it, by the bell alone', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const server = await openMailServer(t)
  const jobs = openJobs(t, db)
  deliverMail(jobs, { database: db.app, clock: clockAt(NOON), seal, letters: lettersOr, ways: { email: toServer(server.url) }, onError: (error) => { throw error } })
  jobs.start()
  await t.throwsAsync(db.app.knex.transaction(async (trx) => {
    await enqueueMail(trx, { ...PEOPLE, to: 'nobody@bkd.test' })
    throw new Error('undone')
  }), { message: 'undone' })
  t.is(await owe(db, PEOPLE), 1)
  const [row] = await settled(db)
  t.like(row, { kepada: null, data: null, attempts: 1, receipt: 'diterima', given_up_at: null })
  t.truthy(row?.sent_at)
  t.is(server.received.length, 1)
  const [mail] = server.received
  t.deepEqual([mail?.from, mail?.to], ['satu-login@login.test', ['siti@bkd.test']])
  t.regex(mail?.raw ?? '', /^Subject: Untuk Siti\r$/m)
  t.regex(mail?.raw ?? '', /^Auto-Submitted: auto-generated\r$/m)
  t.regex(mail?.raw ?? '', /^Message-ID: <[0-9a-f-]{36}@login\.test>\r$/m)
})

test('what bears one key is told once ever to each address', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const told = { ...PEOPLE, dedupKey: 'pensiun 30' }
  t.is(await owe(db, { ...told, to: ['a@bkd.test', 'b@bkd.test', 'a@bkd.test'] }), 2)
  t.is(await owe(db, told), 1)
  t.deepEqual(await Promise.all(Array.from({ length: 8 }, () => owe(db, told))), Array(8).fill(0))
  t.is(await owe(db, { ...told, dedupKey: 'pensiun 7' }), 1)
  t.is(await owe(db, PEOPLE) + await owe(db, PEOPLE), 2)
})

test('two nodes that look at once send each letter once', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const server = await openMailServer(t)
  await owe(db, { ...PEOPLE, to: Array.from({ length: 30 }, (_, n) => `p${n}@bkd.test`) })
  const nodes = [node(db, toServer(server.url)), node(db, toServer(server.url))]
  await Promise.all(nodes.map((one) => one.ring()))
  await settled(db)
  t.is(new Set(server.received.flatMap(({ to }) => to)).size, 30)
  t.is(server.received.length, 30)
})

const ANSWERS: [name: string, code: number, row: Partial<Row>][] = [
  ['not now waits a minute', 450, { kepada: 'siti@bkd.test', receipt: 'EENVELOPE 450', sent_at: null as never, given_up_at: null as never }],
  ['never is given up, and forgets the address', 550, { kepada: null, data: null, receipt: 'EENVELOPE 550', sent_at: null as never }],
]

for (const [name, code, expected] of ANSWERS) {
  test(`a server that says ${name}`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const server = await openMailServer(t, { refuse: () => code })
    await owe(db, PEOPLE)
    await node(db, toServer(server.url)).ring()
    const [row] = await settled(db)
    t.like(row, expected)
    t.is(row?.given_up_at === null, code < 500)
    if (code < 500) t.is(row?.next_at.toISOString(), '2026-11-28T05:01:00.000Z')
  })
}

test('a server that is away is tried seven times, then no more', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await owe(db, PEOPLE)
  const tries: string[] = []
  const send: Send = ({ to }) => {
    tries.push(to)
    return Promise.resolve({ result: 'refused', receipt: 'ECONNECTION' })
  }
  for (let day = 1; day < 12; day += 1) {
    const counted = tries.length
    await node(db, send, `2026-12-${String(day).padStart(2, '0')}T05:00:00Z`).ring()
    await until(async () => (await rowsOf(db))[0]?.attempts === tries.length)
    await until(async () => (await db.owner.query({ text: 'SELECT 1 FROM surat_keluar WHERE lease_until IS NULL', values: [] })).length === 1)
    t.true(tries.length <= counted + 1)
  }
  t.is(tries.length, 7)
  const [row] = await rowsOf(db)
  t.like(row, { kepada: null, receipt: 'ECONNECTION' })
  t.truthy(row?.given_up_at)
})

test('nothing goes where the allow-list does not lead', async (t) => {
  const outcome = await createTransport({ smtpUrl: 'smtp://mail.bantenprov.go.id', from: 'x@login.test', cidrs: CIDRS })(
    { id: 'x', to: 'y@bkd.test', subject: 's', text: 't' })
  t.deepEqual(outcome, { result: 'hopeless', receipt: 'destination is outside OUTBOUND_CIDRS' })
})

test('a letter that no view writes is given up and told', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const errors: unknown[] = []
  await owe(db, { ...PEOPLE, template: 'tidak-ada' })
  await node(db, () => Promise.reject(new Error('never sent')), NOON, errors).ring()
  const [row] = await settled(db)
  t.is(row?.receipt, 'tidak dapat ditulis')
  t.is(errors.length, 1)
})

test('a password is never sent over an open line', async (t) => {
  const server = await openMailServer(t)
  const url = server.url.replace('smtp://', 'smtp://nama:rahasia@')
  const outcome = await toServer(url)({ id: 'x', to: 'y@bkd.test', subject: 's', text: 't' })
  t.is(outcome.result, 'refused')
  t.is(server.received.length, 0)
})

test('what a person is called cannot write a header', async (t) => {
  const server = await openMailServer(t)
  const outcome = await toServer(server.url)(
    { id: 'x', to: 'y@bkd.test', subject: 'Halo\r\nBcc: z@jahat.test', text: 'a\n.\nb' })
  t.is(outcome.result, 'sent')
  t.deepEqual(server.received[0]?.to, ['y@bkd.test'])
  t.notRegex(server.received[0]?.raw ?? '', /^Bcc:/m)
})

test('one line is the subject, whatever the view writes', (t) => {
  const letter = letters('email', 'kontak-berubah', {
    id: 'abc', nama: 'Siti', kolom: 'alamat surel', baru: 'b***@bkd.test',
  }, 'id') ?? { subject: '', text: '' }
  t.is(letter.subject, 'Konfirmasi perubahan alamat surel Anda')
  const [, segment = ''] = /^https:\/\/login\.test\/kontak\/(\S+)$/m.exec(letter.text) ?? []
  t.is(links.read('kontak', segment), 'abc')
  t.is(links.read('lain', segment), undefined)
  t.regex(letter.text, /^Yth\. Siti/)
})
