import test from 'ava'
import { DEMO_LETTERS, DEMO_OUTSIDERS } from '../../src/seed/by-hand.rules.ts'
import { seedByHand } from '../../src/seed/by-hand.ts'
import { DEMO_PASSWORD } from '../../src/seed/demo.ts'
import { isNomor } from '../../src/domain/pegawai/nomor.rules.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { cheapHasher } from '../accounts/support.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { testDatabase } from '../helpers/database.ts'
import { openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'

test('a demo holds some of each, all of them invented, and a second seed adds nothing', async (t) => {
  const { app } = await testDatabase(t, 'penuh')
  const count = async (text: string): Promise<number> =>
    (await app.query<{ n: number }>({ text: `SELECT count(*)::int AS n FROM ${text}`, values: [] }))[0]?.n ?? 0
  const counts = async () => [
    await count('tanpa_nip_usulan'), await count('penugasan_usulan'), await count('surat_keluar'),
    await count(`pegawai WHERE kategori <> 'asn' AND NOT synthetic`), await count(`penugasan WHERE sumber = 'manual'`),
  ]
  const expected = [DEMO_OUTSIDERS.length, DEMO_LETTERS.length, 0, 0, 1]
  t.deepEqual(await counts(), expected)
  await seedByHand({ database: app, clock: systemClock(), hasher: cheapHasher().hasher }, DEMO_PASSWORD)
  t.deepEqual(await counts(), expected)
})

test('their numbers are good ones, each another', (t) => {
  const numbers = DEMO_OUTSIDERS.map(({ nomor }) => nomor)
  t.true(numbers.every(isNomor))
  t.is(new Set(numbers).size, numbers.length)
})

test('one of them signs in with his number and the demo\'s password', async (t) => {
  const { issuer } = await openHouse(t, { template: 'penuh' })
  const nip = DEMO_OUTSIDERS.find(({ activated }) => activated)?.nomor ?? ''
  t.is((await typePassword(cookieJar(), issuer, { nip, password: DEMO_PASSWORD })).status, 303)
})
