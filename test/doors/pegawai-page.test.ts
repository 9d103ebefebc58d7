import test from 'ava'
import { readSearch, writeSearch } from '../../src/doors/bkd/pencarian.ts'
import { durationInWords, receiptLine, receiptWords } from '../../src/doors/tanda-terima.rules.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { locationOf } from '../helpers/cookie-jar.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { withHistory } from '../helpers/history.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { subOf } from '../sessions/people.ts'

const HTML = { headers: { accept: 'text/html' } }

const search = (house: House, { jar, csrf }: Desk, cari: string): Promise<Response> =>
  post(jar, `${house.issuer}/bkd/pegawai`, { csrf, cari })

test('a search leads to the one whose number it is, and no address says a number or a name', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const { nip } = await demoPerson(house.db.app, 'Plt')
  const sub = await subOf(house.db, nip)
  for (const typed of [nip, `${nip.slice(0, 8)} ${nip.slice(8, 14)} ${nip.slice(14, 15)} ${nip.slice(15)}`]) {
    t.is(locationOf(await search(house, desk, typed)).pathname, `/bkd/pegawai/${sub}`)
  }
  const { nama } = await house.db.app.knex('pegawai').where({ id: sub }).first<{ nama: string }>()
  const answer = await search(house, desk, nama.split(' ')[0] ?? '')
  const { href } = locationOf(answer)
  t.false(decodeURIComponent(href).includes(nama.split(' ')[0] ?? '?'))
  const page = await (await desk.jar.fetch(href, HTML)).text()
  t.true(page.includes(`/bkd/pegawai/${sub}`) || page.includes('Masih ada yang lain'))
  t.false(page.includes(nip), 'masked in lists')
  // Of another session the same address says nothing.
  const other = await openDesk(house)
  t.notRegex(await (await other.jar.fetch(href, HTML)).text(), /ditemukan/)
})

test('a number of before finds its person, an unknown one nobody, and % is only a character', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const sub = await subOf(house.db, (await demoPerson(house.db.app, 'Plt')).nip)
  await house.db.owner.knex('pegawai_nip').insert({
    nip: '198001012005011999', pegawai_id: sub, valid_from: '2005-01-01', valid_to: '2010-01-01',
  })
  t.is(locationOf(await search(house, desk, '198001012005011999')).pathname, `/bkd/pegawai/${sub}`)
  for (const typed of ['198001012005011998', '%%%', '___', String.raw`\\\\`]) {
    const page = await desk.jar.fetch(locationOf(await search(house, desk, typed)), HTML)
    t.regex(await page.text(), /Tidak ada yang cocok/, typed)
  }
  for (const typed of ['', 'ab', 'x'.repeat(101)]) {
    const page = await search(house, desk, typed)
    t.is(page.status, 400)
    t.regex(await page.text(), /aria-invalid="true"/)
  }
})

test('the page tells everything with its source, numbers masked, and each look is on record', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const { nip } = await demoPerson(house.db.app, 'Plt')
  const sub = await subOf(house.db, nip)
  await withHistory(house, sub)
  const look = async () => (await desk.jar.fetch(`${house.issuer}/bkd/pegawai/${sub}`, HTML)).text()
  const page = await look()
  for (const words of [
    'Plt. ', 'Paket ekspor SIASN', 'tidak ada dalam data penuh yang terakhir', 'Masa Persiapan Pensiun', 'ditarik kembali',
    'III/c', 'III/d', 'Akun dibekukan, semua sesi diakhiri', 'ponsel hilang', ' 0,8 detik', 'menyerah setelah 12 jam',
    'menjawab 503', 'terputus: proses yang mengirim berhenti', '····1002',
  ]) t.true(page.includes(words), words)
  t.false(page.includes(nip))
  t.false(page.includes('198001012005011002'))
  await look()
  const looker = await subOf(house.db, desk.person.nip)
  const events = await house.db.app.knex('audit_event').where({ kind: 'pegawai.dilihat' }).select('actor', 'subject')
  t.deepEqual(events, [1, 2].map(() => ({ actor: `pegawai:${looker}`, subject: sub })))

  await house.db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  t.is((await desk.jar.fetch(`${house.issuer}/bkd/pegawai/${sub}`, HTML)).status, 500, 'no record, no look')
})

test('an assignment that two sources tell stands once, with both of them and where their ends differ', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const sub = await subOf(house.db, (await demoPerson(house.db.app, 'Plt')).nip)
  const page = async () => (await desk.jar.fetch(`${house.issuer}/bkd/pegawai/${sub}`, HTML)).text()
  const count = (text: string): number => text.split('Plt. ').length - 1
  const before = count(await page())
  await house.db.owner.knex.raw(`
    INSERT INTO penugasan (pegawai_id, sumber, jenis, jabatan, unit_id, valid_from, valid_to, sk)
    SELECT pegawai_id, 'simpeg-api', jenis, upper(jabatan), unit_id, valid_from, NULL, NULL FROM penugasan
    WHERE pegawai_id = ? AND jenis = 'PLT'`, [sub])
  const after = await page()
  t.is(count(after), before)
  t.true(after.includes('Paket ekspor SIASN, API SIMPEG'))
  t.true(after.includes('API SIMPEG: tanpa akhir'))
})

test('one person costs as many statements as his page has parts, however long his history', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const sub = await subOf(house.db, (await demoPerson(house.db.app, 'Plt')).nip)
  const cost = async (): Promise<number> => {
    const before = house.db.app.statements
    t.is((await desk.jar.fetch(`${house.issuer}/bkd/pegawai/${sub}`, HTML)).status, 200)
    return house.db.app.statements - before
  }
  await cost()
  const short = await cost()
  await withHistory(house, sub)
  await house.heard()
  await cost()
  t.is(await cost(), short)
})

test('a search opens in its own session alone', (t) => {
  const seal = createSeal([{ id: 'a', key: Buffer.alloc(32, 1) }])
  const sealed = writeSearch(seal, 's1', '198001012005011001')
  t.false(sealed.includes('1980'))
  t.is(readSearch(seal, 's1', sealed), '198001012005011001')
  t.is(readSearch(seal, 's2', sealed), undefined)
  for (const wrong of ['', 'v1.a.b', `${sealed}xxxx`, ['a'], undefined]) t.is(readSearch(seal, 's1', wrong), undefined)
})

for (const [ms, words] of [
  [0, '0,0 detik'], [800, '0,8 detik'], [9_900, '9,9 detik'], [45_000, '45 detik'], [600_000, '10 menit'],
  [43_200_000, '12 jam'],
] as const) {
  test(`${ms} ms are ${words}`, (t) => t.is(durationInWords(ms), words))
}

test('receipts in one line, and each of their words in Indonesian', (t) => {
  const receipt = {
    id: '', clientId: '', nama: 'SKP', sebab: 'berhenti', createdAt: new Date(0), nextAt: null, attempts: [],
  } as const
  t.is(receiptLine({ ...receipt, state: 'delivered', afterMs: 800 }), 'SKP 0,8 detik')
  t.is(receiptLine({ ...receipt, nama: 'LPSE', state: 'given-up', afterMs: 43_200_000 }), 'LPSE menyerah setelah 12 jam')
  t.is(receiptLine({ ...receipt, state: 'waiting', afterMs: null }), 'SKP belum tahu, 0 kali dicoba')
  t.is(receiptWords('it answered 503'), 'menjawab 503')
  t.is(receiptWords('nobody listens there'), 'tidak ada yang menjawab di alamatnya')
  t.is(receiptWords('not sent (EWHATEVER)'), 'tidak terkirim')
})
