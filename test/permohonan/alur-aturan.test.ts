import test from 'ava'
import { ALASAN, type Alasan, type Fakta, mayDecide, type Pemutus } from '../../src/domain/permohonan/alur/aturan.rules.ts'
import { akibatOf, langkahOf, PROSEDUR, prosedurOf } from '../../src/domain/permohonan/alur/definisi.ts'
import type { Cara, Keadaan, KunciLangkah, Peran, Putusan, Sebagai } from '../../src/domain/permohonan/permohonan.ts'

// The workflow as a table: every seat and role, at every step, in every state, with every word.

const PERAN: readonly Peran[] = ['pengembang', 'kepala-opd', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi', 'pemilik-data', 'csirt']
const KEADAAN: readonly Keadaan[] = ['draf', 'berjalan', 'dikembalikan', 'ditolak', 'ditarik', 'selesai']
const PUTUSAN: readonly Putusan[] = [
  'diajukan', 'setuju', 'surat', 'terima', 'tolak', 'teruskan', 'kembalikan', 'dianggarkan', 'tidak-perlu', 'selesai', 'lulus', 'temuan',
]
const HASH = Buffer.alloc(32, 1)
const OTHER = Buffer.alloc(32, 2)
const OPD = 'opd'
const OWNER = 'bkd'
const ABOVE = 'provinsi'

const sop = prosedurOf({ prosedur: 'sop-555-787', versi: 1 })

/** Who may say what where, as the SOP has it: written here once more, by hand. */
const WORDS: Readonly<Record<Exclude<KunciLangkah, 'pengajuan'>, Partial<Record<Peran, readonly Putusan[]>>>> = {
  'persetujuan-opd': { 'kepala-opd': ['setuju', 'kembalikan'], 'pengembang': ['surat'] },
  'disposisi-dinas': { 'kepala-dinas': ['terima', 'tolak'] },
  'disposisi-bidang': { 'kepala-bidang': ['teruskan', 'kembalikan'] },
  'analisis': { 'kepala-seksi': ['setuju', 'kembalikan'] },
  'anggaran': { 'kepala-seksi': ['dianggarkan', 'tidak-perlu', 'kembalikan'] },
  'integrasi': { 'kepala-seksi': ['selesai', 'kembalikan'] },
  'elemen': { 'pemilik-data': ['setuju', 'kembalikan'] },
  'csirt': { csirt: ['lulus', 'temuan'] },
}
const STEPS = Object.keys(WORDS) as (keyof typeof WORDS)[]

const unitOf = (langkah: KunciLangkah): string[] =>
  langkah === 'persetujuan-opd' ? [OPD, ABOVE] : langkah === 'elemen' ? [OWNER, ABOVE] : []

const isByRole = (peran: Peran): boolean => ['pengembang', 'pemilik-data', 'csirt'].includes(peran)
const speakingFor: Partial<Record<Peran, string>> = { 'pengembang': OPD, 'kepala-opd': OPD, 'pemilik-data': OWNER }

const right = (peran: Peran, cara: Cara = 'definitif'): Sebagai => {
  const unitId = speakingFor[peran] ?? 'diskominfo'
  return isByRole(peran) ? { peran, cara: 'peran', unitId } : { peran, cara, kursi: `kursi ${peran}`, unitId }
}

const person = (...hak: Sebagai[]): Pemutus => ({ id: 'dia', keadaan: 'aktif', tahan: false, frozen: false, hak })

/** Everything in order, so that one thing at a time can be out of order. */
function facts(kunci: KunciLangkah, peran: Peran, putusan: Putusan, change: Partial<Fakta> = {}): Fakta {
  return {
    permohonan: { keadaan: 'berjalan', isi_hash: HASH, pemohon: 'pemohon' },
    pokok: { penanggungJawab: 'penanggung', nomorPse: '012345.01' },
    langkah: langkahOf(sop, kunci), kunjungan: { terbuka: true, unit: unitOf(kunci) }, pemutus: person(right(peran)),
    sebelumnya: [], gerbangBelum: [], denganSurat: false, suratTerlampir: ['surat 1'], putusan, alasan: 'karena', isiHash: HASH,
    catatan: { nomor: '1', lampiran: 'surat 1', jumlah: '1', tahun: '2027' }, ...change,
  }
}

const said = (fakta: Fakta): Alasan | 'boleh' => {
  const judged = mayDecide(fakta)
  return judged.ok ? 'boleh' : judged.alasan
}

test('every role at every step in every state with every word: exactly what the SOP has', (t) => {
  let rows = 0
  let allowed = 0
  for (const langkah of STEPS) for (const peran of PERAN) for (const keadaan of KEADAAN) for (const putusan of PUTUSAN) {
    const fakta = facts(langkah, peran, putusan, { permohonan: { keadaan, isi_hash: HASH, pemohon: 'pemohon' } })
    const may = WORDS[langkah][peran]?.includes(putusan) === true && keadaan === 'berjalan'
    t.is(mayDecide(fakta).ok, may, `${langkah} ${peran} ${keadaan} ${putusan}`)
    rows += 1
    allowed += Number(may)
  }
  t.is(rows, STEPS.length * PERAN.length * KEADAAN.length * PUTUSAN.length)
  t.is(allowed, 18)
})

/** Every good row of the table, for what must refuse all of them. */
const GOOD = STEPS.flatMap((langkah) => Object.entries(WORDS[langkah]).flatMap(([peran, words]) =>
  words.map((putusan) => ({ langkah, peran: peran as Peran, putusan }))))

const REFUSED: readonly [why: string, change: (row: typeof GOOD[number]) => Partial<Fakta>, alasan: Alasan, except?: Putusan][] = [
  ['a step that is over', ({ langkah }) => ({ kunjungan: { terbuka: false, unit: unitOf(langkah) } }), 'sudah-diputus'],
  ['a form that was edited meanwhile', () => ({ isiHash: OTHER }), 'isi-berubah'],
  ['a form that was never filed', () => ({ permohonan: { keadaan: 'berjalan', isi_hash: null, pemohon: 'pemohon' } }), 'isi-berubah'],
  ['a withdrawn application', () => ({ permohonan: { keadaan: 'ditarik', isi_hash: HASH, pemohon: 'pemohon' } }), 'tidak-berjalan'],
  ['one that was sent back', () => ({ permohonan: { keadaan: 'dikembalikan', isi_hash: HASH, pemohon: 'pemohon' } }), 'tidak-berjalan'],
  ['his own application', () => ({ permohonan: { keadaan: 'berjalan', isi_hash: HASH, pemohon: 'dia' } }), 'pengajuan-sendiri', 'surat'],
  ['one that he answers for', () => ({ pokok: { penanggungJawab: 'dia', nomorPse: '1' } }), 'pengajuan-sendiri', 'surat'],
  ['somebody who is held', ({ peran }) => ({ pemutus: { ...person(right(peran)), tahan: true } }), 'ditahan'],
  ['somebody on leave', ({ peran }) => ({ pemutus: { ...person(right(peran)), keadaan: 'terbatas' } }), 'bukan-wewenang'],
  ['a frozen account', ({ peran }) => ({ pemutus: { ...person(right(peran)), frozen: true } }), 'bukan-wewenang'],
  ['nobody in particular', () => ({ pemutus: person() }), 'bukan-wewenang'],
]

for (const [why, change, alasan, except] of REFUSED) {
  test(`nobody decides: ${why}`, (t) => {
    for (const row of GOOD) {
      t.is(said(facts(row.langkah, row.peran, row.putusan)), 'boleh', 'it was in order before')
      t.is(said(facts(row.langkah, row.peran, row.putusan, change(row))), row.putusan === except ? 'boleh' : alasan, JSON.stringify(row))
    }
  })
}

test('who acted in one seat does not act in another, and goes on in the same', (t) => {
  for (const row of GOOD) for (const before of PERAN) {
    const fakta = facts(row.langkah, row.peran, row.putusan, { sebelumnya: [{ oleh: 'dia', peran: before }, { oleh: 'lain', peran: row.peran }] })
    t.is(said(fakta), before === row.peran ? 'boleh' : 'orang-yang-sama', `${before} then ${row.peran} at ${row.langkah}`)
  }
})

test('of two seats of one person the one that the step asks for counts, and is written down', (t) => {
  const pemutus = person(right('kepala-bidang', 'plt'), right('kepala-seksi'))
  const judged = mayDecide(facts('disposisi-bidang', 'kepala-bidang', 'teruskan', { pemutus }))
  t.deepEqual(judged, { ok: true, sebagai: right('kepala-bidang', 'plt') })
})

test('a seat speaks for its own unit alone, a product role for what stands below its unit as well', (t) => {
  const of = (peran: Peran, unitId: string): Pemutus => person({ ...right(peran), unitId })
  t.is(said(facts('persetujuan-opd', 'kepala-opd', 'setuju', { pemutus: of('kepala-opd', 'opd lain') })), 'bukan-wewenang')
  t.is(said(facts('persetujuan-opd', 'kepala-opd', 'setuju', { pemutus: of('kepala-opd', ABOVE) })), 'bukan-wewenang')
  t.is(said(facts('elemen', 'pemilik-data', 'setuju', { pemutus: of('pemilik-data', ABOVE) })), 'boleh')
  t.is(said(facts('elemen', 'pemilik-data', 'setuju', { pemutus: of('pemilik-data', 'opd lain') })), 'bukan-wewenang')
  t.is(said(facts('persetujuan-opd', 'pengembang', 'surat', { pemutus: of('pengembang', 'opd lain') })), 'bukan-wewenang')
})

test('whatever does not go on needs a reason, and what goes on none', (t) => {
  for (const row of GOOD) {
    const goesOn = akibatOf(row.putusan) === 'lanjut'
    t.is(said(facts(row.langkah, row.peran, row.putusan, { alasan: ' \n' })), goesOn ? 'boleh' : 'tanpa-alasan', row.putusan)
  }
})

test('a gate that is open holds what goes on and nothing that sends back', (t) => {
  t.is(said(facts('analisis', 'kepala-seksi', 'setuju', { gerbangBelum: ['elemen'] })), 'gerbang-belum')
  t.is(said(facts('analisis', 'kepala-seksi', 'kembalikan', { gerbangBelum: ['elemen'] })), 'boleh')
  t.is(said(facts('integrasi', 'kepala-seksi', 'selesai', { gerbangBelum: ['csirt'] })), 'gerbang-belum')
})

test('without a PSE number Kepala Dinas says why he waives it, or refuses', (t) => {
  const pokok = { penanggungJawab: 'penanggung', nomorPse: undefined }
  t.is(said(facts('disposisi-dinas', 'kepala-dinas', 'terima', { pokok })), 'tanpa-nomor-pse')
  t.is(said(facts('disposisi-dinas', 'kepala-dinas', 'terima', { pokok, catatan: { pengecualianPse: ' ' } })), 'tanpa-nomor-pse')
  t.is(said(facts('disposisi-dinas', 'kepala-dinas', 'terima', { pokok, catatan: { pengecualianPse: 'dalam proses' } })), 'boleh')
  t.is(said(facts('disposisi-dinas', 'kepala-dinas', 'tolak', { pokok })), 'boleh')
})

test('a letter needs its number and a signed letter among the attachments, and Kepala Seksi says that he looked at it', (t) => {
  for (const catatan of [{}, { nomor: '1' }, { lampiran: 'surat 1' }, { nomor: '1', lampiran: 'lain' }, { nomor: 1, lampiran: 'surat 1' }]) {
    t.is(said(facts('persetujuan-opd', 'pengembang', 'surat', { catatan })), 'surat-belum-ada', JSON.stringify(catatan))
  }
  t.is(said(facts('analisis', 'kepala-seksi', 'setuju', { denganSurat: true })), 'surat-belum-diperiksa')
  t.is(said(facts('analisis', 'kepala-seksi', 'setuju', { denganSurat: true, catatan: { suratDiperiksa: 'true' } })), 'surat-belum-diperiksa')
  t.is(said(facts('analisis', 'kepala-seksi', 'setuju', { denganSurat: true, catatan: { suratDiperiksa: true } })), 'boleh')
})

test('a budget has number, amount and year', (t) => {
  for (const lacking of ['nomor', 'jumlah', 'tahun']) {
    const catatan = Object.fromEntries(Object.entries({ nomor: '1', jumlah: '1', tahun: '2027' }).filter(([name]) => name !== lacking))
    t.is(said(facts('anggaran', 'kepala-seksi', 'dianggarkan', { catatan })), 'anggaran-belum-lengkap', lacking)
  }
  t.is(said(facts('anggaran', 'kepala-seksi', 'tidak-perlu', { catatan: {} })), 'boleh')
})

test('only Kepala Dinas refuses for good, and everybody after him can send back', (t) => {
  for (const versions of Object.values(PROSEDUR)) for (const prosedur of Object.values(versions)) {
    for (const { kunci, peran, putusan, jenis } of prosedur.langkah) {
      t.is(putusan.includes('tolak'), kunci === 'disposisi-dinas', kunci)
      t.is(putusan.some((word) => akibatOf(word) === 'kembali'), !['pengajuan', 'disposisi-dinas'].includes(kunci), kunci)
      if (jenis === 'utama' && kunci === 'disposisi-dinas') t.is(peran, 'kepala-dinas')
    }
  }
})

test('each refusal has words of its own', (t) => {
  t.is(new Set(Object.values(ALASAN)).size, Object.keys(ALASAN).length)
})
