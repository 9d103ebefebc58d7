import test from 'ava'
import { messagePerson } from '../../src/domain/accounts/pesan/index.ts'
import type { AppDependencies } from '../../src/app.ts'
import { PLAIN_TEMPLATE } from '../../src/kernel/notifications/gateway.rules.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { openHouse } from '../helpers/house.ts'
import { addPerson } from '../pesan/support.ts'

const other = createSeal([{ id: 'lain', key: Buffer.alloc(32, 7) }])

/** A house in which somebody was just told a code. */
async function told(t: Parameters<typeof openHouse>[0], overrides: Partial<AppDependencies>): Promise<{ status: number; text: string }> {
  const house = await openHouse(t, { template: 'kosong', overrides })
  const pegawaiId = await addPerson(house.db, { no_hp: '+628000001234', email: 'siti@bkd.test' })
  const message = { pegawaiId, template: 'kode', data: { menit: 10, untuk: 'aktivasi' }, at: house.clock.now() }
  await house.db.app.knex.transaction(async (trx) => {
    await messagePerson(trx, { ...message, sebagai: 'kode', rahasia: { isi: { kode: '483920' }, seal: house.seal } })
    await messagePerson(trx, { ...message, rahasia: { isi: { kode: '112233' }, seal: other } })
  })
  const answer = await fetch(`${house.issuer}/pesan`)
  return { status: answer.status, text: await answer.text() }
}

test('a demo that sends nothing shows what it would have sent, codes included', async (t) => {
  const { status, text } = await told(t, { demo: true })
  t.is(status, 200)
  t.regex(text, /SMS kepada \+628000001234/)
  t.regex(text, /483920/)
  t.false(text.includes('112233'), 'what is sealed by other keys stays closed, and hides nothing else')
})

const ELSEWHERE: [name: string, overrides: Partial<AppDependencies>][] = [
  ['an instance with real people', {}], ['production', { demo: true, production: true }],
  ['a demo that sends e-mail', { demo: true, smtpUrl: 'smtp://localhost:9' }],
  ['a demo that sends SMS', { demo: true, gateway: { url: 'http://localhost:9', template: { ...PLAIN_TEMPLATE, method: 'POST', headers: {}, nomor: '0' } } }],
]
for (const [name, overrides] of ELSEWHERE) {
  test(`${name} has no such page`, async (t) => {
    const { status, text } = await told(t, overrides)
    t.is(status, 404)
    t.false(text.includes('483920'))
  })
}
