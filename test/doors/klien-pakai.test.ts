import test from 'ava'
import { chartOfUse, unusedScopes } from '../../src/doors/pengembang/klien/pakai.rules.ts'
import { openDesk } from '../helpers/desk.ts'
import { openHouse } from '../helpers/house.ts'
import { mappingClient, usedClient } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'

// How a client is used, drawn from the ledger of what was released to it.

test('a column for every day, the highest day as high as the chart, and one sentence', (t) => {
  const { kolom, ringkasan } = chartOfUse([{ hari: '2026-11-26', orang: 10 }, { hari: '2026-11-28', orang: 1_000 }], '2026-11-28', 30)
  t.is(kolom.length, 30)
  t.deepEqual([kolom[0]?.hari, kolom.at(-1)?.hari], ['30 Oktober 2026', '28 November 2026'])
  t.deepEqual(kolom.slice(-3).map(({ orang, tinggi, y }) => [orang, tinggi, y]), [['10', 0.96, 99.04], ['0', 0, 100], ['1.000', 96, 4]])
  t.is(ringkasan, 'Ada yang masuk pada 2 dari 30 hari, rata-rata 505 orang pada hari itu; paling banyak 1.000 orang pada 28 November 2026.')
  t.is(chartOfUse([], '2026-11-28', 30).ringkasan, 'Tidak ada orang yang masuk dalam 30 hari terakhir.')
})

for (const [scope, released, unused] of [
  ['openid profile pegawai', ['name', 'sub'], ['pegawai']],
  ['openid profile pegawai', ['nip', 'sub', 'name'], []],
  ['openid opd jabatan', ['data_per', 'opd', 'unit_kerja'], ['jabatan']],
  ['openid offline_access', ['sub'], []],
  ['openid email phone', [], ['email', 'phone']],
] as const) {
  test(`of ${scope}, with ${released.join(' ') || 'nothing'} released, unused: ${unused.join(' ') || 'none'}`, (t) => {
    t.deepEqual(unusedScopes(scope, released), [...unused])
  })
}

test('the page counts people, not releases, leaves out whom a mapping told of, and lists how sign-outs were told', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const client = await mappingClient(house.db)
  await usedClient(house, client)
  await house.db.owner.query({
    text: `INSERT INTO pelepasan_klaim (pegawai_id, client_id, hari, klaim, pertama_at)
           SELECT id, $1, $2, '{nip,sub}', now() FROM pegawai LIMIT 500`,
    values: [client, house.clock.today()],
  })
  const { jar } = await openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, 'admin-opd') })
  const page = await (await jar.follow(`${house.issuer}/pengembang/klien/${client}/pakai`)).text()
  t.true(page.includes('Ada yang masuk pada 2 dari 30 hari, rata-rata 2 orang pada hari itu; paling banyak 3 orang'))
  t.deepEqual([...page.matchAll(/<li>[^<]*\(<code>([a-z]+)<\/code>\)/g)].map(([, scope]) => scope), ['pegawai', 'jabatan', 'peran'])
  t.true(page.includes('menjawab 500'))
  t.regex(page, /<svg[^>]*role="img"[^>]*aria-label="Orang yang masuk per hari\./)
  t.is([...page.matchAll(/<rect /g)].length, 30)
  t.is((await jar.follow(`${house.issuer}/pengembang/klien/skp.bantenprov.go.id/pakai`)).status, 404)
})
