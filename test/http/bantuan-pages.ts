import { qrSymbol } from '../../src/kernel/lib/qr.ts'
import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const ORANG = [{ teks: 'Siti Contoh', href: '/pembantu/orang/x', kecil: 'NIP ····2001' }, 'Bidang Contoh', { teks: 'Belum diundang', lencana: 'warn' }]
const rincian = [['Nomor', 'NIP ····2001'], ['Alasan', 'Ponsel tertinggal di rumah.'], ['Nomor tiket', 'T-1']]
const tidak = { setuju: false, tolak: false, batal: false, buka: false }
const satu = {
  judul: 'Izin sementara untuk Siti Contoh', keadaan: { teks: 'Menunggu orang kedua', lencana: 'warn' }, akibat: 'Izin menggantikan langkah kedua satu kali.',
  rincian, boleh: tidak, menit: 15, action: '/pembantu/permintaan/x', remah: [{ judul: 'Permintaan bantuan', href: '/pembantu/permintaan' }],
}
const minta = {
  judul: 'Izin sementara untuk Siti Contoh', akibat: 'Izin menggantikan langkah kedua satu kali.', tombol: 'Minta izin sementara',
  nilai: {}, galat: {}, terpanjang: 300, action: '/pembantu/orang/x/izin', batal: '/pembantu/orang/x',
}
const gelombang = {
  judul: '1 dari 3 orang sudah aktif', unit: 'Dinas Contoh', mulai: '28 November 2026 pukul 08.10 WIB', orang: 3, aktif: 1, diingatkan: 2,
  tanpaKontak: 1, belum: 2, tanpaSurat: 2, lebih: true, boleh: true, sekali: { surat: 50, ingatkan: 100 }, action: '/pembantu/gelombang/x', baris: [ORANG],
}

const KARTU = { unit: 'x', opd: 'Dinas Contoh', ruang: 'ruang-0', telepon: 'telepon-0' }

/** The views of the helper's door. */
export const bantuanPages = (staff: Staff): SamplePage[] => [
  staff('pembantu/kemajuan.njk', 'kosong', { judul: 'Belum ada orang dalam jangkauan Anda', jumlah: 0, tahap: [], persen: [], baris: [] }),
  staff('pembantu/kemajuan.njk', 'penuh', {
    judul: '1 dari 3 orang sudah aktif', jumlah: 3, tahap: [{ label: 'Terdaftar', nilai: 3, lebar: 100 }, { label: 'Aktif', nilai: 1, lebar: 33.3 }],
    persen: [{ label: 'Bidang Contoh', nilai: 33, lebar: 100 }], baris: [['Bidang Contoh', '3', '2', '1', '1', '0']],
  }),
  staff('pembantu/kemajuan.njk', 'tanpa-kartu', {
    judul: 'Belum ada orang dalam jangkauan Anda', jumlah: 0, tahap: [], persen: [], baris: [], tanpaKartu: true, menunggu: 2,
  }),
  staff('pembantu/kartu.njk', 'kosong', {
    judul: 'Rekan Anda belum tahu di mana menemui Anda', action: '/pembantu/kartu',
    kartu: [{ ...KARTU, nilai: { ruang: null, telepon: null }, galat: {} }],
  }),
  staff('pembantu/kartu.njk', 'galat', {
    judul: 'Kartu Anda sebagai pembantu', action: '/pembantu/kartu', gagal: true, kartu: [{
      ...KARTU, nilai: { ruang: 'B', telepon: 'x' }, galat: { ruang: 'Tulis gedung.', telepon: 'Tulis nomor.' },
      gagal: { 'ruang-0': 'Tulis gedung.', 'telepon-0': 'Tulis nomor.' },
    }],
  }, 400),
  staff('pembantu/kartu.njk', 'terbit', {
    judul: 'Kartu Anda sebagai pembantu', action: '/pembantu/kartu', kabar: 'Kartu Anda diterbitkan.',
    kartu: [{ ...KARTU, nilai: { ruang: 'Gedung B lantai 2, ruang 204', telepon: '0254 000000' }, galat: {} }],
  }),
  staff('pembantu/gelombang.njk', 'kosong', { judul: 'Belum ada gelombang ajakan', baris: [], unit: [], boleh: false }),
  staff('pembantu/gelombang.njk', 'galat', {
    judul: 'Gelombang ajakan aktivasi', galat: 'Pilih unit Anda.', unit: [{ nilai: 'x', teks: 'Dinas Contoh' }], boleh: true,
    baris: [[{ teks: 'Dinas Contoh', href: '/pembantu/gelombang/x', kecil: '28 November 2026 pukul 08.10 WIB' }, '3', '1']],
  }, 400),
  staff('pembantu/gelombang-satu.njk', 'penuh', { ...gelombang, kabar: 'Gelombang dibuat.' }),
  staff('pembantu/gelombang-satu.njk', 'selesai', { ...gelombang, belum: 0, aktif: 3, tanpaKontak: 0, baris: [], lebih: false }),
  staff('pembantu/surat.njk', 'kosong', { judul: 'Tidak ada surat untuk dicetak', surat: [], alamat: 'x', kembali: '/pembantu' }),
  staff('pembantu/surat.njk', 'penuh', {
    judul: '1 surat siap dicetak', alamat: 'http://localhost:3000/aktivasi', kembali: '/pembantu',
    surat: [{ nama: 'Siti Contoh', nomor: 'NIP ····2001', unit: 'Bidang Contoh', kode: 'K7QD-3FMW-2XPA-9RTE-8BNC',
      sampai: '28 Desember 2026 pukul 08.10 WIB', qr: qrSymbol('http://localhost:3000/aktivasi') }],
  }),
  staff('pembantu/orang.njk', 'kosong', { judul: 'Cari rekan yang dibantu' }),
  staff('pembantu/orang.njk', 'galat', { judul: 'Cari rekan yang dibantu', cari: 'x', galat: 'Ketik NIP, atau 3 sampai 100 huruf dari nama.', gagal: true }, 400),
  staff('pembantu/orang.njk', 'nihil', { judul: 'Tidak ada rekan yang cocok', cari: 'tidak ada', baris: [] }),
  staff('pembantu/orang.njk', 'penuh', { judul: 'Rekan yang cocok', cari: 'contoh', baris: [ORANG], lebih: true }),
  ...[{ sendiri: true }, { boleh: true }, { boleh: true, aktif: true, kabar: 'Dicatat.' }].map((one, index) => staff('pembantu/orang-satu.njk', `keadaan-${index}`, {
    judul: 'Siti Contoh', id: 'x', rincian, remah: [{ judul: 'Rekan yang dibantu', href: '/pembantu/orang' }], ...one,
  })),
  staff('pembantu/minta.njk', 'kosong', minta),
  staff('pembantu/minta.njk', 'galat', { ...minta, gagal: true, galat: { alasan: 'Tulis mengapa.', tiket: 'Tulis nomor tiket.' } }, 400),
  staff('pembantu/permintaan.njk', 'kosong', { judul: 'Tidak ada permintaan yang menunggu', baris: [] }),
  staff('pembantu/permintaan.njk', 'kontak', {
    judul: 'Tidak ada permintaan yang menunggu', baris: [],
    catatan: [[{ teks: 'Siti Contoh', href: '/pembantu/kontak/x' }, 'nomor telepon', { teks: '***567', kecil: 'dicatat Budi Contoh' },
      '28 November 2026 pukul 08.10 WIB']],
  }),
  staff('bkd/kontak-catat.njk', 'pembantu', {
    judul: 'Catat kontak Siti Contoh', nama: 'Siti Contoh', surel: 'tidak ada', nomor: '***890, belum dipakai', bertiket: true,
    nilai: { kolom: 'no_hp', nilai: '0812', alasan: '', tiket: '' }, action: '/pembantu/orang/x/kontak', batal: '/pembantu/orang/x',
    galat: { alasan: 'Tulis bagaimana Anda memastikannya.', tiket: 'Tulis nomor tiket.' },
  }, 400),
  staff('pembantu/permintaan.njk', 'penuh', {
    judul: '1 permintaan menunggu orang kedua', tautan: { baru: '?baru=x', lama: '?lama=x' },
    baris: [[{ teks: 'Siti Contoh', href: '/pembantu/permintaan/x', kecil: 'NIP ····2001' }, 'Izin sementara',
      { teks: 'Budi Contoh', kecil: '28 November 2026 pukul 08.10 WIB' }, { teks: 'Menunggu orang kedua', lencana: 'warn' }]],
  }),
  ...[{ olehSaya: true, boleh: { ...tidak, batal: true } }, { boleh: { ...tidak, setuju: true, tolak: true }, kabar: 'Disetujui.' },
    { hanyaKeamanan: true }, { boleh: { ...tidak, buka: true, batal: true } }].map((one, index) =>
    staff('pembantu/permintaan-satu.njk', `keadaan-${index}`, { ...satu, ...one })),
  staff('pembantu/izin.njk', 'biasa', { judul: 'Izin sementara untuk Siti Contoh', kodeIzin: '1234 5678', menit: 15, kembali: '/pembantu/permintaan/x' }),
]
