import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { mailAlarm } from '../../src/domain/kepegawaian/brake/alarm.ts'
import type { KabarFaktor } from '../../src/domain/mfa/kabar.ts'
import { createLetters, type Letter, type MailData } from '../../src/kernel/notifications/index.ts'
import { openDirectory } from '../kepegawaian/directory.ts'
import { pegawai, TODAY } from '../kepegawaian/feeds.ts'
import { blocksOf } from '../../src/kernel/notifications/letter.rules.ts'
import { createSignedLinks } from '../../src/kernel/lib/signed-link.ts'

// Every letter there is, written with what its sender gives: a word without a value is a mistake, not a gap.

const letters = createLetters('https://login.test', createSignedLinks(['kunci']))
const write = (name: string, data: MailData): Letter => letters('email', name, data, 'id') ?? { subject: '', text: '' }
const tautan = '/bkd/tanpa-nip/orang/abc'

const LETTERS: Readonly<Record<string, MailData>> = {
  'akhir-masa': { sebab: 'kontrak', hari: '2026-12-31', sisa: 33 },
  'akhir-masa-daftar': { jumlah: 3, baris: [
    { sebab: 'kontrak', hari: '2026-12-31', sisa: 33, jumlah: 2, tanpaSurel: 1 },
    { sebab: 'pensiun', hari: '2027-01-01', sisa: 34, jumlah: 1, tanpaSurel: 0 },
  ] },
  'aktivasi-ajakan': { nama: 'Siti' },
  'bantuan-kabar': { kejadian: 'setel-ulang-disetujui', saat: '2026-11-28T01:02:03Z', laksana: '2026-11-29T01:02:03Z', id: 'abc', bukanSaya: 'abc' },
  'bukan-saya': { nama: 'Siti', sebab: 'sandi-diganti', saat: '2026-11-28T01:02:03Z', sesi: 2 },
  'faktor-alarm': { nama: 'Siti', alasan: 'ponsel hilang', saat: '2026-11-28T01:02:03Z', sesi: 2 },
  'faktor-berubah': { kejadian: 'ditambahkan', faktor: 'Ponsel', sisa: 0, saat: '2026-11-28T01:02:03Z', bukanSaya: 'abc' },
  'kalender-rem': { hari: '2026-12-31', jumlah: 3000, sisa: 30 },
  'kedua-menunggu': { jenis: 'izin', sampai: '2026-11-28T05:00:00Z', tautan: '/pembantu/permintaan/abc' },
  'kode': { kode: '483920', menit: 10, untuk: 'aktivasi' },
  'kontak-berubah': { id: 'abc', nama: 'Siti', kolom: 'alamat surel', baru: 'b***@contoh.test' },
  'kontak-dicatat': { kolom: 'no_hp', baru: '***890', mulai: '2026-11-28T05:00:00Z' },
  'kursi-berubah': { kejadian: 'dikonfirmasi', nama: 'Siti', jabatan: 'Kepala Dinas', cara: 'plt', saat: '2026-11-28T01:02:03Z', tautan: '/admin/kursi/abc' },
  'kursi-delegasi': { jabatan: 'Kepala Dinas', mulai: '2026-11-28', selesai: '2026-11-30', tautan: '/disposisi' },
  'lupa-sandi': { rahasia: 'abc', menit: 20, aplikasi: 'skp.bantenprov.go.id' },
  'penerus-diminta': { nama: 'SKP', klien: 'skp.bantenprov.go.id', orang: 'Siti', sebab: 'pindah' },
  'peran-berubah': { kejadian: 'sendiri', nama: 'Siti', peran: 'keamanan', saat: '2026-11-28T01:02:03Z', tautan: '/admin/peran' },
  'peran-menunggu': { nama: 'Siti', peran: 'keamanan', tautan: '/admin/peran/usulan/abc' },
  'perangkat-baru': { perangkat: 'Chrome, Android', saat: '2026-11-28T01:02:03Z', bukanSaya: 'abc' },
  'permohonan-kabar': { kejadian: 'dikembalikan', alasan: 'Alamat salah', nama: 'SIAP', nomor: '0001/SSO/XI/2026', tautan: '/pengembang/permohonan/abc' },
  'permohonan-meja': {
    kabar: 'kuning', judul: 'Disposisi Kepala Dinas', nomor: '0001/SSO/XI/2026', nama: 'SIAP', opd: 'Dinas Kesehatan',
    tempo: '2026-11-30T03:00:00Z', alasan: '', tautan: '/disposisi/abc',
  },
  'rahasia-berakhir': { nama: 'SKP', klien: 'skp.bantenprov.go.id', hari: '2026-12-31', pengganti: false },
  'rem-menahan': { run: 'abc', sumber: 'simpeg', berakhir: '300' },
  'sandi-tertebak': { saat: '2026-11-28T01:02:03Z', bukanSaya: 'abc' },
  'sinyal': { jenis: 'banyak-orang', orang: 20, alamat: '203.0.113.7', kantor: 'Dinas Kesehatan', saat: '2026-11-28T01:02:03Z' },
  'tanpa-nip-berakhir': { nama: 'Siti', sampai: '2026-12-31', tautan },
  'tugas-tinjau': { dasar: 'Perda 1/2026', berlaku: '2027-01-01', jumlah: '12' },
  'usulan-diputus': { perihal: 'Plh', nama: 'Siti', keputusan: 'ditolak', alasan: 'SK salah', tautan },
  'usulan-menunggu': { perihal: 'Plh', nama: 'Siti', tautan },
}

test('each letter of the folder is here', (t) => {
  const files = readdirSync(fileURLToPath(new URL('../../views/email', import.meta.url)))
  t.deepEqual(files.map((file) => file.replace('.njk', '')).filter((name) => !['surat', 'bingkai'].includes(name)).toSorted(), Object.keys(LETTERS))
})

for (const [name, data] of Object.entries(LETTERS)) {
  test(`the letter ${name} says everything in plain words`, (t) => {
    const { subject, text } = write(name, data)
    t.regex(subject, /^\S.{10,}\S$/)
    t.notRegex(subject + text.replaceAll(/https:\S+/g, ''), /\d{4}-\d\d-\d\d|undefined|\[object|\{\{|&amp;/)
    t.regex(text, /https:\/\/login\.test/)
    t.throws(() => write(name, {}), undefined, 'a word is missing')
  })

  test(`the letter ${name} says the same with a frame`, (t) => {
    const { subject, text, html = '' } = write(name, data)
    const words = (of: string): string[] => of.match(/[\p{L}\d]+/gu) ?? []
    const shown = html.replace(/^[^]*<body/, '<body').replace(/<a [^>]*>/g, '').replace(/<[^>]*>/g, ' ').replaceAll(/&\w+;|&#\d+;/g, ' ')
    t.deepEqual(words(shown).slice(3), words(`${subject} ${text}`))
    t.notRegex(html, /<(img|script|link|table|iframe)|url\(|undefined/, 'it loads nothing and moves nothing')
  })
}

/** Letters and short messages to everybody, who may have chosen English; those of the staff are Indonesian. */
const SMS = {
  'bantuan-kabar': LETTERS['bantuan-kabar'] ?? {},
  'faktor-berubah': LETTERS['faktor-berubah'] ?? {},
  'kode': LETTERS['kode'] ?? {},
  'kontak-dicatat': LETTERS['kontak-dicatat'] ?? {},
  'perangkat-baru': LETTERS['perangkat-baru'] ?? {},
  'sandi-tertebak': LETTERS['sandi-tertebak'] ?? {},
}

test('each short message of the folder is here', (t) => {
  const files = readdirSync(fileURLToPath(new URL('../../views/sms', import.meta.url)))
  t.deepEqual(files.map((file) => file.replace('.njk', '')).toSorted(), Object.keys(SMS))
})

for (const [name, data] of Object.entries(SMS)) {
  test(`the short message ${name} may go as it is, in both languages, and what is meant for two differs`, (t) => {
    const texts = (['id', 'en'] as const).map((bahasa) => letters('sms', name, data, bahasa)?.text ?? '')
    t.not(texts[0], texts[1])
    for (const text of texts) t.true(text.length > 40 && text.length <= 160)
    t.throws(() => letters('sms', name, {}, 'id'), undefined, 'a word is missing')
    const [id = '', en = ''] = (['id', 'en'] as const).map((bahasa) => letters('email', name, data, bahasa)?.text)
    t.regex(en, /^This letter was sent automatically/m)
    t.notRegex(en, /\b(Anda|yang|tidak|untuk)\b/)
    t.regex(id, /^Surat ini dikirim otomatis/m)
  })
}

const DEEDS: readonly KabarFaktor['kejadian'][] = [
  'ditambahkan', 'diganti', 'dicabut', 'ditandai', 'terkunci', 'kode-dibuat', 'kode-dipakai', 'disetel-ulang', 'sandi-diganti', 'diaktifkan',
]

for (const bahasa of ['id', 'en'] as const) {
  test(`each deed with an account has words of its own in letter and short message: ${bahasa}`, (t) => {
    for (const saluran of ['email', 'sms'] as const) {
      const texts = DEEDS.map((kejadian) =>
        letters(saluran, 'faktor-berubah', { ...LETTERS['faktor-berubah'], kejadian }, bahasa)?.text ?? '')
      t.is(new Set(texts).size, DEEDS.length, saluran)
      for (const text of texts) t.notRegex(text, /undefined|[:,]  |Login:  /)
    }
  })
}

test('a desk reads that the OPD took its application back, and why', (t) => {
  const { subject, text } = write('permohonan-meja', { ...LETTERS['permohonan-meja'], kabar: 'ditarik', tempo: '', alasan: 'Tahun depan.' })
  t.regex(subject, /^Ditarik oleh OPD: /)
  t.regex(text, /ditarik oleh OPD[^]*Alasan: Tahun depan\./)
  t.notRegex(text, /Batas waktu/)
})

test('what a person is called is text in the frame, not HTML', (t) => {
  const { html = '' } = write('kontak-berubah', { id: 'abc', nama: '<b>Siti</b> & "co"', kolom: 'alamat surel', baru: 'x' })
  t.true(html.includes('&lt;b&gt;Siti&lt;/b&gt; &amp; &quot;co&quot;'))
})

test('a link becomes a link, a code stands out, points are a list', (t) => {
  const { isi, kaki } = blocksOf('Yth. Siti,\n\nsatu\ndua\nNama: A\nHari: B\n\nhttps://login.test/a?b=c\n\n    483920\n\n- x\n- y\n\n\n--\nkaki\n')
  t.deepEqual(isi, [
    { kind: 'paragraf', lines: ['Yth. Siti,'] }, { kind: 'paragraf', lines: ['satu dua', 'Nama: A', 'Hari: B'] },
    { kind: 'tautan', href: 'https://login.test/a?b=c' }, { kind: 'kode', text: '483920' }, { kind: 'daftar', lines: ['x', 'y'] },
  ])
  t.deepEqual(kaki, [{ kind: 'paragraf', lines: ['kaki'] }])
})

test('a link cannot run anything', (t) => {
  t.deepEqual(blocksOf('javascript:alert(1)').isi, [{ kind: 'paragraf', lines: ['javascript:alert(1)'] }])
})

test('the alarm of the brake goes to each of BKD who has an address, once for each difference', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [1, 2, 3].map((serial) => pegawai(serial, { email: serial < 3 ? `p${serial}@contoh.test` : '' })) })
  await directory.owner.query({
    text: `INSERT INTO product_role (pegawai_id, role, valid_from, given_by) SELECT id, 'bkd', '2026-01-01', 'uji' FROM pegawai`,
    values: [],
  })
  const alarm = (digest: string): Promise<void> => directory.database.knex.transaction((trx) => mailAlarm(trx, {
    run: 'abc', sumber: 'simpeg', digest: Buffer.from(digest), endings: [], today: TODAY,
  }))
  for (const digest of ['satu', 'satu', 'dua']) await alarm(digest)
  const letters = await directory.rows<{ kepada: string; template: string }>(
    'SELECT kepada, template FROM surat_keluar ORDER BY kepada')
  t.deepEqual(letters.map(({ kepada, template }) => `${kepada} ${template}`), [
    'p1@contoh.test rem-menahan', 'p1@contoh.test rem-menahan', 'p2@contoh.test rem-menahan', 'p2@contoh.test rem-menahan',
  ])
})
