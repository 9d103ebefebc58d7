import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const alamat = '/pengembang/klien/skp.bantenprov.go.id'
const klien = {
  tab: [{ judul: 'Siapa boleh masuk', href: `${alamat}/masuk`, kini: true }, { judul: 'Penguji', href: `${alamat}/penguji`, kini: false }],
  klien: { id: 'skp.bantenprov.go.id', nama: 'SKP', alamat }, remah: [{ judul: 'Klien', href: '/pengembang/klien' }],
}
const satu = { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', nama: 'Andi Contoh, S.Kom.', nomor: '····2001', unit: 'Bidang Contoh', diOpd: true }
const centang = { nilai: 'a', teks: 'Bidang Pembinaan Sekolah Menengah Kejuruan', dipilih: true }
const masuk = {
  ...klien, judul: 'Siapa boleh masuk', program: false, kalimat: 'Semua pegawai boleh masuk.', jenis: 'semua', kini: 'semua', pilot: false,
  unit: [centang], eselon: [{ nilai: 'II.a', teks: 'Eselon II.a', dipilih: false }], jabatan: '', orang: [], kelompok: [],
}
const peran = { ...klien, judul: 'Peran aplikasi', opd: 'Dinas Contoh', peran: [['Operator', 'operator']], boleh: true, baris: [], tautan: {} }
const baris = [[{ teks: satu.nama, kecil: satu.nomor, href: '/x' }, 'Operator', 'sejak 28 November 2026', 'Surat tugas 800/1']]
const beri = {
  ...klien, judul: 'Beri peran', nama: satu.nama, nomor: satu.nomor, unit: satu.unit, action: '/x', batal: '/x', galat: {},
  opsi: [{ nilai: '', teks: 'Pilih peran' }, { nilai: 'operator', teks: 'Operator (operator)' }],
  isi: { peran: '', mulai: '2026-11-28', selesai: '', alasan: '' },
}

/** The views of who may enter an application, tries it, and has its roles. */
export const gerbangPages = (staff: Staff): SamplePage[] => [
  staff('pengembang/gerbang/masuk.njk', 'program', { ...masuk, program: true }),
  staff('pengembang/gerbang/masuk.njk', 'semua', masuk),
  staff('pengembang/gerbang/masuk.njk', 'tertentu, galat', {
    ...masuk, kalimat: 'Hanya pegawai Dinas Contoh, termasuk unit di bawahnya.', jenis: 'tertentu', kini: 'tertentu', pilot: true, kelompok: [satu],
    orang: [{ ...satu, dipilih: true }], jabatan: 'Bendahara', gagal: true, galat: { jenis: 'Ajukan permohonan perubahan.' },
  }, 409),
  staff('pengembang/gerbang/penguji.njk', 'kosong', { ...klien, judul: 'Belum ada penguji', opd: 'Dinas Contoh', uji: false, orang: [] }),
  staff('pengembang/gerbang/penguji.njk', 'galat', {
    ...klien, judul: '2 penguji', opd: 'Dinas Contoh', uji: true, orang: [satu, { ...satu, diOpd: false }], nilai: '1', gagal: true,
    galat: { nip: 'Tidak ada pegawai dengan NIP itu.' },
  }, 400),
  staff('pengembang/gerbang/peran-daftar.njk', 'kosong', { judul: 'Belum ada', baris: [], tautan: {} }),
  staff('pengembang/gerbang/peran-daftar.njk', 'penuh', {
    judul: 'Peran di aplikasi OPD Anda', baris: [[{ teks: 'SKP', href: '/x', kecil: 'skp.bantenprov.go.id' }, 'Dinas Contoh', '2', '14']],
    tautan: { lanjut: '?lama=x' },
  }),
  staff('pengembang/gerbang/peran.njk', 'tanpa peran', { ...peran, peran: [], boleh: false }),
  staff('pengembang/gerbang/peran.njk', 'penuh', { ...peran, baris, tautan: { lama: '?lama=x' } }),
  staff('pengembang/gerbang/peran.njk', 'hanya melihat', { ...peran, boleh: false, baris }),
  staff('pengembang/gerbang/peran.njk', 'cari, galat', { ...peran, cari: 'a', gagal: true, galat: { cari: 'Ketik NIP.' } }, 400),
  staff('pengembang/gerbang/peran.njk', 'temuan', { ...peran, cari: 'andi', temuan: [[{ teks: 'Andi Contoh', href: '/x', kecil: '····2001' }, 'Bidang Contoh']], lebih: true }),
  staff('pengembang/gerbang/peran.njk', 'tanpa temuan', { ...peran, cari: 'andi', temuan: [] }),
  staff('pengembang/gerbang/peran-beri.njk', 'baru', beri),
  staff('pengembang/gerbang/peran-beri.njk', 'galat', { ...beri, gagal: true, galat: { peran: 'Pilih salah satu peran.' } }, 400),
  staff('pengembang/gerbang/peran-akhiri.njk', 'galat', {
    ...klien, judul: 'Akhiri peran Operator', nama: satu.nama, nomor: satu.nomor, masa: 'sejak 28 November 2026', action: '/x', batal: '/x',
    gagal: true, nilai: 'x', galat: { alasan: 'Tulis alasannya.' },
  }, 400),
]
