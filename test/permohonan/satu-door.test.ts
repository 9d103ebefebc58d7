import test from 'ava'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { attach } from '../helpers/draf.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { hiddenFields, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { bringTo, draftPermohonan, fileAgain, openVisit, sayAt } from '../helpers/permohonan.ts'

// What the OPD reads of its application while others have it.

const asDeveloper = async (house: House): Promise<Desk> =>
  openDesk(house, { path: '/pengembang', person: await demoPerson(house.db.app, 'pengembang') })

async function pageOf(house: House, { jar }: Desk, id: string): Promise<string> {
  return (await jar.follow(`${house.issuer}/pengembang/permohonan/${id}`)).text()
}

/** Kinds of the sheets that a page links. */
const sheetsOn = (html: string): string[] => [...html.matchAll(/href="\/permohonan\/[\w-]+\/cetak\/(\w+)"/g)].map(([, kind = '']) => kind)

test('each sheet is linked from the day on which there is something on it, and opens', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const id = await draftPermohonan(house)
  const desk = await asDeveloper(house)
  const opens = async (kinds: readonly string[]): Promise<void> => {
    t.deepEqual(sheetsOn(await pageOf(house, desk, id)), kinds)
    for (const kind of kinds) t.is((await desk.jar.follow(`${house.issuer}/permohonan/${id}/cetak/${kind}`)).status, 200, kind)
  }
  await opens([])
  await fileAgain(house, id)
  await opens(['formulir'])
  await bringTo(house, id, 'csirt')
  await opens(['disposisi', 'formulir', 'analisis'])
  await sayAt(house, id, { langkah: 'csirt', siapa: 'csirt', putusan: 'lulus' })
  await opens(['disposisi', 'formulir', 'analisis', 'csirt'])
})

test('a desk that nobody sits at is told to be vacant', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const id = await draftPermohonan(house)
  await fileAgain(house, id)
  await sayAt(house, id, { langkah: 'persetujuan-opd', siapa: 'kepala-opd', putusan: 'setuju' })
  const desk = await asDeveloper(house)
  t.notRegex(await pageOf(house, desk, id), /kosong/)
  await house.db.owner.query({
    text: `UPDATE kursi_pemegang h SET ended_at = now(), sebab = 'uji' FROM kursi k WHERE k.id = h.kursi_id AND k.jenis = 'kepala-dinas'`, values: [],
  })
  t.regex(await pageOf(house, desk, id), /kursi Kepala Dinas kosong, melalui pengganti [^;]+, Sekretaris/)
  await house.db.owner.query({ text: `UPDATE kursi SET pengganti_id = NULL WHERE jenis = 'kepala-dinas'`, values: [] })
  t.regex(await pageOf(house, desk, id), /kursi Kepala Dinas kosong, menunggu penunjukan/)
})

test('a signed letter stands in for the word of Kepala OPD, once, of the form that was read', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const id = await draftPermohonan(house)
  const desk = await asDeveloper(house)
  const send = (fields: Record<string, string>): Promise<Response> =>
    post(desk.jar, `${house.issuer}/pengembang/permohonan/${id}/surat`, { csrf: desk.csrf, ...fields })
  t.is((await send({ nomor: '800/1' })).status, 409, 'a draft is at nobody\'s desk')
  await fileAgain(house, id)
  const lampiran = await attach(house, id, { jenis: 'surat-bertanda-tangan', name: 'bertanda-tangan.pdf' })
  const html = await pageOf(house, desk, id)
  t.regex(html, /Catat surat Kepala OPD[\s\S]*bertanda-tangan\.pdf/)
  const { berkas = '' } = hiddenFields(html.slice(html.indexOf('Catat surat Kepala OPD')))
  const empty = await send({ nomor: '', lampiran, berkas })
  t.is(empty.status, 400)
  t.regex(await empty.text(), /Tulis nomor surat/)
  const other = await send({ nomor: '800/1/Dindikbud', lampiran, berkas: '00'.repeat(32) })
  t.is(other.status, 409)
  t.regex(await other.text(), /value="800\/1\/Dindikbud"/, 'what was typed is kept')
  const answers = await Promise.all(Array.from({ length: 3 }, () => send({ nomor: '800/1/Dindikbud', lampiran, berkas })))
  t.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409, 409])
  t.regex(await pageOf(house, desk, id), /Disposisi Kepala Dinas/)
  t.not(await openVisit(house, id, 'disposisi-dinas'), '')
})
