import test, { type ExecutionContext } from 'ava'
import type { Reason } from '../../../src/domain/kepegawaian/finding.ts'
import { samplePopulation } from '../../../src/domain/kepegawaian/sample/index.ts'
import { createSimpeg } from '../../../src/domain/kepegawaian/source/simpeg/index.ts'
import { validate } from '../../../src/domain/kepegawaian/validation/validate.rules.ts'
import { readUnitSeeds } from '../../../src/domain/pegawai/unit/unit.schema.ts'
import { missingMariadb } from '../../helpers/mariadb.ts'
import { fileScope } from '../../helpers/scope.ts'
import { clockAt, nipOf, TODAY } from '../feeds.ts'
import { DATABASE, type OldDatabase, openOldDatabase } from './old-database.ts'

// A real MariaDB (Debian's). Where there is none, each test is skipped by its name.

const here = missingMariadb.length === 0 ? test.serial : test.serial.skip
const file = fileScope(test)
const { units, people } = samplePopulation(300, readUnitSeeds())
const never = new AbortController().signal

let old: OldDatabase

if (missingMariadb.length === 0) {
  test.before('an old database', async (t) => {
    t.timeout(60_000)
    old = await openOldDatabase(file)
    await old.fill(units, people)
  })
}

const open = () => createSimpeg({ url: old.readerUrl, tls: false, cidrs: ['127.0.0.0/8'] }, clockAt(TODAY))
const everything = () => open().everything(never)
const read = async () => (await everything()).read(() => undefined)
const written = (iso: string): string => iso.split('-').reverse().join('-')
const quiet = `${DATABASE}.peg_identpeg`

/** The next test finds everything as it was. */
function putBack(t: ExecutionContext): void {
  t.teardown(async () => {
    await old.empty()
    await old.fill(units, people)
  })
}

/** Somebody with this in his row of peg_identpeg; his NIP tells another day than `tlahir` may. */
async function add(t: ExecutionContext, columns: Record<string, string | null> = {}): Promise<string> {
  const nip = nipOf(1)
  t.teardown(() => old.run(`DELETE FROM ${quiet} WHERE nip = '${nip}'`))
  await old.admin.withSchema(DATABASE).table('peg_identpeg').insert({
    nip, nama: 'Orang Baru', kjkel: '1', tlahir: '01011980', kduduk: '01', ...columns,
  })
  return nip
}

async function judge(nip: string) {
  const feed = await read()
  const line = feed.pegawai.lines.find(({ cells }) => cells.nip_baru === nip)
  const { pegawai } = validate(feed, TODAY)
  const mine = <Item extends { line: number }>(list: readonly Item[]): Item | undefined => list.find((one) => one.line === line?.line)
  return { cells: line?.cells, row: mine(pegawai.rows), bad: mine(pegawai.quarantined)?.reason, doubt: mine(pegawai.warnings)?.reason }
}

here('everybody comes, the unmarried too, each with what the old tables say', async (t) => {
  const [[married] = []] = await old.admin.raw<[{ n: number }[]]>(
    `SELECT COUNT(*) AS n FROM ${quiet} p JOIN ${DATABASE}.riw_sistri s ON s.nip = p.nip`)
  t.true(Number(married?.n) < people.length, 'the inner join of old exports loses people')
  const feed = await read()
  t.is(feed.pegawai.lines.length, people.length)
  const byNip = new Map(feed.pegawai.lines.map(({ cells }) => [cells.nip_baru, cells]))
  for (const person of people) {
    t.like(byNip.get(person.nip), {
      pns_id: person.nip, nama: person.nama, gelar_depan: person.gelarDepan ?? '', gelar_belakang: person.gelarBelakang ?? '',
      tanggal_lahir: written(person.lahir), jenis_kelamin: person.kelamin === 'L' ? '1' : '2',
      kedudukan_hukum_id: person.kedudukan.kode, gol_akhir_nama: person.golongan, tmt_golongan: written(person.tmtGolongan),
      tmt_cpns: person.jenis === 'PPPK' ? '' : written(person.tmtAwal), tmt_pns: person.tmtPns ? written(person.tmtPns) : '',
      jabatan_nama: person.jabatan.nama, jenis_jabatan_id: person.jabatan.jenis, tmt_jabatan: written(person.jabatan.tmt),
      eselon_id: person.jabatan.eselon, unor_id: person.unit.kode, unor_nama: person.unit.nama,
      email: undefined, tmt_pensiun: undefined, status_cpns_pns: { PNS: 'P', CPNS: 'C', PPPK: undefined }[person.jenis],
    }, person.nama)
  }
  const judged = validate(feed, TODAY)
  t.deepEqual(judged.pegawai.quarantined, [])
  t.is(judged.pegawai.rows.length, people.length)
  t.deepEqual(feed.missing, [
    'jenis_pegawai_nama', 'kedudukan_hukum_nama', 'jenis_jabatan_nama', 'nomor_hp', 'email', 'email_gov', 'tmt_pensiun',
    'akhir_kontrak', 'tgl_meninggal', 'unor.csv', 'penugasan.csv',
  ].toSorted((a, b) => feed.missing.indexOf(a) - feed.missing.indexOf(b)))
})

here('who stands in one table alone comes too, without post and rank', async (t) => {
  const nip = await add(t)
  const { cells, row, doubt } = await judge(nip)
  t.like(cells, { nip_baru: nip, unor_id: '', jabatan_nama: '', gol_akhir_nama: '' })
  t.like(row, { nip, post: { jabatan: null, unitExternalId: null } })
  t.is(doubt, 'unit-empty')
})

const BIRTHS: [written: string | null, bad: Reason | undefined, doubt?: Reason][] = [
  ['01011980', undefined, 'unit-empty'], ['00000000', undefined, 'unit-empty'], ['', undefined, 'unit-empty'],
  [null, undefined, 'unit-empty'], ['31021980', 'date-invalid'], ['00011980', 'date-invalid'], ['19800101', 'date-invalid'],
  ['1011980', 'date-invalid'], ['tidak', 'date-invalid'], ['01012090', 'date-in-future'],
  ['02011980', undefined, 'birth-date-differs-from-nip'],
]

for (const [tlahir, bad, doubt] of BIRTHS) {
  here(`a birth date written ${tlahir === null ? 'as NULL' : `"${tlahir}"`} is ${bad ?? 'believed'}`, async (t) => {
    const found = await judge(await add(t, { tlahir }))
    t.is(found.bad, bad)
    t.is(found.doubt, doubt)
  })
}

here('letters of every table come as they are meant', async (t) => {
  const nip = await add(t, { nama: 'Siti Nuraïni Décembre', glblk: 'S.Pd.' })
  putBack(t)
  await old.admin.withSchema(DATABASE).table('peg_jakhir').insert({
    nip, jnsjab: '4', kjab: 'X1', njab: 'Pengelola “Data” – Æ', keselon: '99', kunker: units[0]?.kode ?? '', tmtjab: 1_022_020,
  })
  const { cells, bad } = await judge(nip)
  t.like(cells, {
    nama: 'Siti Nuraïni Décembre', jabatan_nama: 'Pengelola “Data” – Æ', jabatan_id: '4:X1',
    tmt_jabatan: '01-02-2020',
  }, 'a number has lost its first nought')
  t.is(bad, undefined)
})

here('two rows of a person in one table are believed neither', async (t) => {
  putBack(t)
  const [person] = people
  if (!person) throw new Error('nobody')
  await old.admin.withSchema(DATABASE).table('peg_jakhir').insert({
    nip: person.nip, jnsjab: '4', kjab: 'X1', njab: 'Lain', keselon: '99', kunker: person.unit.kode, tmtjab: 0,
  })
  const feed = await read()
  t.is(feed.pegawai.lines.length, people.length + 1)
  const { quarantined, rows } = validate(feed, TODAY).pegawai
  t.deepEqual(quarantined.map(({ reason }) => reason), ['duplicate-id', 'duplicate-id'])
  t.is(rows.length, people.length - 1)
})

here('a code with two texts has none, and doubles nobody', async (t) => {
  putBack(t)
  const [person] = people
  const kunker = person?.unit.kode ?? ''
  await old.admin.withSchema(DATABASE).table('ref_unkerja').insert({ kunker, nunker: 'Nama Lama', bup: 58 })
  const feed = await read()
  t.is(feed.pegawai.lines.length, people.length)
  t.like(feed.pegawai.lines.find(({ cells }) => cells.nip_baru === person?.nip)?.cells, { unor_id: kunker, unor_nama: '' })
})

here('the same people have the same hash, whatever the order; a changed one has another', async (t) => {
  putBack(t)
  const { sha256, asOf } = await everything()
  t.deepEqual(asOf, clockAt(TODAY).now())
  await old.empty()
  await old.fill(units, people.toReversed())
  t.deepEqual((await everything()).sha256, sha256)
  await old.run(`UPDATE ${quiet} SET nama = 'Lain' WHERE nip = '${people[0]?.nip}'`)
  t.notDeepEqual((await everything()).sha256, sha256)
})

here('one person by his number; nobody by an unknown one', async (t) => {
  const [person] = people
  const found = await open().person(person?.nip ?? '', never)
  const feed = await found?.read(() => undefined)
  t.deepEqual(feed?.pegawai.lines.map(({ cells }) => cells.nama), [person?.nama])
  t.is(await open().person(nipOf(9), never), undefined)
  t.is(await open().person("' OR '1'='1", never), undefined)
})

here('nothing is sent but what reads', async (t) => {
  await old.run("SET GLOBAL log_output = 'TABLE'", 'SET GLOBAL general_log = ON')
  await everything()
  await old.run('SET GLOBAL general_log = OFF')
  const [rows = []] = await old.admin.raw<[{ said: Buffer; kind: string }[]]>(
    "SELECT argument AS said, command_type AS kind FROM mysql.general_log WHERE user_host LIKE 'satu_login%'")
  const said = rows.filter(({ kind }) => kind === 'Query').map((row) => row.said.toString().trim())
  t.true(said.includes('SET SESSION TRANSACTION READ ONLY'))
  t.true(said.length > 5)
  for (const text of said) t.regex(text, /^(SELECT|SHOW GRANTS$|SET (SESSION|NAMES)|START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY$)/i)
  t.false(said.some((text) => text.includes('riw_')), 'no table besides the mapped ones')
})
