import test from 'ava'
import * as client from 'openid-client'
import type { AturanMasuk } from '../../src/domain/clients/masuk/aturan.rules.ts'
import { setEntryRule, setPilot } from '../../src/domain/clients/masuk/masuk.service.ts'
import { act, named, sendTo, tableParty, unitId } from '../clients/masuk/support.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post } from '../helpers/journey.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, type RelyingParty, signInTo } from '../helpers/relying-party.ts'
import { subOf } from '../sessions/people.ts'

const APP = 'dindikbud.bantenprov.go.id'

/** Somebody who was signed in to the application while everybody could be. */
interface Guest {
  readonly sub: string
  readonly jar: CookieJar
  readonly token: string
  refresh: string
}

async function guest(house: House, party: RelyingParty, wanted: string): Promise<Guest> {
  const person = await demoPerson(house.db.app, wanted)
  const jar = cookieJar()
  const { tokens } = await signInTo(party, jar, person)
  return { sub: await subOf(house.db, person.nip), jar, token: tokens.access_token, refresh: tokens.refresh_token ?? '' }
}

const userinfo = async ({ issuer }: Pick<House, 'issuer'>, token: string): Promise<number> =>
  (await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })).status

/** What a request of the protocol answers: "ok", or the error that it names. */
const answered = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'ok'
  } catch (error) {
    return (error as client.ResponseBodyError).error
  }
}

/** Every endpoint at which somebody may be let in, and what each says of him. */
async function everywhere(house: House, party: RelyingParty, who: Guest): Promise<Record<string, unknown>> {
  const page = await who.jar.follow((await authorizationRequest(party)).url)
  const silent = locationOf(await who.jar.follow((await authorizationRequest(party, { prompt: 'none' })).url)).searchParams
  const launcher = await (await who.jar.follow(`${house.issuer}/`)).text()
  return {
    auth: page.status, silent: silent.has('code') ? 'code' : silent.get('error'),
    userinfo: await userinfo(house, who.token),
    introspection: (await client.tokenIntrospection(party.config, who.token)).active,
    refresh: await answered(client.refreshTokenGrant(party.config, who.refresh).then((tokens) => { who.refresh = tokens.refresh_token ?? '' })),
    launcher: launcher.includes('Situs Dindikbud'),
  }
}

const INSIDE = { auth: 303, silent: 'code', userinfo: 200, introspection: true, refresh: 'ok', launcher: true }
const OUTSIDE = { auth: 403, silent: 'access_denied', userinfo: 401, introspection: false, refresh: 'invalid_grant', launcher: false }

test('entry rule x person x endpoint: one answer everywhere, at the next request', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await tableParty(house, APP)
  const opd = await unitId(house, 'dindikbud')
  const people = {
    teacher: await guest(house, party, 'PNS di sekolah'), stranger: await guest(house, party, 'auditor'),
    // Of another OPD as well, and acting in this one.
    acting: await guest(house, party, 'bkd'),
  }
  await sendTo(house, people.acting.sub, { unit: opd, jabatan: 'Kepala Bidang Contoh' })
  await house.heard()
  const group = [people.teacher.sub]
  const table: [aturan: AturanMasuk, pilot: string[] | undefined, inside: string[]][] = [
    [{ jenis: 'semua' }, undefined, ['teacher', 'stranger', 'acting']],
    [{ jenis: 'opd' }, undefined, ['teacher', 'acting']],
    [{ jenis: 'opd' }, group, ['teacher']],
    [{ jenis: 'semua' }, group, ['teacher']],
    [named({ unit: [opd] }), undefined, ['teacher', 'acting']],
    [named({ jabatan: ['Kepala Bidang Contoh'] }), undefined, ['acting']],
    [named({ orang: [people.stranger.sub] }), undefined, ['stranger']],
    [named({ orang: [people.stranger.sub] }), group, []],
    [named({ eselon: ['I.b'] }), undefined, []],
    [{ jenis: 'semua' }, undefined, ['teacher', 'stranger', 'acting']],
  ]
  for (const [aturan, pilot, inside] of table) {
    await act(house, async (one) => {
      await setEntryRule(one, APP, aturan)
      await setPilot(one, APP, { nyala: pilot !== undefined, tambah: pilot ?? [] })
    })
    for (const [name, who] of Object.entries(people)) {
      t.deepEqual(await everywhere(house, party, who), inside.includes(name) ? INSIDE : OUTSIDE,
        `${name} at ${JSON.stringify(aturan)}, pilot ${pilot ? 'on' : 'off'}`)
    }
  }
})

test('whoever is kept out reads the rule in words and whom to ask, in both languages, and goes back', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await tableParty(house, APP)
  const who = await guest(house, party, 'auditor')
  await act(house, async (one) => setEntryRule(one, APP, named({
    unit: [await unitId(house, 'dindikbud')], jabatan: ['Bendahara'], eselon: ['II.a'], orang: [await subOf(house.db, (await demoPerson(house.db.app, 'PNS di sekolah')).nip)],
  })))
  const { url } = await authorizationRequest(party)
  const page = await who.jar.follow(url)
  const html = await page.text()
  t.is(page.status, 403)
  for (const words of [
    'Dinas Pendidikan dan Kebudayaan, termasuk unit di bawahnya', 'pemegang jabatan Bendahara', 'pejabat eselon II.a',
    '1 orang yang disebut namanya', 'pengembang aplikasi', 'admin Dinas',
  ]) t.true(html.includes(words), words)
  t.notRegex(html, /\d{18}|@|\+62/, 'nobody\'s number or address')
  const english = await (await who.jar.follow(`${page.url}?bahasa=en`)).text()
  for (const words of ['including the units below it', 'holders of the post Bendahara', 'officials of eselon II.a', '1 people who are named']) {
    t.true(english.includes(words), words)
  }
  const back = await post(who.jar, new URL(actionOf(html), house.issuer), hiddenFields(html))
  t.is((await leaveFrom(who.jar, locationOf(back))).searchParams.get('error'), 'access_denied')
  await act(house, (one) => setPilot(one, APP, { nyala: true }))
  await act(house, (one) => setEntryRule(one, APP, { jenis: 'semua' }))
  t.regex(await (await who.jar.follow(url)).text(), /opened step by step[^]*administrator of Dinas/)
})

test('a rule reaches both nodes: tokens of who is kept out are worth nothing on either, and work again when it opens', async (t) => {
  const house = await openNodes(t, 'penuh')
  const party = await tableParty(house, APP)
  const [teacher, stranger] = [await guest(house, party, 'PNS di sekolah'), await guest(house, party, 'auditor')]
  const onBoth = async () => {
    const [one, other] = [teacher.token, stranger.token]
    return [await userinfo(house, one), await userinfo(house, one), await userinfo(house, other), await userinfo(house, other)]
  }
  t.deepEqual(await onBoth(), [200, 200, 200, 200])
  await act(house, (one) => setEntryRule(one, APP, { jenis: 'opd' }))
  t.deepEqual(await onBoth(), [200, 200, 401, 401])
  await act(house, (one) => setPilot(one, APP, { nyala: true }))
  t.deepEqual(await onBoth(), [401, 401, 401, 401])
  await act(house, (one) => setPilot(one, APP, { tambah: [teacher.sub, stranger.sub] }))
  t.deepEqual(await onBoth(), [200, 200, 401, 401], 'a pilot group does not widen the rule')
  await act(house, (one) => setPilot(one, APP, { lepas: [teacher.sub] }))
  t.deepEqual(await onBoth(), [401, 401, 401, 401])
  await act(house, async (one) => { await setPilot(one, APP, { nyala: false }); await setEntryRule(one, APP, { jenis: 'semua' }) })
  t.deepEqual(await onBoth(), [200, 200, 200, 200])
})

test('a unit of the rule that was closed means its successor from that day on', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await tableParty(house, APP)
  const [old, opd] = [await unitId(house, 'bappeda'), await unitId(house, 'dindikbud')]
  const teacher = await guest(house, party, 'PNS di sekolah')
  await act(house, (one) => setEntryRule(one, APP, named({ unit: [old] })))
  t.is(await userinfo(house, teacher.token), 401)
  await house.db.owner.query({
    text: 'UPDATE unit_kerja SET valid_to = $2, successor_id = $3 WHERE id = $1', values: [old, house.clock.today(), opd],
  })
  await house.heard()
  t.is(await userinfo(house, teacher.token), 200)
})

test('a change of the rule that cannot be told does not happen', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  await house.db.owner.query({ text: 'REVOKE INSERT ON audit_event FROM satu_login_app', values: [] })
  await t.throwsAsync(act(house, (one) => setEntryRule(one, APP, { jenis: 'opd' })), { code: '42501' })
  const [row] = await house.db.app.query<{ aturan_masuk: AturanMasuk }>({ text: 'SELECT aturan_masuk FROM client WHERE client_id = $1', values: [APP] })
  t.deepEqual(row?.aturan_masuk, { jenis: 'semua' })
})
