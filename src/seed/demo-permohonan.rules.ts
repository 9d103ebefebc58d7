import type { JenisKursi, KunciLangkah, Peran, Putusan } from '../domain/permohonan/permohonan.ts'

/** What somebody of the demo table says at a step, so many days before the seed. */
export interface DemoPutusan {
  readonly hari: number
  readonly langkah: KunciLangkah
  readonly oleh: Exclude<Peran, 'pengembang'>
  readonly putusan: Putusan
  readonly alasan?: string
}

/** An application of the demo's OPD, and how far it has come. */
export interface DemoPermohonan {
  readonly host: string
  readonly nama: string
  readonly keterangan: string
  readonly nomorSurat: string
  /** days before the seed; undefined: still a draft */
  readonly diajukan: number | undefined
  readonly putusan: readonly DemoPutusan[]
}

const say = (hari: number, langkah: KunciLangkah, oleh: JenisKursi | 'pemilik-data' | 'csirt', putusan: Putusan, alasan?: string): DemoPutusan =>
  ({ hari, langkah, oleh, putusan, ...alasan !== undefined && { alasan } })

const ACCEPTED = (from: number): DemoPutusan[] => [
  say(from, 'persetujuan-opd', 'kepala-opd', 'setuju'), say(from - 0.5, 'disposisi-dinas', 'kepala-dinas', 'terima'),
  say(from - 1, 'disposisi-bidang', 'kepala-bidang', 'teruskan'), say(from - 1, 'elemen', 'pemilik-data', 'setuju'),
]

/** One at the desk of the Kepala OPD, one at that of the Kepala Seksi, one sent back, one done, one still a draft. */
export const DEMO_PERMOHONAN: readonly DemoPermohonan[] = [
  {
    host: 'contoh-kinerja.bantenprov.go.id', nama: 'Kinerja Guru (contoh)', keterangan: 'Mencatat kinerja guru di sekolah provinsi.',
    nomorSurat: '555/101-Contoh/2026', diajukan: 12, putusan: [
      ...ACCEPTED(11.5), say(9, 'analisis', 'kepala-seksi', 'setuju'), say(8, 'anggaran', 'kepala-seksi', 'tidak-perlu'),
      say(6, 'csirt', 'csirt', 'lulus'), say(5, 'integrasi', 'kepala-seksi', 'selesai'),
    ],
  },
  {
    host: 'contoh-beasiswa.bantenprov.go.id', nama: 'Beasiswa (contoh)', keterangan: 'Pendaftaran dan seleksi penerima beasiswa.',
    nomorSurat: '555/102-Contoh/2026', diajukan: 4, putusan: ACCEPTED(3.5),
  },
  {
    host: 'contoh-perpustakaan.bantenprov.go.id', nama: 'Perpustakaan Sekolah (contoh)', keterangan: 'Katalog dan peminjaman buku.',
    nomorSurat: '555/103-Contoh/2026', diajukan: 3, putusan: [
      ...ACCEPTED(2.5).slice(0, 2), say(1.5, 'disposisi-bidang', 'kepala-bidang', 'kembalikan', 'Uraikan struktur data yang dipertukarkan (contoh).'),
    ],
  },
  {
    host: 'contoh-rapor.bantenprov.go.id', nama: 'Rapor Digital (contoh)', keterangan: 'Nilai dan rapor siswa.',
    nomorSurat: '555/104-Contoh/2026', diajukan: 0.25, putusan: [],
  },
  {
    host: 'contoh-alumni.bantenprov.go.id', nama: 'Alumni (contoh)', keterangan: 'Jejaring alumni sekolah.', nomorSurat: '', diajukan: undefined,
    putusan: [],
  },
]

/** The form of a sample, on top of what every form begins with. */
export function demoForm({ host, nama, keterangan, nomorSurat }: DemoPermohonan, letter: { today: string; lampiran: string }) {
  return {
    nama, keterangan, subdomain: host, surat: { nomor: nomorSurat, tanggal: letter.today, lampiran: letter.lampiran },
    spesifikasi: { uraian: 'PHP 8 dan MariaDB; tabel pengguna dan sekolah (contoh).' }, komitmen: true, jenisKlien: 'server' as const,
    uri: { redirect: [`https://${host}/sso/`], logout: [`https://${host}/`], backchannel: `https://${host}/sso/` },
    uriUji: ['http://localhost:8080/sso/'],
    elemen: [
      { klaim: 'profile' as const, tujuan: 'Menampilkan nama pengguna.' }, { klaim: 'opd' as const, tujuan: 'Memilah data per satuan kerja.' },
    ],
    pse: { nomor: 'CONTOH-0001' }, kredensial: 'rahasia' as const,
  }
}

/** The smallest letter that is a PDF. */
export const DEMO_LETTER = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`)
