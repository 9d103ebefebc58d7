import { randomBytes } from 'node:crypto'
import test from 'ava'
import { createOutbound } from '../../src/kernel/http/outbound.ts'
import {
  createGateway, createLetters, createTransport, deliverMail, enqueueMessage, type Letters, readGateway, type Saluran, type Send,
} from '../../src/kernel/notifications/index.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { createSignedLinks } from '../../src/kernel/lib/signed-link.ts'
import { clockAt } from '../audit/support.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { openMailServer } from '../helpers/mail-server.ts'
import type { Scope } from '../helpers/scope.ts'
import { openGateway } from '../helpers/sms-gateway.ts'
import { until } from '../jobs/support.ts'
import { createRinger } from '../logout/ringer.ts'
import { addPerson } from '../pesan/support.ts'

// One message, two ways: a real mail server and somebody's gateway, over HTTP and SMTP.

const NOON = '2026-11-28T05:00:00Z'
const CIDRS = ['127.0.0.0/8']
const EMAIL = { saluran: 'email', kepada: 'siti@bkd.test' } as const
const SMS = { saluran: 'sms', kepada: '+6281234567890' } as const
const seal = createSeal([{ id: 'uji', key: randomBytes(32) }])
const letters = createLetters('https://login.test', createSignedLinks(['kunci']))

type Ways = Partial<Record<Saluran, Send>>

const mailWay = (url: string): Send => createTransport({ smtpUrl: url, from: 'satu-login@login.test', cidrs: CIDRS })
const smsWay = async (url: string): Promise<Send> =>
  createGateway(await readGateway({ url, templateFile: undefined, secrets: {} }), createOutbound({ cidrs: CIDRS }))

async function look(db: TestDatabase, ways: Ways, { at = NOON, errors = [], write = letters }: { at?: string; errors?: unknown[]; write?: Letters } = {}): Promise<void> {
  const ringer = createRinger()
  deliverMail(ringer, { database: db.app, clock: clockAt(at), seal, letters: write, ways, onError: (error) => { errors.push(error) } })
  await ringer.ring()
}

interface Row {
  saluran: string; kepada: string | null; lain: unknown; attempts: number; receipt: string | null; rahasia_sealed: string | null
  sent_at: Date | null; given_up_at: Date | null; next_at: Date; lease_until: Date | null
}
async function rowOf({ owner }: TestDatabase): Promise<Row> {
  const [row] = await owner.query<Row>({ text: 'SELECT * FROM surat_keluar', values: [] })
  if (!row) throw new Error('nothing is owed')
  return row
}
const tried = (db: TestDatabase, attempts: number): Promise<void> => until(async () => {
  const row = await rowOf(db)
  return row.attempts === attempts && row.lease_until === null
})

interface Owed { to?: Parameters<typeof enqueueMessage>[1]['to']; berlakuSampai?: Date; template?: string; bahasa?: 'id' | 'en' }
async function owing(scope: Scope, { to = [SMS, EMAIL], berlakuSampai, template = 'kode', bahasa = 'id' }: Owed = {}): Promise<TestDatabase> {
  const db = await testDatabase(scope, 'kosong')
  const pegawaiId = await addPerson(db)
  await db.app.knex.transaction((trx) => enqueueMessage(trx, {
    pegawaiId, to, template, data: { untuk: 'aktivasi', menit: 10 }, rahasia: { isi: { kode: '483920' }, seal }, bahasa, berlakuSampai,
  }))
  return db
}

test('a code goes by SMS, and what was sealed is gone afterwards', async (t) => {
  const db = await owing(t)
  const [gateway, mail] = [await openGateway(t), await openMailServer(t)]
  await look(db, { email: mailWay(mail.url), sms: await smsWay(gateway.url) })
  await tried(db, 1)
  t.like(await rowOf(db), { saluran: 'sms', kepada: null, lain: [], rahasia_sealed: null, receipt: 'diterima', given_up_at: null })
  t.is(mail.received.length, 0)
  const { nomor, pesan } = JSON.parse(gateway.calls[0]?.body ?? '{}') as Record<string, string>
  t.is(nomor, '+6281234567890')
  t.regex(pesan ?? '', /\b483920\b/)
})

for (const [name, status] of [['takes it from nobody now', 503], ['never takes it', 422]] as const) {
  test(`when the gateway ${name}, the same code comes by e-mail at once`, async (t) => {
    const db = await owing(t, { bahasa: 'en' })
    const [gateway, mail] = [await openGateway(t, { answer: () => ({ status }) }), await openMailServer(t)]
    await look(db, { email: mailWay(mail.url), sms: await smsWay(gateway.url) })
    await tried(db, 2)
    t.is(gateway.calls.length, 1)
    t.like(await rowOf(db), { saluran: 'email', receipt: 'diterima', given_up_at: null })
    t.regex(mail.received[0]?.raw ?? '', /\b483920\b/)
    t.regex(mail.received[0]?.raw ?? '', /Content-Type: text\/html/)
    t.regex(mail.received[0]?.raw ?? '', /^Subject: Your code/m)
  })
}

test('when both fail it begins again after a minute, with the first way', async (t) => {
  const db = await owing(t)
  const [gateway, mail] = [
    await openGateway(t, { answer: (n) => ({ status: n === 1 ? 503 : 200 }) }), await openMailServer(t, { refuse: () => 450 }),
  ]
  const ways = { email: mailWay(mail.url), sms: await smsWay(gateway.url) }
  await look(db, ways)
  await tried(db, 2)
  const row = await rowOf(db)
  t.like(row, { saluran: 'sms', kepada: SMS.kepada, lain: [EMAIL], receipt: 'EENVELOPE 450', sent_at: null, given_up_at: null })
  t.is(row.next_at.toISOString(), '2026-11-28T05:01:00.000Z')
  await look(db, ways, { at: '2026-11-28T05:00:30Z' })
  t.is(gateway.calls.length, 1)
  await look(db, ways, { at: '2026-11-28T05:01:00Z' })
  await tried(db, 3)
  t.like(await rowOf(db), { saluran: 'sms', receipt: 'diterima' })
  t.is(gateway.calls.length, 2)
})

test('where there is no gateway, the code goes by e-mail; what can go by SMS alone waits for one', async (t) => {
  const [both, alone] = [await owing(t), await owing(t, { to: [SMS] })]
  const mail = await openMailServer(t)
  await look(both, { email: mailWay(mail.url) })
  await tried(both, 2)
  t.is(mail.received.length, 1)
  await look(alone, { email: mailWay(mail.url) })
  t.like(await rowOf(alone), { attempts: 0, kepada: SMS.kepada })
  const gateway = await openGateway(t)
  await look(alone, { sms: await smsWay(gateway.url) })
  await tried(alone, 1)
  t.is(gateway.calls.length, 1)
})

test('what is of no use any more is not sent, whichever way', async (t) => {
  const db = await owing(t, { to: [SMS], berlakuSampai: new Date(NOON) })
  const mail = await openMailServer(t)
  await look(db, { email: mailWay(mail.url) })
  await tried(db, 1)
  t.like(await rowOf(db), { receipt: 'kedaluwarsa', kepada: null, rahasia_sealed: null, sent_at: null })
  t.truthy((await rowOf(db)).given_up_at)
})

test('a letter without words for an SMS goes by e-mail, and nobody is alarmed', async (t) => {
  const db = await owing(t, { template: 'hanya-surel' })
  const [gateway, mail, errors] = [await openGateway(t), await openMailServer(t), [] as unknown[]]
  const write: Letters = (saluran, template, data, bahasa) =>
    template === 'hanya-surel' && saluran === 'email' ? { subject: 's', text: 't' } : letters(saluran, template, data, bahasa)
  await look(db, { email: mailWay(mail.url), sms: await smsWay(gateway.url) }, { errors, write })
  await tried(db, 2)
  t.is(gateway.calls.length + errors.length, 0)
  t.is(mail.received.length, 1)
})

test('words under another key are not guessed: the message is given up and told', async (t) => {
  const db = await owing(t)
  const [mail, errors] = [await openMailServer(t), [] as unknown[]]
  await db.owner.query({ text: `UPDATE surat_keluar SET rahasia_sealed = 'v1.lain.a.b.c', lain = '[]', saluran = 'email'`, values: [] })
  await look(db, { email: mailWay(mail.url) }, { errors })
  await tried(db, 1)
  t.is((await rowOf(db)).receipt, 'tidak dapat ditulis')
  t.is(errors.length, 1)
  t.is(mail.received.length, 0)
})

test('an SMS that would hold a NIP is not sent: the letter goes, and the mistake is told without it', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db)
  await db.app.knex.transaction((trx) => enqueueMessage(trx, {
    pegawaiId, to: [SMS, EMAIL], template: 'kode', data: { untuk: 'masuk', menit: 10, kode: '199001012015031001' }, bahasa: 'id',
  }))
  const [gateway, mail, errors] = [await openGateway(t), await openMailServer(t), [] as unknown[]]
  await look(db, { email: mailWay(mail.url), sms: await smsWay(gateway.url) }, { errors })
  await tried(db, 2)
  t.is(gateway.calls.length, 0)
  t.is(mail.received.length, 1)
  t.deepEqual(errors.map(String), ['Error: the SMS kode holds a NIP'])
})
