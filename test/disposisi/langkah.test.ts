import test, { type ExecutionContext } from 'ava'
import { openDesk } from '../helpers/desk.ts'
import { hiddenFields } from '../helpers/journey.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { filedPermohonan } from '../helpers/permohonan.ts'
import { fileScope } from '../helpers/scope.ts'
import type { CookieJar } from '../helpers/cookie-jar.ts'
import { makeReports } from '../../src/domain/permohonan/csirt/pemeriksaan.service.ts'

// Every step of the procedure x everybody who acts in it, over real HTTP: the right seat, the wrong ones, an old page, two at once.

const file = fileScope(test)
let house: House

const SEATS = ['kepala-opd', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi', 'pemilik-data', 'csirt'] as const
type Seat = typeof SEATS[number]

interface Person { readonly jar: CookieJar; readonly csrf: string }
let people: Readonly<Record<Seat, Person>>

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  people = Object.fromEntries<Person>(await Promise.all(SEATS.map(async (seat) =>
    [seat, await openDesk(house, { path: '/disposisi', person: await demoPerson(house.db.app, seat) })] as const))) as unknown as Record<Seat, Person>
})

const get = async (seat: Seat, path: string): Promise<{ status: number; html: string }> => {
  const answer = await people[seat].jar.fetch(house.issuer + path, { headers: { accept: 'text/html' } })
  return { status: answer.status, html: await answer.text() }
}

const post = async (seat: Seat, path: string, fields: Record<string, string>): Promise<{ status: number; html: string; location: string | null }> => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ csrf: people[seat].csrf, ...fields })) body.set(name, value)
  const answer = await people[seat].jar.fetch(house.issuer + path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin', 'accept': 'text/html' } })
  return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') }
}

/** A step when all goes well: who decides, what he says, and who may read the file from then on. */
interface Step {
  readonly langkah: string
  readonly seat: Seat
  readonly fields: Readonly<Record<string, string>>
}

const STEPS: readonly Step[] = [
  { langkah: 'persetujuan-opd', seat: 'kepala-opd', fields: { putusan: 'setuju' } },
  { langkah: 'disposisi-dinas', seat: 'kepala-dinas', fields: { putusan: 'terima', pengecualianPse: 'Pendaftaran PSE sedang berjalan.' } },
  { langkah: 'disposisi-bidang', seat: 'kepala-bidang', fields: { putusan: 'teruskan' } },
  { langkah: 'elemen', seat: 'pemilik-data', fields: { putusan: 'setuju' } },
  { langkah: 'analisis', seat: 'kepala-seksi', fields: { putusan: 'setuju', laporan: 'Struktur data diperiksa; belum ada aplikasi lain yang menyediakannya.' } },
  { langkah: 'csirt', seat: 'csirt', fields: { putusan: 'lulus', alasan: 'Host belum menyala; diperiksa dengan tangan.' } },
  { langkah: 'anggaran', seat: 'kepala-seksi', fields: { putusan: 'dianggarkan', nomor: 'DPA 1.02', jumlah: '25.000.000', tahun: '2027' } },
  { langkah: 'integrasi', seat: 'kepala-seksi', fields: { putusan: 'selesai' } },
]

async function openVisit(id: string, langkah: string): Promise<string> {
  const [row] = await house.db.owner.query<{ id: string }>({
    text: 'SELECT id FROM permohonan_langkah WHERE permohonan_id = $1 AND langkah = $2 AND selesai_at IS NULL', values: [id, langkah] })
  return row?.id ?? ''
}

/** Address of the page of a decision, as the file links to it. */
const linkIn = (html: string): string => (/href="(\/disposisi\/[^"]+\/putuskan\/[^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')

async function decisions(id: string): Promise<number> {
  const [row] = await house.db.owner.query<{ n: number }>({ text: 'SELECT count(*) AS n FROM permohonan_keputusan WHERE permohonan_id = $1', values: [id] })
  return row?.n ?? 0
}

async function takeStep(t: ExecutionContext, id: string, { langkah, seat, fields }: Step, seen: ReadonlySet<Seat>): Promise<void> {
  const path = `/disposisi/${id}/putuskan/${await openVisit(id, langkah)}`
  const before = await decisions(id)
  // Whoever has no part in it is not told that there is such a file; whoever has one is at another desk.
  for (const other of SEATS.filter((one) => one !== seat)) {
    const readable = seen.has(other) || other === 'kepala-dinas'
    t.is((await get(other, `/disposisi/${id}`)).status, readable ? 200 : 404, `${langkah}: ${other} reads`)
    t.is((await post(other, path, { berkas: '0'.repeat(64), ...fields })).status, 404, `${langkah}: ${other} decides`)
  }
  const page = await get(seat, `/disposisi/${id}`)
  t.is(page.status, 200)
  const form = await get(seat, linkIn(page.html))
  t.is(form.status, 200, `${langkah}: the form`)
  const { berkas = '' } = hiddenFields(form.html)
  const empty = await post(seat, path, { berkas, alasan: 'Yang <b>ditulis</b> tetap ada.' })
  t.is(empty.status, 400)
  t.true(empty.html.includes('Yang &lt;b&gt;ditulis&lt;/b&gt; tetap ada.') && empty.html.includes('Pilih putusan Anda.'), 'what was written is kept')
  const back = ['tolak', 'kembalikan', 'temuan'].find((one) => form.html.includes(`value="${one}"`)) ?? ''
  t.is((await post(seat, path, { berkas, putusan: back })).status, 400, `${langkah}: ${back} needs a reason`)
  t.is((await post(seat, path, { ...fields, berkas: '0'.repeat(64) })).status, 409, `${langkah}: an old page`)
  t.is((await post(seat, path, fields)).status, 409, `${langkah}: without what was read`)
  t.is(await decisions(id), before, `${langkah}: nothing was decided so far`)
  const both = await Promise.all([1, 2, 3].map(() => post(seat, path, { ...fields, berkas })))
  t.deepEqual(both.map(({ status }) => status).toSorted(), [303, 409, 409], `${langkah}: at once`)
  t.is(await decisions(id), before + 1)
  t.is((await post(seat, path, { ...fields, berkas })).status, 409, `${langkah}: again`)
  t.regex((await get(seat, `/disposisi/${id}?pesan=diputus`)).html, /Putusan Anda tercatat/)
}

test('from filed to done: each step is taken by its seat, once, on what it read; the others are told nothing', async (t) => {
  const id = await filedPermohonan(house)
  const seen = new Set<Seat>(['pemilik-data', 'kepala-opd'])
  for (const step of STEPS) {
    if (step.langkah === 'csirt') {
      const early = await post('csirt', `/disposisi/${id}/putuskan/${await openVisit(id, 'csirt')}`, { ...step.fields, berkas: hiddenFields((await get('csirt', linkIn((await get('csirt', `/disposisi/${id}`)).html))).html)['berkas'] ?? '' })
      t.is(early.status, 400)
      t.regex(early.html, /Jalankan pemeriksaan otomatis lebih dahulu/)
      const asked = await people.csirt.jar.fetch(`${house.issuer}/disposisi/${id}/csirt/periksa`, {
        method: 'POST', body: new URLSearchParams({ csrf: people.csirt.csrf }), headers: { 'sec-fetch-site': 'same-origin' } })
      t.is(asked.status, 303)
      t.regex((await get('csirt', `/disposisi/${id}/csirt`)).html, /0 dari 12 butir/)
      await makeReports({ database: house.db.app, clock: house.clock, issuer: house.issuer, cidrs: ['127.0.0.0/8'] })
      t.regex((await get('csirt', `/disposisi/${id}/csirt`)).html, /Tidak dapat diperiksa dari sini: host ini di luar jaringan/)
    }
    await takeStep(t, id, step, seen)
    for (const one of await house.db.owner.query<{ langkah: string }>({ text: 'SELECT langkah FROM permohonan_langkah WHERE permohonan_id = $1', values: [id] })) {
      const next = STEPS.find(({ langkah }) => langkah === one.langkah)
      if (next) seen.add(next.seat)
    }
  }
  const [row] = await house.db.owner.query({ text: 'SELECT keadaan FROM permohonan WHERE id = $1', values: [id] })
  t.like(row, { keadaan: 'selesai' })
  t.regex((await get('kepala-dinas', '/disposisi')).html, /Tidak ada permohonan yang menunggu Anda[\s\S]*Diterima/)
})
