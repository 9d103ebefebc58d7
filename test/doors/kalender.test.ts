import test from 'ava'
import type { CookieJar } from '../helpers/cookie-jar.ts'
import { crowdedDay } from '../helpers/crowded-day.ts'
import { openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { hiddenFields, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'

/** The calendar of coming ends, as two people of BKD use it. */

const PEOPLE = 120

async function desksOf(house: House): Promise<[CookieJar, CookieJar]> {
  const [one, other] = await Promise.all(['Pengelola data kepegawaian', 'Pengelola data kepegawaian (kedua)'].map(
    async (who) => (await openDesk(house, { person: await demoPerson(house.db.app, who) })).jar))
  if (!one || !other) throw new Error('two desks')
  return [one, other]
}

const open = async (jar: CookieJar, url: string): Promise<string> => (await jar.follow(url)).text()

async function confirm(jar: CookieJar, url: string, html?: string): Promise<string> {
  const page = html ?? await open(jar, url)
  const form = page.slice(page.indexOf('<form method="post" action="/bkd/kalender'))
  const answer = await post(jar, url, hiddenFields(form.slice(0, form.indexOf('</form>'))))
  return answer.status === 303 ? open(jar, new URL(answer.headers.get('location') ?? '', url).href) : String(answer.status)
}

test('BKD sees a day of too many, and two people confirm it, each once', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const hari = await crowdedDay(house, PEOPLE)
  const [one, other] = await desksOf(house)
  const month = await open(one, `${house.issuer}/bkd/kalender`)
  t.regex(month, /<h1>1 hari menunggu persetujuan<\/h1>/)
  t.regex(month, new RegExp(`href="/bkd/kalender/${hari}"`))
  t.regex(month, /Ditahan/)
  const url = `${house.issuer}/bkd/kalender/${hari}`
  const day = await open(one, url)
  t.regex(day, new RegExp(`<h1>${PEOPLE} orang menunggu berakhir pada `))
  t.regex(day, /Besok, mulai pukul 00\.00 WIB/)
  t.regex(day, /Setujui: 120 orang ini berakhir/)
  t.regex(day, /rel="next"/, 'fifty on a page')
  for (const page of [month, day]) {
    t.regex(page, /····\d{4}/)
    t.notRegex(page, /\d{8} ?\d{6} ?[12] ?\d{3}/, 'no number in full')
  }

  t.regex(await confirm(one, url, day), /Persetujuan pertama dicatat/)
  const half = await open(one, url)
  t.regex(half, /Anda sudah menyetujui daftar ini/)
  t.notRegex(half, /Setujui: 120/)
  t.regex(await confirm(one, url, day), /Yang kedua harus orang lain/)
  t.regex(await open(other, url), /Satu dari dua/)
  t.regex(await confirm(other, url), /Disetujui oleh dua orang/)
  t.regex(await open(other, url), /class="badge badge-ok">Disetujui/)
  t.regex(await open(one, `${house.issuer}/bkd/kalender`), /orang berakhir dalam 30 hari<\/h1>/)
  const held = await house.db.app.query({ text: 'SELECT FROM pegawai_tahan WHERE lepas_at IS NULL', values: [] })
  t.is(held.length, 0)
})

test('a list that changed meanwhile is shown anew, and a form without one confirms nothing', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const hari = await crowdedDay(house, PEOPLE)
  const [one] = await desksOf(house)
  const url = `${house.issuer}/bkd/kalender/${hari}`
  const before = await open(one, url)
  await crowdedDay(house, 1)
  t.regex(await confirm(one, url, before), /Daftarnya berubah sejak halaman ini dibuka/)
  const { csrf = '' } = hiddenFields(before)
  t.is((await post(one, url, { csrf })).status, 303)
  t.is((await post(one, url, { digest: 'a'.repeat(64) })).status, 403)
  for (const path of ['2026-02-30', 'besok', '0000-01-01']) {
    t.is((await one.fetch(`${house.issuer}/bkd/kalender/${path}`, { headers: { accept: 'text/html' } })).status, 404, path)
  }
  const [row] = await house.db.app.query<{ pertama: string | null }>({ text: 'SELECT pertama FROM kalender_rem', values: [] })
  t.is(row?.pertama, null)
})

test('the list goes page by page, by OPD, and into a file that no spreadsheet runs', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  await crowdedDay(house, PEOPLE)
  await house.db.owner.query({
    text: `UPDATE pegawai SET nama = '=HYPERLINK("http://evil.example")' WHERE id = (SELECT pegawai_id FROM pegawai_tahan ORDER BY 1 LIMIT 1)`,
    values: [],
  })
  const [jar] = await desksOf(house)
  const namesOf = (html: string): string[] =>
    [...html.matchAll(/data-label="Orang">\s*([^<]*?)\s*<span/g)].map(([, name = '']) => name)
  const first = await open(jar, `${house.issuer}/bkd/kalender`)
  const next = /rel="next" href="([^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await open(jar, new URL(next, `${house.issuer}/bkd/kalender`).href)
  t.is(namesOf(first).length, 50)
  t.true(namesOf(second).length > 0)
  const opd = /href="(\/bkd\/kalender\?opd=[^"]*)"/.exec(first)?.[1] ?? ''
  const filtered = await open(jar, house.issuer + opd)
  t.true(namesOf(filtered).length > 0)
  t.regex(filtered, / selected>/)

  const csv = await (await jar.fetch(`${house.issuer}/bkd/kalender/csv`)).text()
  const lines = csv.trim().split('\r\n')
  const total = Number(/<strong>(\d+)<\/strong>\s*<span>orang berakhir/.exec(first)?.[1])
  t.is(lines.length - 1, total)
  t.regex(csv, /"'=HYPERLINK/)
  t.is((await jar.fetch(`${house.issuer}/bkd/kalender?lama=x`, { headers: { accept: 'text/html' } })).status, 400)
})

test('the pages cost the same whatever the number of ends', async (t) => {
  const work = async (people: number): Promise<number[]> => {
    const house = await openHouse(t, { template: 'penuh' })
    const hari = await crowdedDay(house, people)
    const [jar] = await desksOf(house)
    const costs: number[] = []
    for (const path of ['/bkd/kalender', `/bkd/kalender/${hari}`, '/bkd/kalender/csv']) {
      const before = house.db.app.statements
      t.is((await jar.fetch(house.issuer + path, { headers: { accept: 'text/html' } })).status, 200)
      costs.push(house.db.app.statements - before)
    }
    return costs
  }
  t.deepEqual(await work(400), await work(120))
})
