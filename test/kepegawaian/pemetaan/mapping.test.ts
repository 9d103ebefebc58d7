import test from 'ava'
import { findPersonToday } from '../../../src/domain/pegawai/person.queries.ts'
import { bindJabatan } from '../../../src/domain/kepegawaian/pemetaan/jabatan.queries.ts'
import {
  decisions, findWaitingUnit, waitingPeople, waitingUnits,
} from '../../../src/domain/kepegawaian/pemetaan/mapping.queries.ts'
import {
  mapJabatan, mapUnits, type MappingContext, sureJabatan, sureUnits, takeBackMapping, unitChoices, unmappedJabatan,
} from '../../../src/domain/kepegawaian/pemetaan/mapping.service.ts'
import { type Directory, openDirectory } from '../directory.ts'
import { clockAt, pegawai, penugasan, rows, TODAY } from '../feeds.ts'

/** Units and jabatan that a source names in its own way, mapped by a person and taken back. */

const contextOf = ({ database }: Directory, day = TODAY): MappingContext =>
  ({ database, clock: clockAt(day), actor: 'pegawai:00000000-0000-4000-8000-000000000001' })

const lost = (serial: number, unit = 'ASING', nama = 'Bidang Contoh') =>
  pegawai(serial, { unor_id: unit, unor_nama: nama })

/** 20 people in a known unit, two in one that nobody knows. */
const FEED = [...rows(1, 20), lost(21), lost(22)]

const unitOf = async (directory: Directory, person: string): Promise<string | undefined> =>
  (await directory.rows<{ nama: string }>(
    `SELECT n.nama FROM pegawai_sumber s JOIN pegawai_jabatan j ON j.pegawai_id = s.pegawai_id AND j.valid_to IS NULL
     JOIN unit_nama n ON n.unit_id = j.unit_id AND n.valid_to IS NULL WHERE s.external_id = $1`, [person]))[0]?.nama

const bidang = async ({ database }: Directory): Promise<string> =>
  [...(await unitChoices({ database, clock: clockAt(TODAY) })).byId.values()]
    .find(({ nama }) => nama === 'Bidang Contoh')?.id ?? ''

test('an unknown unit is collected with its name and its people, mapped, and its people come with the next run', async (t) => {
  const directory = await openDirectory(t)
  const { database } = directory
  t.like(await directory.import({ pegawai: FEED }), { created: 20 })
  const [waiting, ...others] = await waitingUnits(database, { most: 10 })
  t.like(waiting, { sumber: 'siasn', external_id: 'ASING', nama: 'Bidang Contoh', orang: 2 })
  t.deepEqual(others, [])
  const preview = await waitingPeople(database, { sumber: 'siasn', externalId: 'ASING', most: 10 })
  t.deepEqual(preview.map(({ external_id, nama }) => [external_id, nama]), [['P21', null], ['P22', null]])

  const [pair] = await sureUnits({ database }, (await unitChoices(contextOf(directory))).index)
  t.is(pair?.suggestion.id, await bidang(directory))
  const mapped = await mapUnits(contextOf(directory), [
    { sumber: 'siasn', externalId: 'ASING', unitId: pair?.suggestion.id ?? '' },
  ])
  t.is(mapped.length, 1)
  t.deepEqual(await waitingUnits(database, { most: 10 }), [])
  t.is(await unitOf(directory, 'P21'), undefined, 'nobody moves before a run')

  t.like(await directory.import({ pegawai: FEED }), { created: 2, quarantined: [] })
  t.is(await unitOf(directory, 'P21'), 'Bidang Contoh')
  t.like(await directory.events('pemetaan.ditetapkan'), [{ data: { jenis: 'unit', external_id: 'ASING' } }])
})

test('taken back, the lines wait again and the people keep what they have', async (t) => {
  const directory = await openDirectory(t)
  const { database } = directory
  await directory.import({ pegawai: FEED })
  const unitId = await bidang(directory)
  const [mapped] = await mapUnits(contextOf(directory), [{ sumber: 'siasn', externalId: 'ASING', unitId }])
  await directory.import({ pegawai: FEED })
  const both = await Promise.all([
    takeBackMapping(contextOf(directory), mapped?.id ?? ''), takeBackMapping(contextOf(directory), mapped?.id ?? ''),
  ])
  t.is(both.filter((taken) => taken !== undefined).length, 1, 'taken back once')

  const { quarantined } = await directory.import({ pegawai: FEED, full: true })
  t.deepEqual(quarantined.map(({ reason }) => reason), ['unit-unknown', 'unit-unknown'])
  t.is(await unitOf(directory, 'P21'), 'Bidang Contoh')
  t.like(await directory.rows(`SELECT p.keadaan, p.tahan FROM pegawai p JOIN pegawai_sumber s ON s.pegawai_id = p.id
    WHERE s.external_id = $1`, ['P21']), [{ keadaan: 'aktif', tahan: false }])
  t.like(await findWaitingUnit(database, 'siasn', 'ASING'), { orang: 2 })
  const list = await decisions(database, { most: 10, today: TODAY })
  t.like(list, [{ sasaran: unitId, sasaran_nama: 'Bidang Contoh', dibatalkan_at: clockAt(TODAY).now() }])
  t.is((await mapUnits(contextOf(directory), [{ sumber: 'siasn', externalId: 'ASING', unitId }])).length, 1,
    'it may be decided anew')
})

test('of two who map the same unit at once one does, and the other is told', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: FEED })
  const unitId = await bidang(directory)
  const pair = { sumber: 'siasn', externalId: 'ASING', unitId }
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => mapUnits(contextOf(directory), [pair])))
  t.deepEqual(outcomes.map(({ length }) => length).toSorted((a, b) => a - b), [0, 0, 0, 1])
  t.is((await directory.rows('SELECT FROM pemetaan')).length, 1)
})

test('a closed unit is no target, and what does not wait is not mapped', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: FEED })
  const unitId = await bidang(directory)
  const context = contextOf(directory)
  t.deepEqual(await mapUnits(context, [{ sumber: 'siasn', externalId: 'TIADA', unitId }]), [])
  await directory.owner.query({ text: 'UPDATE unit_kerja SET valid_to = $1 WHERE id = $2', values: [TODAY, unitId] })
  t.deepEqual(await mapUnits(context, [{ sumber: 'siasn', externalId: 'ASING', unitId }]), [])
})

test('what a later run no longer names is forgotten; a run of some people keeps what others wait for', async (t) => {
  const directory = await openDirectory(t)
  const { database } = directory
  await directory.import({ pegawai: FEED, penugasan: [penugasan('P1', { unor_id: 'JAUH' })] })
  const waiting = async () => (await waitingUnits(database, { most: 10 })).map(({ external_id, orang }) => [external_id, orang])
  t.deepEqual(await waiting(), [['ASING', 2], ['JAUH', 1]])
  await directory.import({ pegawai: [...rows(2, 20), pegawai(21)] })
  t.deepEqual(await waiting(), [['ASING', 1], ['JAUH', 1]])
  await directory.import({ pegawai: rows(1, 22), full: true })
  t.deepEqual(await waiting(), [])
})

test('a feed that is refused for its unknown units tells them all the same', async (t) => {
  const directory = await openDirectory(t)
  await t.throwsAsync(directory.import({ pegawai: rows(1, 10, (serial) => lost(serial)) }), { message: /unit-unknown/ })
  t.like(await waitingUnits(directory.database, { most: 10 }), [{ external_id: 'ASING', orang: 10 }])
})

test('a dry run remembers nothing', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: FEED, dryRun: true })
  t.deepEqual(await waitingUnits(directory.database, { most: 10 }), [])
})

test('a page ends where the next one begins', async (t) => {
  const directory = await openDirectory(t)
  const { database } = directory
  await directory.import({ pegawai: [...rows(1, 60), ...rows(61, 66, (serial) => lost(serial, `U-${serial % 3}`))] })
  const [one, two, ...rest] = await waitingUnits(database, { most: 10 })
  t.is(rest.length, 1)
  const after = two && { orang: two.orang, sumber: two.sumber, externalId: two.external_id }
  t.deepEqual(await waitingUnits(database, { after, most: 10 }), rest)
  t.not(one?.external_id, two?.external_id)
})

/** The same jabatan under another source's id, as SIMPEG would bring it. */
async function otherSource({ owner }: Directory, externalId: string, nama: string): Promise<string> {
  const [row] = await owner.query<{ id: string }>({
    text: `INSERT INTO jabatan (sumber, external_id, nama, jenis) VALUES ('simpeg', $1, $2, 'fungsional') RETURNING id`,
    values: [externalId, nama],
  })
  return row?.id ?? ''
}

const subOf = async (directory: Directory): Promise<string> =>
  (await directory.rows<{ pegawai_id: string }>(`SELECT pegawai_id FROM pegawai_sumber WHERE external_id = 'P1'`))[0]
    ?.pegawai_id ?? ''

test('two sources name one jabatan: its id in the token is that of the leading source, and back', async (t) => {
  const directory = await openDirectory(t)
  const { database, owner } = directory
  await directory.import({ pegawai: rows(1, 2) })
  const sub = await subOf(directory)
  const tokenId = async () => (await findPersonToday(database, sub, TODAY))?.jabatan?.id
  const siasn = await tokenId()
  const simpeg = await otherSource(directory, '300', 'ARSIPARIS AHLI MUDA')
  await owner.query({
    text: 'UPDATE pegawai_jabatan SET jabatan_id = $1 WHERE pegawai_id = $2', values: [simpeg, sub],
  })
  t.is(await tokenId(), simpeg)

  const { unmapped } = await unmappedJabatan(contextOf(directory))
  const [pair] = sureJabatan(unmapped)
  t.is(pair?.suggestion.id, siasn ?? undefined)
  const [mapped] = await mapJabatan(contextOf(directory), [{ jabatanId: simpeg, padananId: siasn ?? '' }])
  t.is(await tokenId(), siasn)
  // The other source's line now differs in nothing from what is stored under the one it means.
  const again = await directory.import({ pegawai: [pegawai(1, { nama: 'Contoh Satu' }), pegawai(2)] })
  t.like(again, { changed: 1 })
  t.is((await directory.rows('SELECT FROM pegawai_jabatan WHERE pegawai_id = $1', [sub])).length, 1)

  await takeBackMapping(contextOf(directory), mapped?.id ?? '')
  t.is(await tokenId(), simpeg)
})

test('a jabatan means another in one step: no chain, whoever decides at the same time', async (t) => {
  const directory = await openDirectory(t)
  const { database, owner } = directory
  const insert = async (sumber: string) => (await owner.query<{ id: string }>({
    text: `INSERT INTO jabatan (sumber, external_id, nama, jenis) VALUES ($1, 'X', 'X', 'fungsional') RETURNING id`,
    values: [sumber],
  }))[0]?.id ?? ''
  const [a, b, c] = [await insert('a'), await insert('b'), await insert('c')]
  const bind = (pairs: readonly (readonly [string, string])[]) => database.knex.transaction((trx) => bindJabatan(
    trx, pairs.map(([jabatanId, padananId]) => ({ jabatanId, padananId })), { by: 'operator', at: new Date() }))
  t.is((await bind([[a, b], [b, c]])).length, 1, 'a to b is left out: b means c by the same decision')
  t.is((await bind([[a, b]])).length, 0, 'b means another')
  t.is((await bind([[c, a]])).length, 0, 'another means c')
  t.is((await bind([[a, a]])).length, 0)
  const [d, e] = [await insert('d'), await insert('e')]
  const both = await Promise.all([bind([[d, e]]), bind([[e, d]])])
  t.is(both.flat().length, 1)
})
