import test from 'ava'
import { BERKAS } from '../../src/domain/clients/berkas/index.ts'
import { everyRole, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { opdClient } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'

// Ready files are for whose client it is: filled in, without a secret, under the name that they are saved by.

const file = fileScope(test)
let house: House
let own = ''
test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  await everyRole(house)
  own = await opdClient(house.db)
})

const open = async (role: 'pengembang' | 'admin-opd') =>
  openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, role) })

test('every file comes filled in for the client, and nothing of it is kept on the way', async (t) => {
  const { jar } = await open('pengembang')
  const at = `${house.issuer}/pengembang/klien/${own}/berkas`
  const page = await (await jar.follow(at)).text()
  t.regex(page, /Terdaftar/)
  for (const [name, { nama }] of Object.entries(BERKAS)) {
    const answer = await jar.follow(`${at}/${name}`)
    const body = await answer.text()
    t.is(answer.status, 200, name)
    t.true(page.includes(`/berkas/${name}?alamat=`), name)
    t.is(answer.headers.get('content-disposition'), `attachment; filename="${nama}"`)
    t.is(answer.headers.get('content-type'), 'text/plain; charset=utf-8')
    t.is(answer.headers.get('cache-control'), 'no-store')
    t.is(answer.headers.get('x-content-type-options'), 'nosniff')
    if (!name.startsWith('php-')) t.true(body.includes(own) && body.includes(house.issuer), name)
  }
})

test('an address that is not registered is not filled in, and what is no file is not there', async (t) => {
  const { jar } = await open('admin-opd')
  const at = `${house.issuer}/pengembang/klien/${own}/berkas`
  const body = await (await jar.follow(`${at}/php?alamat=https://jahat.example/`)).text()
  t.false(body.includes('jahat'))
  t.true(body.includes(`'redirect_uri' => 'https://${own}/sso/callback'`))
  for (const name of ['lain', 'constructor', '__proto__', '..%2fphp']) t.is((await jar.follow(`${at}/${name}`)).status, 404, name)
})

test('another OPD\'s files are not there', async (t) => {
  const { jar } = await open('pengembang')
  for (const path of ['berkas', 'berkas/php']) {
    t.is((await jar.follow(`${house.issuer}/pengembang/klien/skp.bantenprov.go.id/${path}`)).status, 404, path)
  }
})
