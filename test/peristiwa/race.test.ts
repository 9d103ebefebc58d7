import test from 'ava'
import { openNodes } from '../helpers/nodes.ts'
import { event, joined, openUnits } from './events.ts'
import { push, service, tokenOf } from './program.ts'

// Many programs at once, over two nodes on one database.

test('one event, posted twenty times at once to two nodes, is applied once', async (t) => {
  const nodes = await openNodes(t, 'penuh')
  await openUnits(nodes.db.app)
  const token = await tokenOf(await service(nodes))
  const sent = joined(1)
  nodes.balancer.hold(20)
  const answers = await Promise.all(Array.from({ length: 20 }, () => push(nodes, token, sent)))
  t.true(nodes.balancer.overlapped())
  t.deepEqual(answers.map(({ status }) => status), Array(20).fill(200))
  t.is(answers.filter(({ body }) => body['ulangan'] === false).length, 1)
  const count = async (text: string): Promise<number> =>
    (await nodes.db.app.query<{ count: number }>({ text, values: [] }))[0]?.count ?? -1
  t.is(await count('SELECT count(*)::int AS count FROM kepegawaian_peristiwa'), 1)
  t.is(await count(`SELECT count(*)::int AS count FROM pegawai_sumber WHERE sumber = 'simpeg' AND external_id = 'P1'`), 1)
  t.is(await count(`SELECT count(*)::int AS count FROM kepegawaian_run WHERE mode = 'peristiwa'`), 1)
  t.is(await count(`SELECT count(*)::int AS count FROM audit_event WHERE kind = 'peristiwa.diterima'`), 1)
})

test('different events of one person at once, his joining among them, all count', async (t) => {
  const nodes = await openNodes(t, 'penuh')
  await openUnits(nodes.db.app)
  const token = await tokenOf(await service(nodes))
  const events = [
    joined(1), event('mutasi', 1, { unit: 'U2' }), event('golongan', 1, { golongan: 'IV/a' }), event('kedudukan', 1, { kedudukan: '03' }),
    event('kontak', 1, { email: 'a@bantenprov.go.id' }), event('kontak', 1, { email: 'b@bantenprov.go.id' }, { versi: 2 }),
    event('jabatan', 1, { jabatan: { nama: 'Analis', jenis: 'fungsional' } }), event('pensiun', 1, { tmt_pensiun: '2040-01-01' }),
  ]
  nodes.balancer.hold(events.length)
  const answers = await Promise.all(events.map((one) => push(nodes, token, one)))
  t.true(nodes.balancer.overlapped())
  t.true(answers.every(({ status }) => status === 200 || status === 202))
  const people = await nodes.db.app.query<Record<string, unknown>>({
    text: `SELECT p.kedudukan_kode, p.golongan, p.email, p.tmt_pensiun, (SELECT count(*)::int FROM pegawai_jabatan j WHERE j.pegawai_id = p.id AND j.valid_to IS NULL) AS posts,
        (SELECT j.unit_id FROM pegawai_jabatan j WHERE j.pegawai_id = p.id AND j.valid_to IS NULL)
          = (SELECT unit_id FROM unit_sumber WHERE sumber = 'simpeg' AND external_id = 'U2') AS "isMoved"
      FROM pegawai p JOIN pegawai_sumber s ON s.pegawai_id = p.id AND s.sumber = 'simpeg' AND s.external_id = 'P1'`, values: [] })
  t.deepEqual(people, [{
    kedudukan_kode: '03', golongan: 'IV/a', email: 'b@bantenprov.go.id', tmt_pensiun: '2040-01-01', posts: 1, isMoved: true,
  }])
  const waiting = await nodes.db.app.query({ text: `SELECT id FROM kepegawaian_peristiwa WHERE status <> 'diterapkan'`, values: [] })
  t.deepEqual(waiting, [])
})
