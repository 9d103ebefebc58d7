import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const satu = {
  judul: 'Semua pegawai', id: 'semua-pegawai', versi: 2, remah: [{ judul: 'Kebijakan masuk', href: '/keamanan/kebijakan' }],
  rincian: [['Diminta', 'Kata sandi dan langkah kedua'], ['Dari siapa', 'Semua orang'], ['Tenggang', 'tenggang sampai 26 Februari 2027']],
}

/** The views of the door of security. */
export const keamananPages = (staff: Staff): SamplePage[] => [
  staff('keamanan/kebijakan.njk', 'kosong', { judul: 'Tidak ada aturan: kata sandi cukup di mana pun', baris: [] }),
  staff('keamanan/kebijakan.njk', 'penuh', {
    judul: '1 aturan menentukan siapa membuktikan apa',
    baris: [[{ teks: 'Semua pegawai', href: '/keamanan/kebijakan/semua-pegawai', kecil: 'semua-pegawai' }, 'Semua orang',
      { teks: 'Kata sandi dan langkah kedua', kecil: 'tenggang sampai 26 Februari 2027' }, 'Semua aplikasi', { teks: 'Berlaku', lencana: 'ok' }]],
  }),
  staff('keamanan/kebijakan-satu.njk', 'kosong', { ...satu, simulasi: { terkena: 0 } }),
  staff('keamanan/kebijakan-satu.njk', 'penuh', { ...satu, simulasi: {
    hari: '28 November 2026', terkena: 3, terkunci: '0', nanti: '2',
    semua: [{ label: 'Dikenai', nilai: 3, lebar: 100 }, { label: 'Dalam tenggang', nilai: 2, lebar: 66.7, jenis: 'warn' }],
    baris: [['Dinas Contoh', '3', '1', '2', '0', '0']],
  } }),
]
