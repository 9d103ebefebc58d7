import test from 'ava'
import { findRun } from '../../src/domain/kepegawaian/runs/index.ts'
import { locationOf } from '../helpers/cookie-jar.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { smallBundle, waitingRun } from '../helpers/waiting-run.ts'
import { pegawaiCsv, rows } from '../kepegawaian/feeds.ts'

// What BKD decides about runs, over HTTP.

const HTML = { headers: { accept: 'text/html' } }
const read = async ({ jar }: Desk, url: string): Promise<string> => (await jar.fetch(url, HTML)).text()

async function bkdOf(house: House, which: string): Promise<Desk> {
  return openDesk(house, { person: await demoPerson(house.db.app, which) })
}

test('the brake is released by two different people of BKD alone, and the page says who the first was', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const first = await bkdOf(house, 'Pengelola data kepegawaian')
  const second = await bkdOf(house, 'Pengelola data kepegawaian (kedua)')
  t.not(first.person.nip, second.person.nip)
  const id = await waitingRun(house)
  const url = `${house.issuer}/bkd/run/${id}`
  const question = await read(first, `${url}/izin`)
  t.regex(question, /Izinkan 41 orang ditutup atau dibekukan\?/)
  t.regex(question, /Belum ada yang mengizinkan/)
  t.regex(question, /<rect class="bar-fill bar-bad" width="100"/)
  const allow = (desk: Desk) => post(desk.jar, `${url}/izin`, { csrf: desk.csrf })
  t.is(locationOf(await allow(first)).searchParams.get('pesan'), 'izin-pertama')
  t.is(locationOf(await allow(first)).searchParams.get('pesan'), 'tidak-lagi', 'the same person is no second one')
  t.regex(await read(first, `${url}/izin`), /Anda sudah mengizinkan/)
  t.regex(await read(second, `${url}/izin`), /Izin pertama: [^<]+, \d+ \w+ \d{4} pukul/)
  t.is(locationOf(await allow(second)).searchParams.get('pesan'), 'izin-kedua')
  t.is((await findRun(house.db.app, id))?.question?.allowedBy.length, 2)
  t.regex(await read(second, `${url}/izin`), /sudah dijawab atau ditarik/)
})

test('a run that waits is cancelled once, and says so', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await bkdOf(house, 'Pengelola data kepegawaian')
  const id = await waitingRun(house)
  const cancel = (alasan = 'sumbernya keliru') => post(desk.jar, `${house.issuer}/bkd/run/${id}/batal`, { csrf: desk.csrf, alasan })
  const silent = await cancel(' ')
  t.is(silent.status, 400)
  t.regex(await silent.text(), /id="alasan-galat"/)
  t.is((await findRun(house.db.app, id))?.outcome, 'menunggu', 'without a reason it goes on waiting')
  t.is(locationOf(await cancel()).searchParams.get('pesan'), 'dibatalkan')
  t.is(locationOf(await cancel()).searchParams.get('pesan'), 'tidak-lagi')
  t.is((await findRun(house.db.app, id))?.outcome, 'dibatalkan')
  t.regex(await read(desk, `${house.issuer}/bkd/run/${id}`), /sumbernya keliru/)
})

test('the quarantine is told in words, and as a CSV file', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await bkdOf(house, 'Pengelola data kepegawaian')
  const url = `${house.issuer}/bkd/run/${await waitingRun(house)}/karantina`
  t.regex(await read(desk, url), /NIP tidak berisi 18 angka/)
  const file = await desk.jar.fetch(`${url}?unduh=csv`, HTML)
  t.is(file.headers.get('content-type'), 'text/csv; charset=utf-8')
  t.regex(file.headers.get('content-disposition') ?? '', /^attachment; filename="karantina-[0-9a-f-]+\.csv"$/)
  t.is((await file.text()).trimEnd().split('\r\n').length, 3)
})

async function upload(house: House, desk: Desk, files: Record<string, string>): Promise<Response> {
  const body = new FormData()
  body.set('csrf', desk.csrf)
  for (const [name, content] of Object.entries(files)) body.set(name, new Blob([content]), 'apa saja.csv')
  return desk.jar.fetch(`${house.issuer}/bkd/unggah`, {
    method: 'POST', body, headers: { 'accept': 'text/html', 'sec-fetch-site': 'same-origin' },
  })
}

test('a bundle is taken, tried and kept sealed; one that cannot be trusted is answered beside its field', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await bkdOf(house, 'Pengelola data kepegawaian')
  const taken = await upload(house, desk, { pegawai: smallBundle() })
  t.is(taken.status, 303)
  const id = locationOf(taken).pathname.split('/').at(-1) ?? ''
  const run = await findRun(house.db.app, id)
  t.like(run, { trigger: 'unggah', requested: 'uji', mode: 'sebagian', hasBundle: true })
  const page = await desk.jar.fetch(`${house.issuer}/bkd/run/${id}`, HTML)
  t.is(page.headers.get('refresh'), '3')
  t.regex(await page.text(), /Paket menunggu giliran diuji/)
  t.is((await desk.jar.fetch(`${house.issuer}/bkd/run/${id}?segarkan=tidak`, HTML)).headers.get('refresh'), null)
  const { rows: [{ kept } = { kept: '' }] } = await house.db.owner.knex.raw<{ rows: { kept: string }[] }>(
    'SELECT isi_sealed AS kept FROM kepegawaian_unggahan WHERE run_id = ?', [id])
  t.true(kept.length > 100 && !kept.includes('Contoh'))

  const BAD: [name: string, files: Record<string, string>, words: RegExp][] = [
    ['nothing', {}, /Pilih berkas pegawai\.csv/],
    ['an empty file', { pegawai: '' }, /id="pegawai-galat"/],
    ['a column less', { pegawai: pegawaiCsv(rows(1, 3), { without: ['nip_baru'] }) }, /id="pegawai-galat"/],
    ['a spreadsheet', { pegawai: 'PK\u0003\u0004\0\0' }, /id="pegawai-galat"/],
  ]
  for (const [name, files, words] of BAD) {
    const refused = await upload(house, desk, files)
    t.is(refused.status, 400, name)
    const text = await refused.text()
    t.regex(text, words, name)
    t.regex(text, /<title>Galat: /, name)
  }
})
