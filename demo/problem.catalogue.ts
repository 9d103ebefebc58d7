import type { ProblemPage } from './problem.ts'

/** The sign-in that came back is not one this browser began here, or no longer is. */
export const unknownSignIn: ProblemPage = {
  status: 400,
  title: 'Permintaan masuk ini tidak dikenal',
  text:
    'Permintaan ini sudah dipakai, lebih tua dari 10 menit, atau dimulai di peramban lain. ' +
    'Mulailah lagi dari aplikasi ini.',
  again: true,
}

/** A form that was not sent from this application's own page of this session. */
export const foreignForm: ProblemPage = {
  status: 403,
  title: 'Permintaan ini ditolak',
  text: 'Permintaan tidak dikirim dari halaman terbaru aplikasi ini. Kembali ke halaman utama, lalu ulangi.',
  again: false,
}

/** The provider gave no refresh token. */
export const noRefreshToken: ProblemPage = {
  status: 400,
  title: 'Data tidak dapat disegarkan',
  text: 'Banten Satu Login tidak memberi aplikasi ini izin untuk menyegarkan data. Masuk lagi untuk data terbaru.',
  again: true,
}

export const refused: ProblemPage = {
  status: 400,
  title: 'Anda tidak masuk ke aplikasi ini',
  text:
    'Permintaan masuk dibatalkan, atau Banten Satu Login tidak mengizinkan Anda memakai aplikasi ini. ' +
    'Bila menurut Anda keliru, hubungi pengelola aplikasi.',
  again: true,
}

export const notSignedIn: ProblemPage = {
  status: 400,
  title: 'Anda belum masuk di Banten Satu Login',
  text: 'Banten Satu Login meminta Anda masuk atau memberi jawaban lebih dahulu. Coba masuk lagi.',
  again: true,
}

export const tooWeak: ProblemPage = {
  status: 400,
  title: 'Cara masuk Anda belum cukup kuat',
  text:
    'Aplikasi ini meminta langkah kedua, dan Anda kembali sebelum membuktikannya atau belum memasangnya di Banten Satu ' +
    'Login. Yang sudah terbuka di aplikasi ini tetap terbuka.',
  again: true,
}

export const sessionEnded: ProblemPage = {
  status: 400,
  title: 'Sesi Anda di Banten Satu Login sudah berakhir',
  text: 'Data Anda tidak lagi diberikan kepada aplikasi ini, jadi Anda dikeluarkan dari sini. Masuk lagi bila perlu.',
  again: true,
}

export const wrongSettings: ProblemPage = {
  status: 502,
  title: 'Pengaturan aplikasi ini tidak cocok',
  text:
    'Banten Satu Login menolak permintaan aplikasi ini. Bukan Anda yang keliru: ' +
    'sampaikan kode di bawah kepada pengelola aplikasi.',
  again: false,
}

export const away: ProblemPage = {
  status: 502,
  title: 'Banten Satu Login tidak dapat dihubungi',
  text: 'Aplikasi ini tidak mendapat jawaban yang semestinya. Tunggu sebentar, lalu coba lagi.',
  again: true,
}

export const untrusted: ProblemPage = {
  status: 502,
  title: 'Jawaban Banten Satu Login tidak dapat dipercaya',
  text: 'Jawabannya gagal diperiksa, jadi tidak dipakai. Coba masuk lagi; bila terulang, laporkan kodenya.',
  again: true,
}

export const notFound: ProblemPage = {
  status: 404,
  title: 'Halaman ini tidak ada',
  text: 'Alamatnya keliru, atau halaman sudah dipindahkan.',
  again: false,
}

export const unreadable: ProblemPage = {
  status: 400,
  title: 'Permintaan ini tidak dapat dibaca',
  text: 'Kembali ke halaman utama, lalu ulangi.',
  again: false,
}

export const ownFault: ProblemPage = {
  status: 500,
  title: 'Aplikasi demo ini bermasalah',
  text: 'Kesalahannya ada pada aplikasi ini, bukan pada Anda. Kembali ke halaman utama, lalu ulangi.',
  again: false,
}
