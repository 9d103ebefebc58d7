import test from 'ava'
import { showPass } from '../../src/domain/accounts/bantuan/permintaan.service.ts'
import { colleague, helperFor, permintaanId } from '../helpers/bantuan.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openDesk } from '../helpers/desk.ts'
import type { House } from '../helpers/house.ts'
import { actionOf, hiddenFields, post, typePassword } from '../helpers/journey.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { giveTotp } from '../helpers/totp.ts'

const AT_ONCE = 20

const told = (house: House, kind: string) => house.db.owner.knex('audit_event').where({ kind })

// Help that two people give, and that is good once, asked for many times at once on two nodes.

test(`one pass, used ${AT_ONCE} times at once from as many browsers on two nodes: one goes on`, async (t) => {
  const house = await openNodes(t, 'penuh')
  const owner = await demoPerson(house.db.app, 'PNS di sekolah')
  await giveTotp(house, await colleague(house))
  const id = await permintaanId(house, 'izin', { agreed: true })
  const helper = await helperFor(house)
  const kode = await showPass({ database: house.db.app, clock: house.clock, codes: house.codes }, { id, by: helper.id }) ?? ''
  await house.heard()
  const forms: ((path: string, fields: Record<string, string>) => Promise<Response>)[] = []
  for (let count = 0; count < AT_ONCE; count += 1) {
    const jar = cookieJar()
    const page = await jar.follow(locationOf(await typePassword(jar, `${house.issuer}/akun`, owner)))
    const html = await page.text()
    forms.push((path, fields) => post(jar, `${new URL(actionOf(html), page.url).href}${path}`, { ...hiddenFields(html), ...fields }))
  }
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(forms.map((send) => send('/izin', { kode })))
  const statuses = answers.map(({ status }) => status)
  t.is(statuses.filter((status) => status === 303).length, 1, statuses.join(' '))
  t.true(statuses.includes(400), 'some came as far as the code')
  t.true(statuses.every((status) => [303, 400, 429].includes(status)), statuses.join(' '))
  t.is((await told(house, 'bantuan.izin-dipakai')).length, 1)
  t.true(house.balancer.overlapped())
})

test('two people who answer one request at once on two nodes: one answer counts, and the pass is shown once', async (t) => {
  const house = await openNodes(t, 'penuh')
  await giveTotp(house, await colleague(house))
  const [helper, admin, guard] = await Promise.all(['Pembantu faktor kedua', 'Admin OPD', 'Petugas keamanan'].map(async (name) =>
    openDesk(house, { path: '/pembantu', person: await demoPerson(house.db.app, name) })))
  if (!helper || !admin || !guard) throw new Error('nobody is on duty')
  for (let round = 0; round < 10; round += 1) {
    await house.db.owner.query({ text: 'DELETE FROM permintaan_bantuan', values: [] })
    const id = await permintaanId(house, 'izin', { by: await helperFor(house) })
    const path = `${house.issuer}/pembantu/permintaan/${id}`
    const before = (await told(house, 'bantuan.disetujui')).length + (await told(house, 'bantuan.ditolak')).length
    house.balancer.hold(2)
    await Promise.all([
      post(admin.jar, path, { csrf: admin.csrf, jawaban: 'setuju' }),
      post(guard.jar, path, { csrf: guard.csrf, jawaban: round % 2 === 0 ? 'setuju' : 'tolak' }),
    ])
    const after = (await told(house, 'bantuan.disetujui')).length + (await told(house, 'bantuan.ditolak')).length
    t.is(after - before, 1, `round ${round}`)
  }
  t.true(house.balancer.overlapped())

  const id = await permintaanId(house, 'izin', { agreed: true })
  house.balancer.hold(AT_ONCE)
  const shown = await Promise.all(Array.from({ length: AT_ONCE }, () =>
    post(helper.jar, `${house.issuer}/pembantu/permintaan/${id}/tampilkan`, { csrf: helper.csrf })))
  t.is(shown.filter(({ status }) => status === 200).length, 1, shown.map(({ status }) => status).join(' '))
  t.is((await told(house, 'bantuan.izin-dibuka')).length, 1)
})
