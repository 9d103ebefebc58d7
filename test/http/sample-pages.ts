import type { Context } from 'koa'
import { akunSamplePages } from './akun-pages.ts'
import { handSamplePages } from './hand-pages.ts'
import { unitSamplePages } from './unit-pages.ts'
import { activationSamplePages } from './activation-pages.ts'
import { factorSamplePages } from './factor-pages.ts'
import { panduanPages } from './panduan-pages.ts'
import { resetSamplePages } from './reset-pages.ts'
import type { SamplePage } from './sample-page.ts'
import { staffSamplePages } from './staff-pages.ts'

const bkd = 'Badan Kepegawaian Daerah'
const kominfo = 'Dinas Komunikasi, Informatika, Statistik dan Persandian'
const skp = { nama: 'SKP', opd: bkd }
const long = { nama: 'Aplikasi Surat Perintah Perjalanan Dinas Perangkat Daerah', opd: kominfo }
const orang = { nama: 'Ratna Wulandari Contoh, S.Kom., M.Si.', nomor: 'NIP ····2001' }
const passkey = { opsi: '/masuk/contoh/passkey/opsi', action: '/masuk/contoh/passkey' }
const password = { action: '/masuk/contoh', passkey, aplikasi: skp, values: {}, errors: {} }

const saran = { sebutan: 'Ratna ····2001', tanda: 'tanda', bukanAction: '/masuk/contoh/bukan-saya' }

const terhubung = [
  { ...skp, host: 'skp.bantenprov.go.id' },
  { nama: 'Sistem Informasi Presensi Online', opd: bkd, host: 'sipo.bantenprov.go.id' },
  { ...long, host: 'sppd.diskominfo.bantenprov.go.id' },
  { nama: 'e-Hibah', opd: 'Biro Bina Perekonomian', host: 'hibah.bantenprov.go.id' },
].map((app) => ({ ...app, url: `https://${app.host}/` }))
const belum = [
  { opd: 'Badan Kesatuan Bangsa dan Politik', aplikasi: [
    { nama: 'Simunras', host: 'simunras.kesbangpol.bantenprov.go.id' },
    { nama: 'Situs resmi', host: 'kesbangpol.bantenprov.go.id' },
  ] },
  { opd: kominfo, aplikasi: [
    { nama: 'Media Monitoring', host: 'mediamonitoring.bantenprov.go.id' },
    { nama: 'Arsip surat' },
  ] },
  { opd: 'RSUD Banten', aplikasi: [{ nama: 'Pendaftaran rawat jalan', host: 'rsud.bantenprov.go.id' }] },
]
const beranda = {
  orang: {
    ...orang,
    jabatan: 'Analis Sistem Informasi',
    unit: 'Bidang Aplikasi Informatika',
    opd: kominfo,
    penugasan: [{ jenis: 'Plt', jabatan: 'Kepala Seksi Aplikasi', selesai: '28 Februari 2027' }],
  },
  terhubung,
  belum,
  jumlah: { terhubung: 4, terdaftar: 100 },
}

const launcher = (state: string, data: Record<string, unknown>): SamplePage => (
  { view: 'portal/beranda.njk', state, data: { ...beranda, ...data } }
)
const galat = (reason: string, status: number, params: Record<string, unknown> = {}): SamplePage => ({
  view: 'galat.njk',
  state: reason,
  status,
  data: {
    judulKey: `galat.${reason}.judul`, isiKey: `galat.${reason}.isi`, saranKey: `galat.${reason}.saran`,
    kode: '7KX3-9FQ', status, ...params,
  },
})
const tanya = [{ nama: 'Andi Contoh, S.Kom.', peran: 'pengembang' }, { nama: 'Dr. Siti Contoh', peran: 'admin-opd' }]
const ditolak = (alasan: string, aplikasi: Record<string, string>, entry: Record<string, unknown> = {}): SamplePage => ({
  view: 'masuk/ditolak.njk',
  state: alasan,
  data: { aplikasi, orang, alasan, ...entry, kembaliAction: '/masuk/contoh/kembali', gantiAction: '/masuk/contoh/ganti' },
})

/** Every view in every state that changes what stands on it. */
export const samplePages: SamplePage[] = [
  { view: 'masuk/kata-sandi.njk', skrip: 'passkey.js', state: 'kosong', data: { ...password, batalHref: '/masuk/contoh/batal' } },
  { view: 'masuk/kata-sandi.njk', skrip: 'passkey.js', state: 'portal', data: { ...password, aplikasi: null } },
  { view: 'masuk/kata-sandi.njk', skrip: 'passkey.js', state: 'lanjut', data: { ...password, saran } },
  { view: 'masuk/kata-sandi.njk', skrip: 'passkey.js', state: 'lanjut-galat', status: 400, data: {
    ...password, saran, errors: { form: { key: 'masuk.galat.tidakCocok' } },
  } },
  { view: 'masuk/kata-sandi.njk', skrip: 'passkey.js', state: 'panjang', data: { ...password, aplikasi: long } },
  {
    view: 'masuk/kata-sandi.njk',
    skrip: 'passkey.js',
    state: 'terlihat',
    data: { ...password, values: { nip: '19900101 201503 1 001', tampil: true, sandi: 'kuda "biru" & <laut>' } },
  },
  {
    view: 'masuk/kata-sandi.njk',
    skrip: 'passkey.js',
    state: 'galat-isian',
    status: 400,
    data: {
      ...password,
      values: { nip: '19900101 201503 1 00' },
      errors: {
        nip: { key: 'masuk.galat.nipJumlah', params: { jumlah: 17 } },
        sandi: { key: 'masuk.galat.sandiKosong' },
      },
    },
  },
  {
    view: 'masuk/kata-sandi.njk',
    skrip: 'passkey.js',
    state: 'galat-masuk',
    status: 400,
    data: {
      ...password,
      values: { nip: '19900101 201503 1 001' },
      errors: { form: { key: 'masuk.galat.tidakCocok' } },
    },
  },
  {
    view: 'masuk/kata-sandi.njk',
    skrip: 'passkey.js',
    state: 'ditahan',
    status: 429,
    data: {
      ...password,
      values: { nip: '19900101 201503 1 001' },
      errors: { form: { key: 'masuk.galat.tunggu', params: { menit: 14 } } },
    },
  },
  {
    view: 'masuk/kata-sandi.njk', skrip: 'passkey.js', state: 'galat-passkey', status: 400,
    data: { ...password, errors: { passkey: { key: 'passkey.galat.tidakCocok' } } },
  },
  { view: 'masuk/bantuan.njk', state: 'biasa', data: {} },
  ...factorSamplePages, ...resetSamplePages, ...activationSamplePages,
  ditolak('terbatas', skp),
  ditolak('penguji', long, { tanya }),
  ditolak('pilot', skp, { tanya }),
  ditolak('aturan', long, { tanya, aturan: {
    jenis: 'tertentu', opd: long.opd, unit: [long.opd, 'Bidang Contoh'], jabatan: ['Kepala Subbagian Perencanaan, Evaluasi dan Pelaporan'],
    eselon: ['II.a', 'II.b'], orang: 3,
  } }),
  ditolak('klien', skp),
  ditolak('tahan', skp),
  {
    view: 'masuk/persetujuan.njk',
    state: 'biasa',
    data: {
      aplikasi: { nama: 'Simral', opd: 'Badan Perencanaan Pembangunan Daerah', host: 'simral.bppt.go.id' },
      action: '/masuk/contoh/persetujuan',
      tambahan: true,
      klaim: [
        {
          judul: 'Nama', isi: 'Nama lengkap, gelar, dan jenis kelamin.', baru: false,
          butir: [{ nama: 'Nama', nilai: 'Siti Rahmawati, S.Kom.' }],
        },
        { judul: 'OPD dan unit kerja', isi: 'OPD dan unit kerja Anda saat ini.', baru: true, butir: [] },
      ],
    },
  },
  ...['terbuka', 'disetujui', 'ditolak', 'diganti', 'kedaluwarsa'].map((keadaan) => ({
    view: 'masuk/kontak.njk', state: keadaan,
    data: { kolom: 'email', baru: 'r***@contoh.test', keadaan, action: '/kontak/contoh' },
  })),
  ...['terbuka', 'dibatalkan', 'dilaksanakan'].map((keadaan) => ({
    view: 'masuk/setel-ulang.njk', state: keadaan, data: { keadaan, action: '/setel-ulang/contoh' },
  })),
  ...['terbuka', 'beku', 'lewat'].map((keadaan) => ({
    view: 'masuk/bukan-saya.njk', state: keadaan, data: {
      keadaan, action: '/bukan-saya/contoh',
      pembantu: keadaan === 'beku' ? [{ nama: 'Contoh Pembantu', ruang: 'Gedung A lantai 2, ruang 204', telepon: '0254 000 000' }] : [],
    },
  })),
  launcher('penuh', {}),
  launcher('petugas', { kerjaHref: '/bkd' }),
  launcher('cari', { cari: 'sppd', terhubung: terhubung.slice(2, 3), belum: [] }),
  launcher('cari-belum', { cari: 'rsud', terhubung: [], belum: belum.slice(2) }),
  launcher('cari-nihil', { cari: '<b>zzz</b>', terhubung: [], belum: [] }),
  launcher('kosong', {
    orang: { ...orang, penugasan: [] }, terhubung: [], jumlah: { terhubung: 0, terdaftar: 100 },
  }),
  {
    view: 'keluar/tanya.njk',
    state: 'biasa',
    data: {
      formHtml: '<form id="op.logoutForm" method="post" action="/oidc/session/end/confirm">'
        + '<input type="hidden" name="xsrf" value="contoh"/></form>',
    },
  },
  {
    view: 'masuk/lanjut.njk',
    state: 'biasa',
    data: {
      formId: 'op.onwardForm',
      formHtml: '<form id="op.onwardForm" method="post" action="https://skp.contoh.test/sso/callback">'
        + '<input type="hidden" name="code" value="contoh"/></form>',
    },
  },
  { view: 'keluar/selesai.njk', state: 'biasa', data: {} },
  galat('permintaan', 400),
  galat('dilarang', 403),
  galat('formulir', 403),
  galat('tidakAda', 404),
  galat('cara', 405),
  galat('alamat', 421, { issuerHref: 'https://login.bantenprov.go.id' }),
  galat('terlaluSering', 429, { params: { detik: 45 } }),
  galat('server', 500),
  galat('sibuk', 503, { params: { detik: 10 } }),
  galat('basi', 400),
  galat('klienTidakDikenal', 400),
  galat('klienDitangguhkan', 403, { params: { aplikasi: 'SKP' } }),
  galat('klienBelumAktif', 403, { params: { aplikasi: 'Simral' } }),
  galat('klienDitutup', 403, { params: { aplikasi: 'Simaya' } }),
  { view: 'privasi.njk', state: 'biasa', data: { versi: 1 } },
  ...panduanPages,
  { view: 'masuk/pesan.njk', state: 'kosong', data: { pesan: [] } },
  { view: 'masuk/pesan.njk', state: 'penuh', data: { pesan: [{
    saluran: 'email', kepada: 'contoh@bkd.test', subject: 'Kode Anda', sejak: '28 November 2026 pukul 10.00 WIB', isi: [
      { kind: 'paragraf', lines: ['Nama: A', 'Hari: B'] }, { kind: 'kode', text: '483920' }, { kind: 'tautan', href: 'https://login.contoh.test/' },
      { kind: 'daftar', lines: ['satu', 'dua'] },
    ],
  }] } },
  ...akunSamplePages,
  ...staffSamplePages,
  ...handSamplePages,
  ...unitSamplePages,
]

/** Puts on a context what the service would have put there before the page is shown. */
export function prepareSample(ctx: Context, { bahasa, skrip, status }: SamplePage): void {
  Object.assign(ctx.state, { kode: '7KX3-9FQ', csrf: 'tanda-uji', ...(bahasa && { bahasa }), ...(skrip && { skrip }) })
  if (status) ctx.status = status
}
