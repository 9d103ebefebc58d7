import test from 'ava'
import { everyRole, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { locationOf } from '../helpers/cookie-jar.ts'
import { post } from '../helpers/journey.ts'
import { opdClient } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'

// An OPD sees the clients of its own, and nobody's else.

const file = fileScope(test)
let house: House
let own = ''

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  await everyRole(house)
  own = await opdClient(house.db)
})

const OTHER = 'skp.bantenprov.go.id'

async function desk(role: 'pengembang' | 'admin-opd') {
  return openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, role) })
}

test('both roles list what their OPD runs, and units below it, and nothing else', async (t) => {
  for (const role of ['pengembang', 'admin-opd'] as const) {
    const { html } = await desk(role)
    t.true(html.includes(own))
    t.false(html.includes(OTHER))
  }
})

test('what is registered is told in words and as the protocol calls it; another OPD\'s is not there', async (t) => {
  const { jar } = await desk('pengembang')
  const page = await (await jar.follow(`${house.issuer}/pengembang/klien/${own}`)).text()
  for (const text of ['redirect_uris', 'Alamat kembali sesudah masuk', `https://${own}/`]) t.true(page.includes(text), text)
  for (const id of [OTHER, 'tidak-ada', 'portal', '%00', 'A']) {
    t.is((await jar.follow(`${house.issuer}/pengembang/klien/${id}`)).status, 404, id)
  }
})

test('nobody without a role for it gets in', async (t) => {
  const { jar } = await openDesk(house, { path: '/akun', person: await demoPerson(house.db.app, 'Pegawai Biro Hukum') })
  t.is((await jar.follow(`${house.issuer}/pengembang/klien/${own}`)).status, 403)
})

for (const [title, change, words] of [
  ['works there', '', undefined],
  ['left the OPD', `UPDATE pegawai_jabatan SET valid_to = '2026-06-01' WHERE pegawai_id = $1 AND valid_to IS NULL`, 'tidak bekerja di OPD ini lagi'],
  ['is frozen', `UPDATE account SET frozen_at = now() WHERE pegawai_id = $1`, 'tidak dapat masuk'],
  ['has left for good', `UPDATE pegawai SET keadaan = 'tutup' WHERE id = $1`, 'berhenti atau meninggal'],
] as const) {
  test.serial(`who answers for a client ${title}`, async (t) => {
    const sub = await subOf(house.db, (await demoPerson(house.db.app, 'PNS di sekolah')).nip)
    await opdClient(house.db, sub)
    if (change !== '') await house.db.owner.query({ text: change, values: [sub] })
    const { jar } = await desk('admin-opd')
    const page = await (await jar.follow(`${house.issuer}/pengembang/klien/${own}`)).text()
    t.is(page.includes('Tidak ada penanggung jawab'), words !== undefined)
    if (words !== undefined) t.true(page.includes(words))
  })
}

test.serial('a change of what was approved begins at the client, by its pengembang alone; one that is under way is opened', async (t) => {
  await opdClient(house.db)
  const [his, hers] = [await desk('pengembang'), await desk('admin-opd')]
  const page = async ({ jar }: typeof his): Promise<string> => (await jar.follow(`${house.issuer}/pengembang/klien/${own}`)).text()
  t.true((await page(his)).includes('Ajukan perubahan'))
  t.false((await page(hers)).includes('Ajukan perubahan'))
  const begun = await post(his.jar, `${house.issuer}/pengembang/permohonan/baru`, { csrf: his.csrf, klien: own })
  t.is(begun.status, 303)
  const change = locationOf(begun).pathname
  for (const one of [his, hers]) {
    const html = await page(one)
    t.true(html.includes(`href="${change}"`))
    t.false(html.includes('Ajukan perubahan'))
  }
  await house.db.owner.query({ text: `UPDATE permohonan SET keadaan = 'ditarik', selesai_at = now() WHERE client_id = $1`, values: [own] })
  t.true((await page(his)).includes('Ajukan perubahan'), 'and once it is over, another one')
  for (const change of [`state = 'tangguh', state_sebelum = 'aktif'`, 'diklaim_at = NULL']) {
    await house.db.owner.query({ text: `UPDATE client SET ${change} WHERE client_id = $1`, values: [own] })
    t.false((await page(his)).includes('Ajukan perubahan'), change)
    await house.db.owner.query({ text: `UPDATE client SET state = 'aktif', state_sebelum = NULL, diklaim_at = now() WHERE client_id = $1`, values: [own] })
  }
})
