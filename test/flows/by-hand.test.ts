import test from 'ava'
import * as client from 'openid-client'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { grantRole } from '../../src/domain/accounts/role.service.ts'
import { findUnitBySlug } from '../../src/domain/pegawai/unit/unit.queries.ts'
import { jsonOfCli, onDatabase } from '../helpers/cli.ts'
import { cookieJar, type CookieJar } from '../helpers/cookie-jar.ts'
import { openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { discoverParty, enter, signInTo } from '../helpers/relying-party.ts'
import {
  daysFrom, letterInForce, letterInput, outsideInput, SCAN, subOf, unitOf, waitingLetter, waitingOutside,
} from '../helpers/usulan.ts'

// What the staff records by hand, from its forms to the tokens of an application.

const SKP = 'skp.bantenprov.go.id'
const REDIRECT = `https://${SKP}/sso/callback`

async function skp({ issuer, db, clock }: House) {
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  return { party: await discoverParty(issuer, SKP, secret, REDIRECT), secret }
}

type Told = { penugasan?: { jenis: string; jabatan: string; sk: string }[] }

const userinfo = async (issuer: string, token: string): Promise<Told> =>
  await (await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })).json() as Told

const sent = (jar: CookieJar, url: string, fields: Record<string, string>): Promise<Response> => jar.fetch(url, {
  method: 'POST', body: new URLSearchParams(fields), headers: { 'accept': 'text/html', 'sec-fetch-site': 'same-origin' },
})

const sentWithScan = (
  jar: CookieJar, url: string, fields: Record<string, string>, scan: string | Uint8Array<ArrayBuffer>,
): Promise<Response> => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  data.set('pindaian', new Blob([scan]), 'surat.pdf')
  return jar.fetch(url, { method: 'POST', body: data, headers: { 'accept': 'text/html', 'sec-fetch-site': 'same-origin' } })
}

test('confirmed on one node, a Plh is in userinfo, on refresh and at a new sign-in of both nodes at once, and gone as fast', async (t) => {
  const house = await openNodes(t, 'penuh')
  const { issuer, db } = house
  const { party } = await skp(house)
  const jar = cookieJar()
  const { tokens } = await signInTo(party, jar, await demoPerson(db.app, 'PPPK di Dinas Kesehatan'))
  const onBoth = async () => [await userinfo(issuer, tokens.access_token), await userinfo(issuer, tokens.access_token)]
    .map(({ penugasan }) => penugasan?.map(({ jenis, sk }) => `${jenis} ${sk}`) ?? [])
  t.deepEqual(await onBoth(), [[], []])

  const id = await waitingLetter(house, { change: { sk: '800/77' }, wanted: 'PPPK di Dinas Kesehatan' })
  const { jar: bkd, csrf } = await openDesk(house, {
    person: await demoPerson(db.app, 'Pengelola data kepegawaian (kedua)'),
  })
  t.deepEqual(await onBoth(), [[], []], 'what waits is in no token')
  t.is((await sent(bkd, `${issuer}/bkd/penugasan/${id}/konfirmasi`, { csrf })).status, 303)
  await house.heard()
  t.deepEqual(await onBoth(), [['PLH 800/77'], ['PLH 800/77']])
  const refreshed = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '')
  t.is((await userinfo(issuer, refreshed.access_token)).penugasan?.length, 1)
  const again = await enter(party, jar)
  t.is((again.userinfo as Told).penugasan?.length, 1)

  const [told] = await db.owner.query<{ address: string | null }>({
    text: `SELECT host(address) AS address FROM audit_event WHERE kind = 'penugasan.dikonfirmasi'
           AND data ->> 'usulan' = $1`, values: [id],
  })
  t.truthy(told?.address, 'the trail says where the button was pressed')

  const revoked = await sent(bkd, `${issuer}/bkd/penugasan/${id}/cabut`, { csrf, alasan: 'Pejabat kembali' })
  t.is(revoked.status, 303)
  await house.heard()
  t.deepEqual(await onBoth(), [[], []])
})

test('two of BKD press the button at the same moment on two nodes: one assignment', async (t) => {
  const house = await openNodes(t, 'penuh')
  const { issuer, db, balancer } = house
  // Recorded by neither of them: somebody else of BKD.
  const id = await waitingLetter(house)
  await db.owner.query({
    text: 'UPDATE penugasan_usulan SET dibuat_oleh = $1', values: [await subOf(house, 'Admin layanan (kedua)')],
  })
  const desks = [
    await openDesk(house, { person: await demoPerson(db.app, 'Pengelola data kepegawaian') }),
    await openDesk(house, { person: await demoPerson(db.app, 'Pengelola data kepegawaian (kedua)') }),
  ]
  balancer.hold(2)
  const answers = await Promise.all(desks.map(({ jar, csrf }) =>
    sent(jar, `${issuer}/bkd/penugasan/${id}/konfirmasi`, { csrf })))
  t.deepEqual(answers.map(({ status }) => status).sort(), [303, 400])
  t.true(balancer.overlapped())
  const told = await db.owner.query({
    text: `SELECT 1 FROM audit_event WHERE kind = 'penugasan.dikonfirmasi' AND data ->> 'usulan' = $1`, values: [id],
  })
  t.is(told.length, 1)
  const refused = answers.find(({ status }) => status === 400)
  t.regex(await refused?.text() ?? '', /sudah diputus orang lain/)
})

test('a developer of a vendor: entered, confirmed, activated, signed in with his number, ended in mid-session', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { issuer, db } = house
  const admin = await openDesk(house, { person: await demoPerson(db.app, 'Pengelola data kepegawaian') })
  const entered = await sent(admin.jar, `${issuer}/bkd/tanpa-nip/baru`, {
    csrf: admin.csrf, ...await outsideInput(house, { kategori: 'pengembang-vendor', nama: 'Vendor Contoh' }),
  })
  t.is(entered.status, 303)
  const usulan = new URL(entered.headers.get('location') ?? '', issuer).pathname
  t.is((await sent(admin.jar, `${issuer}${usulan}/konfirmasi`, { csrf: admin.csrf })).status, 400, 'his own')

  const bkd = await openDesk(house, { person: await demoPerson(db.app, 'Pengelola data kepegawaian (kedua)') })
  const confirmed = await sent(bkd.jar, `${issuer}${usulan}/konfirmasi`, { csrf: bkd.csrf })
  const page = new URL(confirmed.headers.get('location') ?? '', issuer)
  const html = await (await bkd.jar.follow(page)).text()
  const [nomor = ''] = /BTN-\d{4}-\d{4}-\d\d/.exec(html) ?? []
  await jsonOfCli(['account', 'activate', nomor, '--password-stdin'], { env: onDatabase(db), stdin: 'sawah-dan-gunung-api\n' })
  t.like(await jsonOfCli(['person', 'show', nomor.toLowerCase()], { env: onDatabase(db) }), { kategori: 'pengembang-vendor', nip: null })

  const { party } = await skp(house)
  const { tokens, userinfo: claims } = await signInTo(party, cookieJar(), { nip: nomor, password: 'sawah-dan-gunung-api' })
  t.like(claims, { name: 'Vendor Contoh', opd: { nama: 'Dinas Komunikasi, Informatika, Statistik dan Persandian' } })
  t.deepEqual(['nip', 'asn', 'jabatan', 'penugasan'].filter((name) => name in claims), [])

  const person = page.pathname
  t.is((await sent(bkd.jar, `${issuer}${person}/akhiri`, { csrf: bkd.csrf, alasan: '' })).status, 400)
  t.is((await sent(bkd.jar, `${issuer}${person}/akhiri`, { csrf: bkd.csrf, alasan: 'Kontrak putus' })).status, 303)
  const after = await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  t.is(after.status, 401)
})

test('an admin-opd sees and does nothing outside his OPD; the scan is his, of BKD and of an auditor, as a file to save', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { issuer, db, clock } = house
  const biro = await findUnitBySlug(db.app, 'biro-hukum')
  const own = await demoPerson(db.app, 'Pegawai RSUD Banten')
  await grantRole(db.app, clock, { nip: own.nip, role: 'admin-opd', opd: biro?.kode ?? '' })
  const mine = await openDesk(house, { path: '/bkd/penugasan', person: own })
  const recorded = await sentWithScan(mine.jar, `${issuer}/bkd/penugasan/baru/${await subOf(house, 'Pegawai Biro Hukum')}`,
    { csrf: mine.csrf, ...await letterInput(house) }, SCAN)
  t.is(recorded.status, 303)
  const letter = new URL(recorded.headers.get('location') ?? '', issuer).pathname
  const foreign = await openDesk(house, { path: '/bkd/penugasan', person: await demoPerson(db.app, 'Admin OPD') })
  const auditor = await openDesk(house, { path: '/bkd/penugasan', person: await demoPerson(db.app, 'Auditor') })
  const get = async ({ jar }: { jar: CookieJar }, path: string) =>
    (await jar.fetch(`${issuer}${path}`, { headers: { accept: 'text/html' } })).status
  const id = letter.split('/').at(-1) ?? ''

  t.deepEqual([await get(mine, letter), await get(auditor, letter), await get(foreign, letter)], [200, 200, 404])
  t.deepEqual([await get(mine, `${letter}/pindaian`), await get(auditor, `${letter}/pindaian`),
    await get(foreign, `${letter}/pindaian`)], [200, 200, 404])
  t.deepEqual([await get(mine, `${letter}/konfirmasi`), await get(auditor, `${letter}/tolak`)], [403, 403])
  t.false((await (await foreign.jar.fetch(`${issuer}/bkd/penugasan`)).text()).includes(id))
  t.is(await get(foreign, `/bkd/tanpa-nip/${await waitingOutside(house)}`), 404)
  t.is((await sent(foreign.jar, `${issuer}/bkd/penugasan/cari`, {
    csrf: foreign.csrf, nip: (await demoPerson(db.app, 'Pegawai Biro Hukum')).nip,
  })).status, 400, 'a person of another OPD is nobody')

  const scan = await mine.jar.fetch(`${issuer}${letter}/pindaian`)
  t.is(await scan.text(), SCAN)
  t.is(scan.headers.get('content-type'), 'application/pdf')
  t.is(scan.headers.get('content-disposition'), `attachment; filename="penugasan-${id}.pdf"`)
  t.is(scan.headers.get('x-content-type-options'), 'nosniff')
  t.regex(scan.headers.get('cache-control') ?? '', /no-store/)
})

test('a form that cannot be obeyed comes back with what was typed and each error beside its field', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { issuer, db } = house
  const { jar, csrf } = await openDesk(house, { person: await demoPerson(db.app, 'Pengelola data kepegawaian') })
  const url = `${issuer}/bkd/penugasan/baru/${await subOf(house, 'Pegawai Biro Hukum')}`
  const fields = { csrf, ...await letterInput(house, { jenis: 'PLT', selesai: daysFrom(house, 120), sk: '<b>800</b>' }) }
  const wrong = await sentWithScan(jar, url, fields, SCAN)
  const html = await wrong.text()
  t.is(wrong.status, 400)
  t.regex(html, /id="selesai-galat"><span>Galat:<\/span> Satu surat Plt paling lama tiga bulan/)
  t.true(html.includes('value="&lt;b&gt;800&lt;/b&gt;"'))
  const notScan = await sentWithScan(jar, url, { ...fields, jenis: 'PLH' }, '<script>alert(1)</script>')
  t.regex(await notScan.text(), /id="pindaian-galat"><span>Galat:<\/span> Pindaian harus berupa PDF/)
  const large = await sentWithScan(jar, url, { ...fields, jenis: 'PLH' }, new Uint8Array(3 * 1024 * 1024))
  t.is(large.status, 400)
  t.regex(await large.text(), /Pindaian paling besar 2 MB/)
  const person = await sent(jar, `${issuer}/bkd/tanpa-nip/baru`, { csrf, ...await outsideInput(house, { sampai: daysFrom(house, 800), unit: await unitOf(house, 'bkd') }) })
  t.regex(await person.text(), /id="sampai-galat"><span>Galat:<\/span> Paling lama satu tahun/)
})

test('lists are paged by key, filtered, and cost the same however long they are', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { issuer, db } = house
  const { jar } = await openDesk(house, { person: await demoPerson(db.app, 'Pengelola data kepegawaian') })
  const cost = async (path: string): Promise<[number, string]> => {
    const before = db.app.statements
    const html = await (await jar.fetch(`${issuer}${path}`, { headers: { accept: 'text/html' } })).text()
    return [db.app.statements - before, html]
  }
  const waiting = await waitingLetter(house)
  await letterInForce(house)
  await cost('/bkd/penugasan')
  const [few] = await cost('/bkd/penugasan')
  await db.owner.query({
    text: `INSERT INTO penugasan_usulan (pegawai_id, jenis, jabatan, unit_id, mulai, selesai, sk, dibuat_oleh, dibuat_at)
           SELECT pegawai_id, jenis, jabatan, unit_id, mulai, selesai, 'banyak ' || n, dibuat_oleh,
             dibuat_at - n * interval '1 second'
           FROM penugasan_usulan, generate_series(1, 60) AS n WHERE id = $1`, values: [waiting],
  })
  const [many, first] = await cost('/bkd/penugasan?status=menunggu&cari=banyak')
  t.is(many, few)
  const seen = new Set<string>()
  let html = first
  for (let pages = 1; ; pages += 1) {
    for (const [, id = ''] of html.matchAll(/href="\/bkd\/penugasan\/([0-9a-f-]{36})"/g)) seen.add(id)
    const next = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    if (next === undefined) {
      t.is(pages, 3)
      break
    }
    html = (await cost(`/bkd/penugasan${next}`))[1]
  }
  t.is(seen.size, 60)
  t.regex((await cost('/bkd/penugasan?cari=banyak%201&status=berlaku'))[1], /Tidak ada penugasan yang cocok/)
})
