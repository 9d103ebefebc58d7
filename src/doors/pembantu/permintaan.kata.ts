import type { Agreed, Asked } from '../../domain/accounts/bantuan/permintaan.service.ts'
import type { JenisBantuan, KeadaanBantuan } from '../../domain/accounts/bantuan/permintaan.rules.ts'

export const JENIS: Readonly<Record<JenisBantuan, { readonly judul: string; readonly akibat: string; readonly tombol: string }>> = {
  'izin': {
    judul: 'Izin sementara', tombol: 'Minta izin sementara',
    akibat: 'Izin menggantikan langkah kedua satu kali, selama 15 menit sejak ditampilkan. Rekan Anda tetap memerlukan kata sandinya dan diberi tahu.',
  },
  'setel-ulang': {
    judul: 'Setel ulang langkah kedua', tombol: 'Minta setel ulang',
    akibat: 'Sehari setelah disetujui, semua langkah kedua dan kode pemulihan rekan Anda dihapus dan semua sesinya berakhir. Ia diberi tahu lewat semua kontaknya dan dapat membatalkan.',
  },
}

export const KEADAAN: Readonly<Record<KeadaanBantuan, { readonly teks: string; readonly lencana: string }>> = {
  menunggu: { teks: 'Menunggu orang kedua', lencana: 'warn' }, disetujui: { teks: 'Disetujui', lencana: 'ok' },
  ditolak: { teks: 'Ditolak', lencana: 'bad' }, dibatalkan: { teks: 'Dibatalkan', lencana: '' },
  kedaluwarsa: { teks: 'Lewat waktu', lencana: '' }, dibuka: { teks: 'Izin sudah ditampilkan', lencana: 'ok' },
  dipakai: { teks: 'Izin sudah dipakai', lencana: '' }, dilaksanakan: { teks: 'Sudah dilaksanakan', lencana: 'ok' },
}

export const SEBAB_BATAL: Readonly<Record<'pemilik' | 'petugas' | 'dibuktikan' | 'hak-berubah', string>> = {
  'pemilik': 'oleh pemilik akun, lewat tautan', 'petugas': 'oleh petugas',
  'dibuktikan': 'karena pemilik akun masuk dengan langkah keduanya', 'hak-berubah': 'karena akun dibekukan atau ditutup',
}

export const TIDAK_BOLEH_MINTA: Readonly<Record<Extract<Asked, { ok: false }>['alasan'], string>> = {
  'sendiri': 'Untuk diri sendiri mintalah pembantu yang lain.',
  'luar-jangkauan': 'Hanya pembantu dari OPD rekan ini yang dapat meminta.',
  'belum-aktif': 'Akun rekan ini belum aktif. Cetaklah surat aktivasi.',
  'sudah-ada': 'Permintaan yang sama untuk rekan ini masih berjalan.',
}

/** What an answer came to, also as the word in the address. */
export const HASIL: Readonly<Record<Agreed | 'diminta' | 'ditolak' | 'dibatalkan', string>> = {
  'diminta': 'Permintaan dicatat. Orang kedua harus menyetujuinya: pembantu lain, admin OPD, atau petugas keamanan.',
  'disetujui': 'Disetujui. Pemilik akun diberi tahu.',
  'ditolak': 'Ditolak.', 'dibatalkan': 'Dibatalkan.',
  'sendiri': 'Ini menyangkut akun Anda sendiri. Yang memutus harus orang lain.',
  'orang-yang-sama': 'Anda yang memintanya. Persetujuan harus dari orang lain.',
  'luar-jangkauan': 'Rekan ini di luar jangkauan peran Anda.',
  'hanya-keamanan': 'Rekan ini memegang peran. Hanya petugas keamanan yang dapat menyetujui.',
  'peminta-tidak-bertugas': 'Pemintanya tidak lagi bertugas sebagai pembantu. Tolak, lalu minta lagi.',
  'sudah-diputus': 'Permintaan ini sudah diputus atau lewat waktu.',
}

export const hasilWords = (pesan: string): string | undefined =>
  Object.hasOwn(HASIL, pesan) ? HASIL[pesan as keyof typeof HASIL] : undefined
