import test from 'ava'
import type { Aturan } from '../../src/domain/mfa/kebijakan/aturan.ts'
import { hasFitting, isAbout } from '../../src/domain/mfa/kebijakan/cocok.rules.ts'
import { simulate } from '../../src/domain/mfa/kebijakan/simulasi/simulasi.service.ts'
import { opdOf } from '../../src/domain/pegawai/unit/unit.rules.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { counting } from '../helpers/counting.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { addTotpRow } from '../mfa/support.ts'
import { ruleOf } from './support.ts'

const today = systemClock().today()
const day = (days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)

const idsOf = async ({ app }: TestDatabase, where: string): Promise<string[]> =>
  (await app.query<{ id: string }>({ text: `SELECT p.id FROM pegawai p WHERE ${where} ORDER BY p.id`, values: [] })).map(({ id }) => id)

const ACTIVE = `EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id)`

test('ten thousand people cost two statements, and each of the affected stands in one column', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const pool = counting(db.app)
  const { cost, result } = await pool.measure(() => simulate(pool.database, ruleOf({ sejak: today }), today))
  t.deepEqual(cost, { statements: 2, commits: 0 })
  t.true(result.total.terkena > 9_000)
  for (const row of [result.total, ...result.opd]) {
    t.is(row.terkena, row.berfaktor + row.tenggang + row.terkunci + row.belum_aktif)
  }
  t.is(result.opd.reduce((sum, { terkena }) => sum + terkena, 0), result.total.terkena)
  t.true(result.opd.length > 30)
})

test('a factor, a grace and a missing account say which column; the grace is counted on its days alone', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const people = (await idsOf(db, `${ACTIVE} AND p.keadaan = 'aktif'`)).slice(0, 5)
  const [withFactor = ''] = people
  await addTotpRow(db, withFactor)
  await addTotpRow(db, people[1] ?? '', { revoked_at: new Date(), rahasia_sealed: null })
  const siapa = { pegawai: people }
  const columns = async (given: Partial<Aturan>) => {
    const { total: { berfaktor, tenggang, terkunci }, terkunci_setelah_tenggang: later, hari } =
      await simulate(db.app, ruleOf({ siapa, sejak: today, ...given }), today)
    return { berfaktor, tenggang, terkunci, later, hari }
  }
  t.deepEqual(await columns({}), { berfaktor: 1, tenggang: 0, terkunci: 4, later: 4, hari: today })
  t.deepEqual(await columns({ pendaftaran_sampai: today }), { berfaktor: 1, tenggang: 4, terkunci: 0, later: 4, hari: today })
  t.deepEqual(await columns({ sejak: day(-9), pendaftaran_sampai: day(-1) }),
    { berfaktor: 1, tenggang: 0, terkunci: 4, later: 4, hari: today })
  t.deepEqual(await columns({ sejak: day(3), pendaftaran_sampai: day(9) }),
    { berfaktor: 1, tenggang: 4, terkunci: 0, later: 4, hari: day(3) })
  t.deepEqual(await columns({ tuntutan: 'tahan-phishing' }), { berfaktor: 0, tenggang: 0, terkunci: 5, later: 5, hari: today })
  const [notActive = ''] = await idsOf(db, `NOT ${ACTIVE} AND p.keadaan = 'aktif'`)
  t.like((await simulate(db.app, ruleOf({ siapa: { pegawai: [notActive] } }), today)).total,
    { terkena: 1, belum_aktif: 1, terkunci: 0 })
  await db.owner.query({ text: 'UPDATE account SET frozen_at = now() WHERE pegawai_id = $1', values: [withFactor] })
  t.is((await simulate(db.app, ruleOf({ siapa }), today)).total.terkena, 4, 'whoever is frozen is kept out by something else')
})

const RULES: Partial<Aturan>[] = [
  { siapa: { peran: ['*'] } }, { siapa: { eselon: ['I', 'II'] } }, { siapa: { jenis_jabatan: ['fungsional'] } },
  { siapa: { golongan: ['III/a', 'IX'] }, kode_pesan: ['email'] }, { kode_pesan: ['sms'] }, { siapa: { jenis_jabatan: ['struktural'], eselon: ['III', 'IV'] } },
]

test('the simulation says of every single person what the policy says at his sign-in', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const sample = await idsOf(db, `${ACTIVE} OR right(p.id::text, 2) = '00'`)
  const people = (await Promise.all(sample.map((id) => findPersonToday(db.app, id, today))))
    .flatMap((person) => person && !person.frozen && (person.keadaan === 'aktif' || person.keadaan === 'terbatas') ? [person] : [])
  t.true(people.length > 30)
  const [dinkes] = await db.app.query<{ id: string }>({ text: `SELECT id FROM unit_kerja WHERE slug = 'dinkes'`, values: [] })
  for (const given of [...RULES, { siapa: { opd: [dinkes?.id ?? ''] } }]) {
    const aturan = ruleOf({ ...given, siapa: { ...given.siapa, pegawai: people.map(({ id }) => id) } })
    const meant = people.filter((person) => isAbout(aturan.siapa, person))
    const { total, opd } = await simulate(db.app, aturan, today)
    t.deepEqual(total, {
      terkena: meant.length, tenggang: 0,
      berfaktor: meant.filter((person) => person.activated && hasFitting(aturan, person)).length,
      terkunci: meant.filter((person) => person.activated && !hasFitting(aturan, person)).length,
      belum_aktif: meant.filter(({ activated }) => !activated).length,
    }, JSON.stringify(given))
    const names = Object.groupBy(meant, ({ unitChain }) => opdOf(unitChain)?.nama ?? '')
    t.deepEqual(Object.fromEntries(opd.map((row) => [row.opd?.nama ?? '', row.terkena])),
      Object.fromEntries(Object.entries(names).map(([name, them]) => [name, them?.length])))
  }
})
