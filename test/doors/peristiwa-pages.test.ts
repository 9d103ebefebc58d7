import test from 'ava'
import { deliver, event } from '../peristiwa/events.ts'
import { openDesk } from '../helpers/desk.ts'
import { openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { contradiction, personOf, waitingEvent } from '../helpers/peristiwa-stage.ts'

// Pushed events over HTTP: what waits is seen with its reason, nobody's number stands there whole, and an answer is taken once.

const HTML = { headers: { accept: 'text/html' } }
const PATH = '/bkd/peristiwa'

test('what waits is listed with its reason and on the overview, page by page; numbers are masked', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { jar, html } = await openDesk(house)
  const read = async (path: string) => (await jar.fetch(house.issuer + path, HTML)).text()
  t.notRegex(html, /peristiwa kiriman menunggu/)
  t.regex(await read(PATH), /Tidak ada peristiwa yang menunggu/)
  const { nip } = await demoPerson(house.db.app, 'Plt')
  const tangled = await contradiction(house)
  await deliver(house.db.app, house.clock, Array.from({ length: 30 }, (_, index) => event('mutasi', 700 + index, { unit: 'U-lain' })))
  t.regex(await read('/bkd'), /<strong>31<\/strong>\s*<span>peristiwa kiriman menunggu/)

  const rowsOf = (page: string): string[] => [...page.matchAll(/href="\/bkd\/peristiwa\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
  const first = await read(PATH)
  const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await read(PATH + next)
  t.deepEqual([rowsOf(first).length, rowsOf(second).length], [25, 6])
  t.is(new Set([...rowsOf(first), ...rowsOf(second)]).size, 31)
  t.deepEqual(rowsOf(await read(`${PATH}?keadaan=bertentangan`)), [tangled])
  t.deepEqual(rowsOf(await read(`${PATH}?jenis=golongan`)), [tangled])
  t.deepEqual(rowsOf(await read(`${PATH}?keadaan=ditahan`)), [])

  const one = await read(`${PATH}/${tangled}`)
  t.regex(one, /NIP dan tanggal lahirnya milik orang lain/)
  t.regex(one, /Siapa yang mungkin dimaksud/)
  for (const page of [first, second, one]) t.false(page.includes(nip))
  t.regex(await read(`${PATH}/${rowsOf(first)[0] ?? ''}`), /\/bkd\/pemetaan\/unit\?sumber=simpeg&amp;id=U-lain/)
  t.regex(await read('/bkd/pemetaan'), /U-lain/)
})

test('an answer needs a reason and a person, is taken once, and the next one is told so', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { jar, csrf } = await openDesk(house)
  const send = async (path: string, fields: Record<string, string>) => {
    const answer = await post(jar, `${house.issuer}${PATH}/${path}`, { csrf, ...fields })
    return [answer.status, answer.headers.get('location') ?? await answer.text()] as const
  }
  const [tangled, waiting, plt] = [await contradiction(house), await waitingEvent(house), await personOf(house, 'Plt')]
  t.regex((await send(`${tangled}/terapkan`, { orang: plt }))[1], /Tulis alasannya/)
  for (const orang of ['', 'x', await personOf(house, 'PNS di sekolah')]) {
    const [status, page] = await send(`${tangled}/terapkan`, { orang, alasan: 'Contoh' })
    t.is(status, 400)
    t.regex(page, /Pilih orang yang boleh/)
  }
  t.deepEqual(await send(`${tangled}/terapkan`, { orang: plt, alasan: 'Contoh' }), [303, `${PATH}/${tangled}?pesan=terapkan`])
  t.deepEqual(await house.db.owner.query({ text: 'SELECT golongan FROM pegawai WHERE id = $1', values: [plt] }), [{ golongan: 'IV/b' }])
  t.regex((await send(`${tangled}/abaikan`, { alasan: 'Contoh' }))[1], /sudah diputus/)
  t.regex((await send(`${waiting}/terapkan`, { orang: plt, alasan: 'Contoh' }))[1], /sudah diputus/)
  t.deepEqual(await send(`${waiting}/abaikan`, { alasan: '<b>Contoh</b>' }), [303, `${PATH}/${waiting}?pesan=abaikan`])
  const page = await (await jar.fetch(`${house.issuer}${PATH}/${waiting}`, HTML)).text()
  t.regex(page, /Diabaikan oleh [^<]+: &lt;b&gt;Contoh/)
  t.notRegex(page, /\/terapkan"|\/abaikan"|Mengapa belum berlaku/)
})
