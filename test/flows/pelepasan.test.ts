import test from 'ava'
import { createReleaseLedger } from '../../src/domain/sessions/pelepasan.service.ts'
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.ts'
import { addClient, issueSecret } from '../../src/domain/clients/index.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { testDatabase } from '../helpers/database.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { opdOfTable } from '../helpers/opd.ts'
import { demoPerson } from '../helpers/people.ts'
import { discoverParty, enter, signInTo } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'

interface Row { pegawai_id: string; client_id: string; hari: string; klaim: string[] }

const ledger = ({ db }: Pick<House, 'db'>): Promise<Row[]> => db.owner.query<Row>({
  text: 'SELECT pegawai_id, client_id, hari, klaim FROM pelepasan_klaim ORDER BY pertama_at, klaim', values: [],
})

async function application({ issuer, db, clock }: House) {
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  return discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
}

test('each set of claims that an application receives of a person stands in the ledger once a day, by name alone', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const jar = cookieJar()
  const { idToken, userinfo } = await signInTo(party, jar, await demoPerson(house.db.app, 'PNS di sekolah'))
  const about = { pegawai_id: idToken.sub, client_id: SKP, hari: house.clock.today() }
  const expected = [
    { ...about, klaim: ['acr', 'amr', 'auth_time', 'sub'] },
    { ...about, klaim: Object.keys(userinfo).sort() },
  ]
  t.deepEqual(await ledger(house), expected)
  t.true(expected[1]?.klaim.includes('jabatan'))

  await enter(party, jar)
  t.deepEqual(await ledger(house), expected, 'not again')
  await enter(party, jar, { scope: 'openid opd' })
  t.deepEqual((await ledger(house)).map(({ klaim }) => klaim)[2], ['data_per', 'opd', 'sub', 'unit_kerja'])
})

test('what the claims parameter brings into the ID token is in the ledger too', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  await signInTo(party, cookieJar(), await demoPerson(house.db.app, 'PNS di sekolah'), {
    claims: JSON.stringify({ id_token: { opd: null } }),
  })
  t.true((await ledger(house)).some(({ klaim }) => klaim.join() === 'acr,amr,auth_time,opd,sub'))
})

test('an application with its own sub for the person stands under the person', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const own = await signInTo(await application(house), cookieJar(), person)
  const redirect = 'http://localhost:4569/callback'
  const { client_secret: secret = '' } = await addClient(house.db.app, house.clock, {
    client_id: 'samar', client_name: 'Samar', opd: await opdOfTable(house, SKP), testers: 'semua', subject_type: 'pairwise',
    redirect_uris: [redirect], scope: 'openid',
  }, { demo: true })
  const party = await discoverParty(house.issuer, 'samar', secret, redirect)
  const { idToken } = await signInTo(party, cookieJar(), person, { scope: 'openid' })
  t.not(idToken.sub, own.idToken.sub)
  t.deepEqual([...new Set((await ledger(house)).map(({ pegawai_id: id }) => id))], [own.idToken.sub])
})

test('a release that cannot be written does not leave', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  await house.db.owner.query({ text: 'REVOKE INSERT ON pelepasan_klaim FROM satu_login_app', values: [] })
  const { message } = await t.throwsAsync(
    signInTo(party, cookieJar(), await demoPerson(house.db.app, 'PNS di sekolah'))) ?? {}
  t.regex(message ?? '', /server.error|unexpected HTTP response/i)
  const [left] = await house.db.owner.knex('oidc_access_token').count({ n: '*' })
  t.is(Number(left?.['n']), 0)
})

test('the memory of a day is bounded and ends with the day', async (t) => {
  const { app, owner } = await testDatabase(t, 'kosong')
  const [person] = await owner.query<{ id: string }>({
    text: `INSERT INTO pegawai (nama, tanggal_lahir, kedudukan_kode, keadaan, synthetic)
           VALUES ('Uji', '1990-01-01', '01', 'aktif', true) RETURNING id`,
    values: [],
  })
  let today = '2026-11-27'
  const book = createReleaseLedger({ now: () => new Date(), today: () => today }, { most: 2 })
  const release = async (clientId: string): Promise<number> => {
    const before = app.statements
    const unit = new UnitOfWork({ correlationId: 'x' })
    await unit.run(() => {
      book.record({ pegawaiId: person?.id ?? '', clientId, klaim: ['sub'] })
      return Promise.resolve()
    })
    await unit.flush(app)
    return app.statements - before
  }
  t.deepEqual([await release('a'), await release('a'), await release('b'), await release('b')], [1, 0, 1, 1])
  today = '2026-11-28'
  t.is(await release('b'), 1)
  t.is(await release('b'), 0)
})
