import test from 'ava'
import { type Desk, openDesk } from '../helpers/desk.ts'
import type { House } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { opdClient } from '../helpers/klien.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'

// Secrets of a client, issued and revoked on pages of its OPD, and what the token endpoint of two nodes says of each.

const file = fileScope(test)
let house: House
let own = ''
let desk: Desk
let root = ''

test.before(async () => {
  house = await openNodes(file, 'penuh')
  own = await opdClient(house.db)
  root = `${house.issuer}/pengembang/klien/${own}`
  desk = await openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, 'pengembang') })
})

/** What the token endpoint says, asked so often that each node answered: 401 of a secret that is none. */
async function redeems(secret: string): Promise<Set<number>> {
  const statuses = new Set<number>()
  for (let time = 0; time < 4; time += 1) {
    const answer = await fetch(`${house.issuer}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${encodeURIComponent(own)}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', code: 'tidak-ada', redirect_uri: `https://${own}/` }),
    })
    statuses.add(answer.status)
  }
  return statuses
}

const lastKnown = async (): Promise<string> =>
  /name="terakhir" value="([^"]*)"/.exec(await (await desk.jar.follow(`${root}/rahasia`)).text())?.[1] ?? ''

async function issue(terakhir?: string): Promise<{ status: number; secret: string; html: string }> {
  const answer = await post(desk.jar, `${root}/rahasia`, { csrf: desk.csrf, terakhir: terakhir ?? await lastKnown() })
  const html = await answer.text()
  return { status: answer.status, html, secret: /client_secret<\/dt><dd><code>([^<]+)</.exec(html)?.[1] ?? '' }
}

/** Ids of the secrets that the page lists, the newest first. */
const listed = async (): Promise<string[]> =>
  [...(await (await desk.jar.follow(`${root}/rahasia`)).text()).matchAll(/rahasia\/([0-9a-f-]{36})\/cabut/g)].map(([, id = '']) => id)

const events = (kind: string) => house.db.owner.query<{ actor: string; data: Record<string, unknown> }>({
  text: 'SELECT actor, data FROM audit_event WHERE kind = $1 AND client_id = $2 ORDER BY at', values: [kind, own],
})

test.serial('a secret works at once at every node, is shown once, and ends in a year', async (t) => {
  const { status, secret } = await issue()
  t.is(status, 200)
  t.is(Buffer.from(secret, 'base64url').length, 32)
  t.deepEqual(await redeems(secret), new Set([400]), 'known; the code is not')
  t.deepEqual(await redeems(`${secret}x`), new Set([401]))
  const list = await (await desk.jar.follow(`${root}/rahasia`)).text()
  t.false(list.includes(secret))
  t.true(list.includes('1 rahasia berlaku'))
  const [row] = await house.db.owner.query<{ days: number }>({
    text: 'SELECT round(extract(epoch FROM expires_at - created_at) / 86400)::int AS days FROM client_secret WHERE client_id = $1', values: [own],
  })
  t.is(row?.days, 365)
  const sub = await subOf(house.db, desk.person.nip)
  const told = await events('klien.rahasia-diterbitkan')
  t.is(told[0]?.actor, `pegawai:${sub}`)
  t.false(JSON.stringify(told).includes(secret))
})

test.serial('two live, a third revokes the oldest; a page that was sent twice issues one', async (t) => {
  const [first] = await listed()
  const before = await lastKnown()
  const second = await issue(before)
  t.deepEqual(await redeems(second.secret), new Set([400]))
  const again = await issue(before)
  t.is(again.status, 409)
  t.is(again.secret, '')
  t.true(again.html.includes('Halaman ini sudah lama'))
  t.is((await listed()).length, 2)
  const third = await issue()
  await house.heard()
  t.deepEqual(await redeems(second.secret), new Set([400]))
  t.deepEqual(await redeems(third.secret), new Set([400]))
  t.false((await listed()).includes(first ?? ''))
})

test.serial('many sendings of one page at the same time issue one secret', async (t) => {
  const before = await lastKnown()
  const answers = await Promise.all(Array.from({ length: 4 }, () => issue(before)))
  t.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409, 409])
})

test.serial('a revoked one opens nothing, needs a reason, and the other goes on', async (t) => {
  const fresh = await issue()
  const kept = await issue()
  const [, old = ''] = await listed()
  const path = `${root}/rahasia/${old}/cabut`
  const without = await post(desk.jar, path, { csrf: desk.csrf, alasan: ' ' })
  t.is(without.status, 400)
  t.deepEqual(await redeems(fresh.secret), new Set([400]))
  t.is((await post(desk.jar, path, { csrf: desk.csrf, alasan: 'Terlihat di log.' })).status, 303)
  await house.heard()
  t.deepEqual(await redeems(fresh.secret), new Set([401]))
  t.deepEqual(await redeems(kept.secret), new Set([400]))
  t.is((await post(desk.jar, path, { csrf: desk.csrf, alasan: 'Lagi.' })).status, 404)
  t.deepEqual((await events('klien.rahasia-dicabut')).map(({ data }) => data), [{ rahasia: old, alasan: 'Terlihat di log.' }])
})

test.serial('another OPD\'s client gives none, and admin-opd alone is not enough', async (t) => {
  const other = 'skp.bantenprov.go.id'
  t.is((await post(desk.jar, `${house.issuer}/pengembang/klien/${other}/rahasia`, { csrf: desk.csrf, terakhir: '' })).status, 404)
  const admin = await openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, 'admin-opd') })
  t.is((await post(admin.jar, `${root}/rahasia`, { csrf: admin.csrf, terakhir: '' })).status, 403)
  const [count] = await house.db.owner.query<{ n: number }>({ text: 'SELECT count(*)::int AS n FROM client_secret WHERE client_id = $1', values: [other] })
  t.is(count?.n, 0)
})
