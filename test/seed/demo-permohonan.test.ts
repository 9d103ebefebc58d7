import test from 'ava'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { seedPermohonan } from '../../src/seed/demo-permohonan.ts'
import { DEMO_PERMOHONAN } from '../../src/seed/demo-permohonan.rules.ts'
import { testDatabase } from '../helpers/database.ts'

// Through the services of the procedure and the form, as people would have done it: nothing is written past them.

test('the samples of the demo: one done, with the client that was approved, and others at their desks; twice is once', async (t) => {
  const { app, owner } = await testDatabase(t, 'penuh')
  const desk = { database: app, clock: systemClock(), issuer: 'http://localhost:3000' }
  await seedPermohonan(desk)
  await seedPermohonan(desk)
  const rows = <Row>(text: string): Promise<Row[]> => owner.query<Row>({ text, values: [] })
  const found = await rows<{ nama: string; keadaan: string; meja: string[] }>(`
    SELECT p.isi ->> 'nama' AS nama, p.keadaan,
      ARRAY(SELECT v.langkah FROM permohonan_langkah v WHERE v.permohonan_id = p.id AND v.selesai_at IS NULL ORDER BY 1) AS meja
    FROM permohonan p ORDER BY p.created_at`)
  t.deepEqual(found.map(({ keadaan, meja }) => [keadaan, ...meja].join(' ')), [
    'selesai', 'berjalan analisis', 'dikembalikan pengajuan', 'berjalan elemen persetujuan-opd', 'draf',
  ])
  const host = DEMO_PERMOHONAN[0]?.host
  const clients = await rows<{ state: string; metadata: Record<string, unknown>; nomor_pse: string; client_id: string }>(`
    SELECT c.state, c.metadata, a.nomor_pse, p.client_id FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id
      JOIN permohonan p ON p.client_id = c.client_id WHERE c.host = '${host ?? ''}'`)
  t.is(clients.length, 1)
  t.like(clients[0], { state: 'aktif', nomor_pse: 'CONTOH-0001', metadata: { redirect_uris: [`https://${host ?? ''}/sso/`], scope: 'openid profile opd' } })
  const future = await rows('SELECT FROM permohonan_keputusan WHERE at > now()')
  t.deepEqual(future, [])
})
