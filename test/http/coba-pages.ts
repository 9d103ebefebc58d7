import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const klien = {
  tab: [
    { judul: 'Ringkasan', href: '/pengembang/klien/skp.bantenprov.go.id', kini: false },
    { judul: 'Galat terakhir', href: '/pengembang/klien/skp.bantenprov.go.id/galat', kini: true },
  ],
  klien: { id: 'skp.bantenprov.go.id', nama: 'SKP', alamat: '/pengembang/klien/skp.bantenprov.go.id' },
  remah: [{ judul: 'Klien', href: '/pengembang/klien' }, { judul: 'SKP', href: '/pengembang/klien/skp.bantenprov.go.id' }],
}

/** The views of what helps a developer to connect a client. */
export const cobaPages = (staff: Staff): SamplePage[] => [
  staff('pengembang/coba/galat.njk', 'kosong', { ...klien, judul: 'Tidak ada galat SKP dalam 30 hari', galat: [] }),
  staff('pengembang/coba/galat.njk', 'penuh', { ...klien, judul: '1 macam galat SKP', galat: [
    {
      arti: 'redirect_uri tidak sama.', perbaikan: 'Samakan.', titik: 'Permintaan masuk (/oidc/auth)', kode: 'invalid_redirect_uri',
      kapan: '28 November 2026 pukul 09.15 WIB, 3 menit yang lalu', kali: '12 kali sejak 28 November 2026 pukul 09.00 WIB',
      rincian: [['Dikirim', 'https://skp.bantenprov.go.id/masuk/kembali/yang/panjang/sekali'], ['Bedanya', 'jalur (path)']],
    },
    {
      arti: 'Permintaan masuk tidak memuat nonce.', perbaikan: 'Kirim nonce.', peringatan: true, titik: 'Permintaan masuk (/oidc/auth)',
      kode: 'peringatan', kapan: '28 November 2026 pukul 09.15 WIB, baru saja', kali: 'sekali', rincian: [],
    },
  ] }),
]
