import test from 'ava'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { isStaff } from '../../src/doors/requirement.rules.ts'
import { SEGAR } from '../../src/doors/segar.rules.ts'

// Which acts of somebody who is signed in ask again who is there. An act that is in neither list fails.

/** What an open browser may do without its owner: it opens nobody's account, and can be undone or has a second person. */
const ORDINARY: Readonly<Record<string, string>> = {
  'POST /keluar': 'takes away', 'POST /akun/koreksi': 'a report', 'POST /akun/pilihan': 'contacts stay what they are',
  'POST /akun/sandi': 'asks for the password itself',
  'POST /bkd/kalender/:hari': 'two people', 'POST /bkd/koreksi/:id': 'an answer', 'POST /bkd/pegawai': 'a search',
  ...Object.fromEntries(['unit', 'pasti', 'jabatan', 'jabatan/:id', 'riwayat/:id'].map((one) => [`POST /bkd/pemetaan/${one}`, 'a mapping'])),
  'POST /bkd/peristiwa/:id/terapkan': 'personnel data', 'POST /bkd/peristiwa/:id/abaikan': 'personnel data',
  'POST /bkd/unit/:id/ubah': 'units', 'POST /bkd/unit/perubahan/:id': 'units', 'POST /bkd/tinjauan/:id': 'a task',
  ...Object.fromEntries(['izin', 'terapkan', 'batal'].map((one) => [`POST /bkd/run/:id/${one}`, 'personnel data, two people'])),
  'POST /bkd/unggah': 'personnel data, two people',
  'POST /bkd/penugasan/cari': 'a search', 'POST /bkd/penugasan/baru/:orang': 'two people',
  ...Object.fromEntries(['konfirmasi', 'tolak', 'cabut'].map((one) => [`POST /bkd/penugasan/:id/${one}`, 'two people'])),
  'POST /bkd/tanpa-nip/baru': 'two people',
  ...Object.fromEntries(['konfirmasi', 'tolak'].map((one) => [`POST /bkd/tanpa-nip/:id/${one}`, 'two people'])),
  ...Object.fromEntries(['akhiri', 'perpanjang'].map((one) => [`POST /bkd/tanpa-nip/orang/:orang/${one}`, 'takes away, or two people'])),
  'POST /pengembang/klien/:klien/coba': 'his own data, to himself',
  'POST /pengembang/klien/:klien/ubah': 'words about an application', 'POST /pengembang/klien/:klien/penerus': 'who is written to',
  ...Object.fromEntries(['periksa', 'temuan', 'beres'].map((one) => [`POST /disposisi/:id/csirt/${one}`, 'a note; the decision asks'])),
  'POST /disposisi/delegasi/akhiri': 'takes away',
  'POST /admin/peran': 'a search', 'POST /admin/peran/:id/akhiri': 'takes away', 'POST /admin/kursi/baru': 'binds a post, lets nobody in',
  'POST /admin/kalender': 'days off',
  'POST /pengembang/permohonan/baru': 'a draft',
  ...Object.fromEntries(['isian/:bagian', 'lampiran', 'lampiran/:berkas', 'kepemilikan', 'ajukan'].map((one) => [
    `POST /pengembang/permohonan/:id/${one}`, 'a form, which others decide on'])),
  'POST /pengembang/permohonan/:id/uji': 'testers of the OPD alone', 'POST /pengembang/permohonan/:id/tarik': 'takes away', 'POST /pengembang/permohonan/:id/surat': 'checked by Kepala Seksi',
  'POST /pengembang/klien/:klien/masuk': 'keeps more people out',
  'POST /pengembang/klien/:klien/masuk/pilot': 'never lets in whom the approved rule keeps out',
  'POST /pengembang/klien/:klien/penguji': 'people of the OPD, while on trial',
  'POST /pengembang/klien/:klien/peran': 'a search', 'POST /pengembang/klien/:klien/peran/:id': 'takes away',
  'POST /pembantu/gelombang': 'a list', 'POST /pembantu/gelombang/:id/ingatkan': 'a reminder', 'POST /pembantu/orang': 'a search',
}

const behindSignIn = Object.entries(AUTHORIZATION).filter(([, requirement]) =>
  requirement === 'masuk' || requirement === 'masuk:segar' || isStaff(requirement))

test('every act of somebody who is signed in either asks again who is there or says why it need not', (t) => {
  const acts = behindSignIn.map(([key]) => key).filter((key) => key.startsWith('POST '))
  const fresh = (key: string): boolean => AUTHORIZATION[key] === 'masuk:segar' || SEGAR.has(key)
  t.deepEqual(acts.filter((key) => !fresh(key)).toSorted(), Object.keys(ORDINARY).toSorted())
})

for (const [title, pattern] of [
  ['second factors', /^POST \/akun\/faktor/], ['sessions', /^POST \/akun\/sesi/], ['a copy of everything', /^GET \/akun\/data\/unduh$/],
  ['the seed of an authenticator', /^GET \/akun\/faktor\/totp\/:id$/],
  ['contacts', /^POST \/(bkd|pembantu)\/.*kontak/], ['passes and resets', /^(GET|POST) \/pembantu\/orang\/:id\/(izin|setel-ulang)$/],
  ['the subs of many people', /^(GET|POST) \/pengembang\/klien\/:klien\/petakan$/],
  ['roles and seats', /^POST \/admin\/(peran\/(orang|usulan)\/|kursi\/:id)/],
  ['secrets of clients', /^POST \/pengembang\/klien\/:klien\/(rahasia|kunci)/],
  ['the word of a second person', /^POST \/pembantu\/permintaan/], ['codes of activation', /^POST \/pembantu\/.*surat$/],
] as const) {
  test(`${title}: asked again`, (t) => {
    const rows = behindSignIn.filter(([key]) => pattern.test(key))
    t.true(rows.length > 0)
    t.deepEqual(rows.filter(([key, requirement]) => requirement !== 'masuk:segar' && !SEGAR.has(key)), [])
  })
}

test('what is marked is a row of a staff door', (t) => {
  t.deepEqual([...SEGAR].filter((key) => !isStaff(AUTHORIZATION[key])), [])
})
