import test from 'ava'
import * as client from 'openid-client'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { importBundle } from '../../src/domain/kepegawaian/index.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { discoverParty, signInTo } from '../helpers/relying-party.ts'
import { type Cells, folderOf, pegawaiCsv, penugasan, penugasanCsv } from '../kepegawaian/feeds.ts'
import { sampleRows } from '../kepegawaian/sample-rows.ts'
import { subOf } from '../sessions/people.ts'

const SKP = 'skp.bantenprov.go.id'

/** What a move, a promotion and an assignment change. */
interface Posted {
  readonly opd?: { nama: string }
  readonly unit_kerja?: { nama: string }
  readonly jabatan?: { nama: string; eselon?: string }
  readonly penugasan?: readonly { jenis: string; jabatan: string }[]
}

/** A day so far from today, as the bundle writes it. */
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('-')

test('who moves, is promoted, stands in and stops standing in is so at once, at both nodes, in every token that is in use', async (t) => {
  const house = await openNodes(t, 'penuh')
  const { db, clock, issuer, balancer } = house
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const party = await discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const model = await demoPerson(db.app, 'Pegawai Biro Hukum')
  const [sub, other] = [await subOf(db, person.nip), await subOf(db, model.nip)]
  const [own, theirs] = await sampleRows(db, [sub, other]) as [Cells, Cells]
  const { tokens } = await signInTo(party, cookieJar(), person, { claims: JSON.stringify({ id_token: { opd: null, jabatan: null, penugasan: null } }) })
  let [access, refresh] = [tokens.access_token, tokens.refresh_token ?? '']

  /** Two of each, hence one at each node: what userinfo says of the old token, and what a refresh brings. */
  async function everywhere(): Promise<Posted[]> {
    const from = balancer.passages.length
    const said: Posted[] = []
    for (let turn = 0; turn < 2; turn += 1) said.push(await client.fetchUserInfo(party.config, access, sub) as Posted)
    for (let turn = 0; turn < 2; turn += 1) {
      const fresh = await client.refreshTokenGrant(party.config, refresh)
      ;[access, refresh] = [fresh.access_token, fresh.refresh_token ?? '']
      said.push(fresh.claims() as unknown as Posted, await client.fetchUserInfo(party.config, access, sub) as Posted)
    }
    t.is(new Set(balancer.passages.slice(from).map(({ node }) => node)).size, 2)
    return said
  }
  async function bring(rows: readonly Cells[], assignments: readonly Cells[]): Promise<void> {
    const path = await folderOf(t, { 'pegawai.csv': pegawaiCsv(rows), 'penugasan.csv': penugasanCsv(assignments) })
    await importBundle(db.app, clock, { path, synthetic: true })
    await house.heard()
  }
  const [before] = await everywhere()
  t.truthy(before?.opd)

  const post = ['unor_id', 'jabatan_id', 'jabatan_nama', 'jenis_jabatan_id', 'jenis_jabatan_nama', 'eselon_id'] as const
  const moved = { ...own, ...Object.fromEntries(post.map((name) => [name, theirs[name] ?? ''])), tmt_jabatan: dayFromNow(-1) }
  await bring([moved], [])
  for (const said of await everywhere()) {
    t.not(said.opd?.nama, before?.opd?.nama)
    t.is(said.jabatan?.nama, theirs['jabatan_nama'])
  }

  const promoted = { ...moved, jabatan_id: 'J-NAIK', jabatan_nama: 'Analis Hukum Ahli Madya', tmt_jabatan: dayFromNow(0) }
  const stands = penugasan(own['pns_id'] ?? '', {
    jabatan: 'Kepala Bagian Contoh', unor_id: theirs['unor_id'] ?? '', mulai: dayFromNow(-1), selesai: dayFromNow(30),
  })
  await bring([promoted], [stands])
  for (const said of await everywhere()) {
    t.is(said.jabatan?.nama, 'Analis Hukum Ahli Madya')
    t.deepEqual(said.penugasan?.map(({ jenis, jabatan }) => [jenis, jabatan]), [['PLT', 'Kepala Bagian Contoh']])
  }

  await bring([promoted], [])
  for (const said of await everywhere()) t.is(said.penugasan, undefined)
})
