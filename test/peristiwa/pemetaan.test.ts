import test from 'ava'
import { waitingPeople, waitingUnits } from '../../src/domain/kepegawaian/pemetaan/mapping.queries.ts'
import { mapUnits, takeBackMapping } from '../../src/domain/kepegawaian/pemetaan/mapping.service.ts'
import { applyRipeEvents } from '../../src/domain/kepegawaian/peristiwa/index.ts'
import { testDatabase } from '../helpers/database.ts'
import { clockAt, nipOf, TODAY } from '../kepegawaian/feeds.ts'
import { deliver, event, joined, openUnits } from './events.ts'

test('a unit that events name and nobody knows is mapped on the screen of every other, and taken back', async (t) => {
  const { app: database } = await testDatabase(t, 'kosong')
  await openUnits(database)
  const clock = clockAt(TODAY)
  const context = { database, clock, actor: 'operator' as const }
  const waiting = async () => (await waitingUnits(database, { most: 10 })).map(({ sumber, external_id, nama, orang }) => [sumber, external_id, nama, orang])
  const slugOf = async (person: string) => (await database.query<{ slug: string }>({
    text: `SELECT u.slug FROM pegawai_sumber s JOIN pegawai_jabatan j ON j.pegawai_id = s.pegawai_id AND j.valid_to IS NULL
      JOIN unit_kerja u ON u.id = j.unit_id WHERE s.external_id = $1`, values: [person] }))[0]?.slug
  const map = async (slug: string) => {
    const [unit] = await database.query<{ id: string }>({ text: 'SELECT id FROM unit_kerja WHERE slug = $1', values: [slug] })
    const [mapped] = await mapUnits(context, [{ sumber: 'simpeg', externalId: 'U3', unitId: unit?.id ?? '' }])
    return mapped?.id ?? ''
  }

  await deliver(database, clock, [joined(1), joined(2, { unit: 'U3' }), event('mutasi', 1, { unit: 'U3' }),
    event('mutasi', 1, { unit: 'U3' }, { berlaku: '2026-11-02' }),
    event('mutasi', 7, { unit: 'U3' }, { orang: { nip: nipOf(7), tanggal_lahir: '1980-01-01' } })])
  t.deepEqual(await waiting(), [['simpeg', 'U3', null, 3]])
  t.deepEqual((await waitingPeople(database, { sumber: 'simpeg', externalId: 'U3', most: 10 })).map(({ external_id, nip, nama }) => [external_id, nama, nip]),
    [['P1', 'Contoh 1', nipOf(1)], ['P2', null, nipOf(2)], [null, null, nipOf(7)]])

  const wrong = await map('dishub')
  t.not(wrong, '')
  t.deepEqual(await waiting(), [])
  await applyRipeEvents(database, clock)
  t.deepEqual([await slugOf('P1'), await slugOf('P2')], ['dishub', 'dishub'])

  t.truthy(await takeBackMapping(context, wrong))
  t.deepEqual(await waiting(), [['simpeg', 'U3', null, 2]], 'who is unknown waits for himself alone')
  t.is(await applyRipeEvents(database, clock), 0)
  t.deepEqual([await slugOf('P1'), await slugOf('P2')], ['dishub', 'dishub'], 'nobody loses anything')
  t.not(await map('dinkes'), '')
  await applyRipeEvents(database, clock)
  t.deepEqual([await slugOf('P1'), await slugOf('P2')], ['dinkes', 'dinkes'])
  t.deepEqual(await database.query({ text: `SELECT peristiwa_id FROM kepegawaian_peristiwa WHERE alasan = 'unit-tidak-dikenal'`, values: [] }), [])
})
