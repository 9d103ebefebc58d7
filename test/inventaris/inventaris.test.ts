import test from 'ava'
import { countConnected } from '../../src/domain/permohonan/inventaris/inventaris.service.ts'
import { keepCount, monthlyCounts } from '../../src/domain/permohonan/inventaris/register.queries.ts'
import { launcherOf } from '../../src/domain/clients/index.ts'
import { openDesk } from '../helpers/desk.ts'
import { testDatabase } from '../helpers/database.ts'
import { openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { addReceiver } from '../logout/support.ts'

interface Listed { readonly hari: string; readonly aplikasi: readonly { readonly nama: string; readonly host: string | null; readonly temuan: string[]; readonly terhubung: boolean }[] }

test('the register tells what Table 1 has, and what is connected', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  await addReceiver(house, 'terhubung', 'http://localhost:9/logout')
  await house.db.owner.query({ text: `UPDATE client SET masuk_terakhir = $1 WHERE client_id = 'terhubung'`, values: [house.clock.today()] })
  const { jar, html } = await openDesk(house, { path: '/inventaris' })
  t.regex(html, /1 dari 100 aplikasi terhubung/)
  const fetchJson = async (query: string): Promise<Listed> => {
    const answer = await jar.fetch(`${house.issuer}/inventaris/json${query}`)
    t.regex(answer.headers.get('content-type') ?? '', /^application\/json/)
    return await answer.json() as Listed
  }
  const all = await fetchJson('')
  t.is(all.hari, house.clock.today())
  t.is(all.aplikasi.length, 101)
  t.deepEqual(all.aplikasi.filter(({ host }) => host === null).map(({ temuan }) => temuan), [['tanpa-klien', 'tanpa-pse']])
  t.deepEqual((await fetchJson('?terhubung=ya')).aplikasi.map(({ nama }) => nama.length > 0), [true])
  t.is((await fetchJson('?temuan=belum-diklaim')).aplikasi.length, 99)
  t.is((await fetchJson('?temuan=entah&opd=%27&keadaan=x')).aplikasi.length, 101, 'what is no filter filters for nothing')
  const csv = await jar.fetch(`${house.issuer}/inventaris/csv?terhubung=ya`)
  t.is((await csv.text()).trimEnd().split('\r\n').length, 2)
  t.regex(csv.headers.get('content-disposition') ?? '', /attachment/)
})

test('a long list is read on, and a page that nobody gave is refused', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { jar, html } = await openDesk(house, { path: '/inventaris' })
  const rowsOf = (text: string): string[] => [...text.matchAll(/data-label="Aplikasi">([^<]+)/g)].map(([, name = '']) => name)
  let [page, seen] = [html, rowsOf(html)]
  for (let next = /rel="next" href="([^"]+)"/.exec(page)?.[1]; next !== undefined; next = /rel="next" href="([^"]+)"/.exec(page)?.[1]) {
    page = await (await jar.fetch(`${house.issuer}/inventaris${next.replaceAll('&amp;', '&')}`)).text()
    seen = [...seen, ...rowsOf(page)]
  }
  t.is(seen.length, 100)
  t.is((await jar.fetch(`${house.issuer}/inventaris?lama=WyJ4Il0`)).status, 400)
})

test('it is not shown to an OPD developer', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { jar } = await openDesk(house, { path: '/inventaris', person: await demoPerson(house.db.app, 'Pengembang aplikasi OPD') })
  for (const path of ['', '/csv', '/json', '/ringkasan']) {
    t.is((await jar.fetch(`${house.issuer}/inventaris${path}`)).status, 403, path)
  }
})

test('the indicator keeps the last count of a day, and shows the last day of a month', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const clock = { now: () => new Date('2026-11-28T10:00:00Z'), today: () => '2026-11-28' }
  await Promise.all(Array.from({ length: 5 }, () => countConnected(db.app, clock)))
  const { terdaftar, terhubung } = await launcherOf(db.app, clock)
  t.deepEqual(await monthlyCounts(db.app, 12), [{ hari: '2026-11-28', terdaftar, terhubung }])
  for (const [hari, count] of [['2026-10-30', 3], ['2026-10-31', 4], ['2026-09-01', 2], ['2026-10-31', 5]] as const) {
    await db.app.query(keepCount({ hari, terdaftar: 99, terhubung: count }))
  }
  t.deepEqual((await monthlyCounts(db.app, 2)).map(({ hari, terhubung: count }) => [hari, count]), [['2026-10-31', 5], ['2026-11-28', terhubung]])
})
