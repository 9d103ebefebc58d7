import test from 'ava'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { mappingClient, opdClient } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'

// The page on which users are matched by NIP: what comes out is a file that a spreadsheet takes for text.

const file = fileScope(test)
let house: House
let own = ''
let desk: Desk

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  own = await mappingClient(house.db)
  desk = await openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, 'pengembang') })
})

function send(fields: { nip?: string; berkas?: string }, client = own, csrf = desk.csrf): Promise<Response> {
  const body = new FormData()
  body.set('csrf', csrf)
  body.set('nip', fields.nip ?? '')
  if (fields.berkas !== undefined) body.set('berkas', new Blob([fields.berkas]), 'nip.csv')
  return desk.jar.fetch(`${house.issuer}/pengembang/klien/${client}/petakan`, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, body })
}

test.serial('pasted and uploaded numbers are answered as one CSV file, and no cell is a formula', async (t) => {
  const { nip } = await demoPerson(house.db.app, 'PNS di sekolah')
  const answer = await send({ nip: `${nip}\n=cmd|calc\n+62\n@SUM(A1)\n-1`, berkas: `NIP;Nama\n${nip};Andi\n＝1+1;Budi` })
  t.is(answer.status, 200)
  t.is(answer.headers.get('content-type'), 'text/csv; charset=utf-8')
  t.is(answer.headers.get('content-disposition'), 'attachment; filename="pemetaan-pengguna.csv"')
  t.is(answer.headers.get('cache-control'), 'no-store')
  t.deepEqual((await answer.text()).split('\r\n'), [
    '"nip";"hasil";"sub"', `"${nip}";"cocok";"${await subOf(house.db, nip)}"`,
    ...["'＝1+1", "'=cmd|calc", "'+62", "'@SUM(A1)", "'-1"].map((cell) => `"${cell}";"tidak-ditemukan";""`), '',
  ])
})

test.serial('nothing, too many, too large: the page says so', async (t) => {
  t.is((await send({})).status, 400)
  const many = await send({ berkas: Array.from({ length: 5_001 }, (_, index) => String(index)).join('\n') })
  t.is(many.status, 400)
  t.true((await many.text()).includes('Paling banyak 5.000 NIP'))
  t.is((await send({ berkas: 'x'.repeat(3 * 1024 * 1024) })).status, 413)
})

test.serial('another OPD\'s client, a stranger\'s form and a client without the scope get no file', async (t) => {
  t.is((await send({ nip: '1' }, 'skp.bantenprov.go.id')).status, 404)
  t.is((await send({ nip: '1' }, own, 'x')).status, 403)
  await house.db.owner.query({ text: `UPDATE client SET metadata = metadata || '{"scope":"openid profile"}' WHERE client_id = $1`, values: [await opdClient(house.db)] })
  t.is((await send({ nip: '1' })).status, 409)
})

test.serial('a day that is full is told as such', async (t) => {
  await mappingClient(house.db)
  await house.db.owner.query({
    text: `INSERT INTO petakan_jatah (client_id, hari, nomor) VALUES ($1, $2, 15000) ON CONFLICT (client_id, hari) DO UPDATE SET nomor = 15000`,
    values: [own, house.clock.today()],
  })
  const answer = await send({ nip: '198001012005011001' })
  t.is(answer.status, 429)
  t.true((await answer.text()).includes('15.000'))
})
