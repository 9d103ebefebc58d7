import test from 'ava'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { opdClient } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'

// What an OPD changes of its client by itself, and that nothing else comes with it.

const file = fileScope(test)
let house: House
let own = ''
let desk: Desk
let root = ''

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  own = await opdClient(house.db)
  root = `${house.issuer}/pengembang/klien/${own}`
  desk = await openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, 'pengembang') })
})

const stored = async () => {
  const [row] = await house.db.owner.query<{ nama: string; keterangan: string | null; metadata: Record<string, unknown>; state: string }>({
    text: 'SELECT a.nama, a.keterangan, c.metadata, c.state FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id WHERE client_id = $1', values: [own],
  })
  if (!row) throw new Error('no client')
  return row
}
const told = async () => (await house.db.owner.query<{ data: { bidang: string[] } }>({
  text: `SELECT data FROM audit_event WHERE kind = 'klien.keterangan-diubah' ORDER BY at`, values: [],
})).map(({ data }) => data.bidang)

const fill = (fields: Record<string, string>) => post(desk.jar, `${root}/ubah`, { csrf: desk.csrf, ...fields })

test.serial('name, description, contacts and home page change at once, and nothing that decides does', async (t) => {
  const before = await stored()
  const answer = await fill({
    nama: 'Sarana SMK', keterangan: 'Baris satu\nbaris dua', kontak: 'a@banten.test\nb@banten.test', beranda: `https://${own}/depan`,
    redirect_uris: 'https://jahat.example/', state: 'tutup', scope: 'openid pegawai',
  })
  t.is(answer.status, 303)
  const after = await stored()
  t.like(after, { nama: 'Sarana SMK', keterangan: 'Baris satu\nbaris dua', state: before.state })
  t.deepEqual(after.metadata, {
    ...before.metadata, client_name: 'Sarana SMK', contacts: ['a@banten.test', 'b@banten.test'], client_uri: `https://${own}/depan`,
  })
  t.deepEqual(await told(), [['nama', 'keterangan', 'kontak', 'beranda']])
})

test.serial('the same again changes and tells nothing; what is emptied is gone', async (t) => {
  const same = { nama: 'Sarana SMK', keterangan: 'Baris satu\nbaris dua', kontak: 'a@banten.test b@banten.test', beranda: `https://${own}/depan` }
  await fill(same)
  t.is((await told()).length, 1)
  await fill({ nama: 'Sarana SMK' })
  const { metadata, keterangan } = await stored()
  t.is(keterangan, null)
  t.false('contacts' in metadata || 'client_uri' in metadata)
  t.deepEqual((await told())[1], ['keterangan', 'kontak', 'beranda'])
})

for (const [field, value] of [
  ['nama', ''], ['nama', 'x'.repeat(101)], ['nama', 'satu\ndua'], ['keterangan', 'x'.repeat(1001)], ['kontak', 'bukan surel'],
  ['beranda', 'https://lain.example/'], ['beranda', 'javascript:alert(1)'], ['beranda', 'http://127.0.0.1/'],
] as const) {
  test.serial(`${field}: ${value.slice(0, 30)} is refused, and what was typed stays`, async (t) => {
    const before = await stored()
    const answer = await fill({ nama: 'Nama baru', keterangan: 'Ketikan saya', [field]: value })
    t.is(answer.status, 400)
    const html = await answer.text()
    t.true(html.includes(`href="#${field}"`))
    if (field !== 'keterangan') t.true(html.includes('Ketikan saya'))
    t.deepEqual(await stored(), before)
  })
}

test.serial('a successor is named on the page; a stranger is refused in the words for nobody', async (t) => {
  const name = (nip: string) => post(desk.jar, `${root}/penerus`, { csrf: desk.csrf, nip })
  const [stranger, nobody] = [await name((await demoPerson(house.db.app, 'Pegawai Biro Hukum')).nip), await name('199901012020011001')]
  t.deepEqual([stranger.status, nobody.status], [400, 400])
  const words = (html: string) => /id="nip-galat">(.*?)<\/p>/.exec(html)?.[1]
  t.is(words(await stranger.text()), words(await nobody.text()))
  t.is((await name((await demoPerson(house.db.app, 'PNS di sekolah')).nip)).status, 303)
  t.false((await (await desk.jar.follow(root)).text()).includes('Tidak ada penanggung jawab'))
})
