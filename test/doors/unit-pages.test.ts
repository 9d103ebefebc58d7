import test from 'ava'
import { refreshFindings } from '../../src/domain/kepegawaian/mutu/refresh.service.ts'
import type { House } from '../helpers/house.ts'
import { openDesk } from '../helpers/desk.ts'
import { openHouse } from '../helpers/house.ts'
import { hiddenFields, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { clockFrom } from '../kepegawaian/sync/program.ts'
import { change, otherJabatan, ownUnit, surePair, unitBySlug, waitingUnit } from '../helpers/unit-stage.ts'

// Mapping, units and data quality over HTTP: what a form may do, and whose data somebody sees.

const HTML = { headers: { accept: 'text/html' } }

async function rows<Row>({ db }: House, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return db.owner.query<Row>({ text, values })
}

/** Somebody with this role alone. */
async function holder(house: House, role: string, slug?: string) {
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  await rows(house, `DELETE FROM product_role WHERE pegawai_id = (SELECT pegawai_id FROM pegawai_nip WHERE nip = $1)`, [person.nip])
  await rows(house, `INSERT INTO product_role (pegawai_id, role, unit_id, valid_from, given_by)
    SELECT pegawai_id, $2, (SELECT id FROM unit_kerja WHERE slug = $3), '2026-01-01', 'uji' FROM pegawai_nip WHERE nip = $1`,
  [person.nip, role, slug ?? null])
  await house.heard()
  return person
}

test('an admin of an OPD sees the findings of his OPD alone, on the page and in the file, and the file is recorded', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await holder(house, 'admin-opd', 'dishub')
  const { jar } = await openDesk(house, { path: '/bkd/mutu', person })
  const read = async (path: string) => (await jar.fetch(house.issuer + path, HTML)).text()
  t.regex(await read('/bkd/mutu'), /Dinas Perhubungan/)
  t.notRegex(await read('/bkd/mutu'), /Dinas Kesehatan/)
  const other = await unitBySlug(house, 'dinkes')
  t.regex(await read(`/bkd/mutu/daftar?opd=${other}`), /Tidak ada temuan yang cocok/)
  const file = await jar.fetch(`${house.issuer}/bkd/mutu/daftar?unduh=csv&opd=${other}`)
  t.is((await file.text()).trim().split('\r\n').length, 1, 'the header alone')

  const own = await jar.fetch(`${house.issuer}/bkd/mutu/daftar?unduh=csv`)
  t.regex(own.headers.get('content-type') ?? '', /text\/csv/)
  const lines = (await own.text()).trim().split('\r\n').slice(1)
  const [counted] = await rows<{ n: number }>(house, `SELECT count(*)::int AS n FROM mutu_temuan t JOIN unit_kerja u
    ON u.id = t.opd_id WHERE u.slug = 'dishub' AND t.hilang_at IS NULL`)
  t.is(lines.length, counted?.n ?? 0)
  t.true(lines.length > 0)
  t.deepEqual(lines.filter((line) => !line.includes('Dinas Perhubungan')), [])
  const events = await rows<{ data: { baris: number } }>(house, `SELECT data FROM audit_event WHERE kind = 'mutu.diunduh' ORDER BY at`)
  t.deepEqual(events.map(({ data }) => data.baris), [0, lines.length])
  for (const path of ['/bkd/pemetaan', '/bkd/unit', '/bkd/tinjauan']) t.is((await jar.fetch(house.issuer + path, HTML)).status, 403)
})

test('an order of TMT that cannot be is told in words on the page and in the file, with what to do', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  await rows(house, `UPDATE pegawai SET tmt_pns = tmt_cpns - 31, updated_at = $1 WHERE id = (SELECT id FROM pegawai
    WHERE jenis = 'PNS' AND keadaan = 'aktif' AND tmt_cpns IS NOT NULL ORDER BY id LIMIT 1)`, [house.clock.now()])
  t.true(await refreshFindings({ database: house.db.app, clock: clockFrom(new Date(house.clock.now().getTime() + 1_000).toISOString()) }))
  const { jar } = await openDesk(house)
  for (const address of ['/bkd/mutu', '/bkd/mutu/daftar?jenis=pns-sebelum-cpns', '/bkd/mutu/daftar?jenis=pns-sebelum-cpns&unduh=csv']) {
    const text = await (await jar.fetch(house.issuer + address, HTML)).text()
    t.true(text.includes('TMT PNS sebelum TMT CPNS'), address)
    if (address.includes('daftar')) t.true(text.includes('Periksa TMT PNS pada SK PNS'), address)
  }
})

test('a name that a spreadsheet would run stays text in the file', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  await rows(house, `UPDATE pegawai SET nama = '=HYPERLINK("http://x")' WHERE id = (SELECT pegawai_id FROM mutu_temuan
    WHERE pegawai_id IS NOT NULL AND hilang_at IS NULL LIMIT 1)`)
  const { jar } = await openDesk(house)
  const text = await (await jar.fetch(`${house.issuer}/bkd/mutu/daftar?unduh=csv`)).text()
  t.regex(text, /"'=HYPERLINK\(""http:\/\/x""\)"/)
})

test('all sure suggestions at once: only what was shown and still is sure is mapped', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { jar } = await openDesk(house)
  const [shown, hidden] = [await surePair(house), await surePair(house)]
  const [, id = '', unit = ''] = shown.split(' ')
  const page = await (await jar.fetch(`${house.issuer}/bkd/pemetaan/pasti`, HTML)).text()
  t.true(page.includes(shown) && page.includes(hidden))
  const csrf = hiddenFields(page)['csrf'] ?? ''
  t.is((await post(jar, `${house.issuer}/bkd/pemetaan/pasti`, { csrf, pasangan: shown })).status, 303)
  t.deepEqual(await rows(house, `SELECT unit_id FROM unit_sumber WHERE external_id = $1`, [id]), [{ unit_id: unit }])
  t.deepEqual(await rows(house, `SELECT FROM unit_sumber WHERE external_id = $1`, [hidden.split(' ')[1]]), [])
  const wrong = hidden.replace(/\S+$/, await unitBySlug(house, 'dishub'))
  await post(jar, `${house.issuer}/bkd/pemetaan/pasti`, { csrf, pasangan: wrong })
  t.deepEqual(await rows(house, `SELECT FROM unit_sumber WHERE external_id = $1`, [hidden.split(' ')[1]]), [], 'no suggestion of ours')
})

test('forms that name nothing, or nothing that is there, map and announce nothing', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { jar, csrf } = await openDesk(house)
  const send = async (path: string, fields: Record<string, string>) => (await post(jar, house.issuer + path, { csrf, ...fields })).status
  const unit = await waitingUnit(house)
  t.is(await send('/bkd/pemetaan/unit', { ...unit, unit: 'x' }), 303)
  t.is(await send('/bkd/pemetaan/unit', { ...unit, unit: '00000000-0000-4000-8000-000000000000' }), 303)
  t.is(await send('/bkd/pemetaan/unit', { sumber: 'simpeg', id: 'tiada', unit: 'x' }), 404)
  const { id } = await otherJabatan(house)
  t.is(await send(`/bkd/pemetaan/jabatan/${id}`, { padanan: id }), 303)
  t.deepEqual(await rows(house, 'SELECT FROM pemetaan'), [])

  const own = await ownUnit(house)
  t.is(await send(`/bkd/unit/${own}/ubah`, { jenis: 'gabung', penerus: 'x', berlaku: '2026-13-01', dasar: '' }), 400)
  const page = await jar.fetch(`${house.issuer}/bkd/unit/${own}/ubah?periksa=1&dasar=Perda+7&berlaku=besok`, HTML)
  t.is(page.status, 400)
  t.regex(await page.text(), /value="Perda 7"[^]*|Tulis tanggal yang ada di kalender/)
  t.deepEqual(await rows(house, 'SELECT FROM reorganisasi'), [])
  const announced = await change(house, '2099-01-01')
  t.is(await send(`/bkd/unit/perubahan/${announced}`, {}), 303)
  t.like(await rows(house, 'SELECT dibatalkan_oleh IS NOT NULL AS batal FROM reorganisasi'), [{ batal: true }])
})
