import test from 'ava'
import { messagePerson } from '../../src/domain/accounts/pesan/index.ts'
import { readGateway } from '../../src/kernel/notifications/index.ts'
import { openMailServer } from '../helpers/mail-server.ts'
import { openNodes } from '../helpers/nodes.ts'
import { openGateway } from '../helpers/sms-gateway.ts'
import { until } from '../jobs/support.ts'
import { addPerson } from '../pesan/support.ts'

// As the service is composed: two nodes with their jobs, a real mail server, somebody's gateway.

test('two nodes bring each message once, by SMS or, where the gateway refuses, by e-mail', async (t) => {
  // Every third is refused, whoever it is for.
  const gateway = await openGateway(t, { answer: (n) => ({ status: n % 3 === 0 ? 503 : 200 }) })
  const mail = await openMailServer(t)
  const { db, seal } = await openNodes(t, 'kosong', { jobs: true, overrides: {
    smtpUrl: mail.url, mailFrom: 'satu-login@login.test',
    gateway: await readGateway({ url: gateway.url, templateFile: undefined, secrets: {} }),
  } })
  const codes = Array.from({ length: 20 }, (_, n) => String(100_000 + n))
  for (const [n, kode] of codes.entries()) {
    const pegawaiId = await addPerson(db, { email: `p${n}@bkd.test`, no_hp: `+6281200000${n + 100}` })
    await db.app.knex.transaction((trx) => messagePerson(trx, {
      pegawaiId, template: 'kode', data: { menit: 10, untuk: 'masuk' }, rahasia: { isi: { kode }, seal }, sebagai: 'kode', at: new Date(),
    }))
  }
  await until(async () => (await db.owner.knex('surat_keluar').whereNull('sent_at')).length === 0)
  const taken = gateway.calls.filter((_, index) => (index + 1) % 3 !== 0).map(({ body }) => body)
  const letters = mail.received.map(({ raw }) => raw)
  t.is(gateway.calls.length, 20)
  t.is(letters.length, Math.floor(20 / 3))
  for (const kode of codes) {
    t.is([...taken, ...letters].filter((text) => text.includes(kode)).length, 1, kode)
  }
  t.is((await db.owner.knex('surat_keluar').whereNotNull('kepada').orWhereNotNull('rahasia_sealed')).length, 0, 'nothing of them stays')
})
