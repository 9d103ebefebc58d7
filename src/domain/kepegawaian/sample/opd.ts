/**
 * What makes one OPD differ from another in the sample: its share of the staff, its Bidang (Bagian in a Biro)
 * and its functional posts. Plausible, not a copy of any organisation chart.
 */
export interface Profile {
  /** share of the staff, relative to the others */
  weight: number
  /** what its Bidang or Bagian are about */
  topics: readonly string[]
  /** functional posts of its own beside the general ones */
  posts: readonly string[]
  /** share of functional posts among its staff, 0 to 1 */
  functional?: number
}

const COMMON: Profile = { weight: 100, topics: ['Program', 'Operasional', 'Pengawasan'], posts: [] }

const PROFILES: Record<string, Profile> = {
  setda: { weight: 60, topics: [], posts: ['Analis Kebijakan'] },
  'biro-adpem': { weight: 60, topics: ['Penyusunan Program', 'Pengendalian Pembangunan', 'Pengadaan Barang/Jasa'],
    posts: ['Pengelola Pengadaan Barang/Jasa'] },
  'biro-ekonomi': { weight: 50, topics: ['Sarana Perekonomian', 'Produksi Daerah', 'BUMD'],
    posts: ['Analis Kebijakan'] },
  'biro-hukum': { weight: 50, topics: ['Peraturan Perundang-undangan', 'Bantuan Hukum', 'Dokumentasi Hukum'],
    posts: ['Perancang Peraturan Perundang-undangan'] },
  'biro-pemerintahan': { weight: 50, topics: ['Otonomi Daerah', 'Kerja Sama', 'Tata Pemerintahan'],
    posts: ['Analis Kebijakan'] },
  'biro-umum': { weight: 120, topics: ['Rumah Tangga', 'Keuangan Setda', 'Tata Usaha'], posts: ['Arsiparis'] },
  setwan: { weight: 100, topics: ['Umum', 'Keuangan', 'Persidangan', 'Perundang-undangan'],
    posts: ['Perancang Peraturan Perundang-undangan'] },
  inspektorat: { weight: 110, topics: ['Wilayah I', 'Wilayah II', 'Wilayah III', 'Khusus'], functional: 0.75,
    posts: ['Auditor', 'Pengawas Penyelenggaraan Urusan Pemerintahan Daerah'] },
  bkd: { weight: 110, topics: ['Pengadaan dan Informasi Kepegawaian', 'Mutasi', 'Kinerja dan Disiplin'],
    posts: ['Analis SDM Aparatur', 'Asesor SDM Aparatur', 'Pranata SDM Aparatur', 'Pranata Komputer'] },
  kesbangpol: { weight: 80, topics: ['Ideologi dan Wawasan Kebangsaan', 'Politik Dalam Negeri', 'Kewaspadaan Nasional'],
    posts: ['Analis Kebijakan'] },
  bpbd: { weight: 110, topics: ['Pencegahan dan Kesiapsiagaan', 'Kedaruratan dan Logistik', 'Rehabilitasi'],
    posts: ['Penata Penanggulangan Bencana'] },
  bapenda: { weight: 420, topics: ['Pajak Daerah', 'Perencanaan Pendapatan', 'Pengendalian Pendapatan'],
    posts: ['Analis Keuangan Pusat dan Daerah', 'Pranata Komputer'] },
  bpkad: { weight: 150, topics: ['Anggaran', 'Perbendaharaan', 'Akuntansi', 'Aset'],
    posts: ['Analis Keuangan Pusat dan Daerah'] },
  bpsdmd: { weight: 110, topics: ['Kompetensi Teknis', 'Kompetensi Manajerial', 'Sertifikasi'], functional: 0.6,
    posts: ['Widyaiswara', 'Analis SDM Aparatur'] },
  bappeda: { weight: 140, topics: ['Perencanaan Makro', 'Ekonomi dan Infrastruktur', 'Pemerintahan dan Sosial'],
    posts: ['Perencana', 'Statistisi', 'Pranata Komputer'] },
  penghubung: { weight: 40, topics: ['Promosi Daerah', 'Hubungan Antar Lembaga'],
    posts: ['Pranata Hubungan Masyarakat'] },
  desdm: { weight: 90, topics: ['Geologi dan Air Tanah', 'Mineral dan Batubara', 'Ketenagalistrikan'],
    posts: ['Inspektur Ketenagalistrikan', 'Penyelidik Bumi'] },
  dispora: { weight: 80, topics: ['Kepemudaan', 'Prestasi Olahraga', 'Pembudayaan Olahraga'],
    posts: ['Analis Kebijakan'] },
  dinkes: { weight: 420, topics: ['Kesehatan Masyarakat', 'Pengendalian Penyakit', 'Pelayanan Kesehatan',
    'Sumber Daya Kesehatan'], posts: ['Administrator Kesehatan', 'Epidemiolog Kesehatan', 'Nutrisionis', 'Dokter'],
    functional: 0.7 },
  bkkm: { weight: 50, topics: ['Pelayanan', 'Pengembangan'], posts: ['Dokter', 'Perawat'], functional: 0.7 },
  'rsud-malingping': { weight: 620, topics: ['Pelayanan Medik', 'Keperawatan', 'Penunjang'], functional: 0.85,
    posts: ['Perawat', 'Perawat', 'Perawat', 'Bidan', 'Dokter', 'Apoteker', 'Pranata Laboratorium Kesehatan'] },
  'rsud-banten': { weight: 900, topics: ['Pelayanan Medik', 'Keperawatan', 'Penunjang'], functional: 0.85,
    posts: ['Perawat', 'Perawat', 'Perawat', 'Bidan', 'Dokter', 'Apoteker', 'Pranata Laboratorium Kesehatan'] },
  dkp: { weight: 70, topics: ['Ketersediaan Pangan', 'Distribusi Pangan', 'Keamanan Pangan'],
    posts: ['Analis Ketahanan Pangan'] },
  disnakertrans: { weight: 230, topics: ['Pelatihan dan Penempatan', 'Hubungan Industrial', 'Pengawasan',
    'Transmigrasi'], posts: ['Pengawas Ketenagakerjaan', 'Mediator Hubungan Industrial', 'Instruktur'] },
  diskominfo: { weight: 130, topics: ['Aplikasi Informatika', 'Informasi dan Komunikasi Publik',
    'Infrastruktur Informatika', 'Statistik', 'Persandian dan Keamanan Informasi'], functional: 0.65,
    posts: ['Pranata Komputer', 'Pranata Komputer', 'Statistisi', 'Sandiman', 'Pranata Hubungan Masyarakat'] },
  dinkopukm: { weight: 80, topics: ['Kelembagaan', 'Pemberdayaan Koperasi', 'Usaha Kecil'],
    posts: ['Pengawas Koperasi'] },
  dlhk: { weight: 210, topics: ['Tata Lingkungan', 'Pengendalian Pencemaran', 'Pengelolaan Hutan'],
    posts: ['Pengendali Dampak Lingkungan', 'Polisi Kehutanan', 'Penyuluh Kehutanan'] },
  tahura: { weight: 30, topics: ['Pelayanan', 'Konservasi'], posts: ['Polisi Kehutanan'] },
  dispar: { weight: 80, topics: ['Destinasi', 'Pemasaran', 'Ekonomi Kreatif'], posts: ['Adyatama Kepariwisataan'] },
  dpupr: { weight: 300, topics: ['Bina Marga', 'Sumber Daya Air', 'Cipta Karya', 'Tata Ruang'],
    posts: ['Teknik Jalan dan Jembatan', 'Teknik Pengairan', 'Penata Ruang'] },
  dpmd: { weight: 70, topics: ['Pemerintahan Desa', 'Ekonomi Desa', 'Kelembagaan Masyarakat'],
    posts: ['Penggerak Swadaya Masyarakat'] },
  dp3akkb: { weight: 90, topics: ['Pemberdayaan Perempuan', 'Perlindungan Anak', 'Kependudukan dan KB'],
    posts: ['Penata Kependudukan dan Keluarga Berencana'] },
  dindikbud: { weight: 4200, topics: ['Sekolah Menengah Atas', 'Sekolah Menengah Kejuruan', 'Pendidikan Khusus',
    'Kebudayaan', 'Ketenagaan'], functional: 0.92,
    posts: ['Guru', 'Guru', 'Guru', 'Guru', 'Guru', 'Guru', 'Guru', 'Guru', 'Guru', 'Pamong Budaya'] },
  bppnf: { weight: 40, topics: ['Pelayanan', 'Pengembangan'], posts: ['Pamong Belajar'], functional: 0.7 },
  dishub: { weight: 130, topics: ['Lalu Lintas Jalan', 'Angkutan', 'Pelayaran', 'Pengembangan Transportasi'],
    posts: ['Penguji Kendaraan Bermotor'] },
  disperindag: { weight: 110, topics: ['Industri', 'Perdagangan', 'Perlindungan Konsumen', 'Metrologi'],
    posts: ['Pengawas Perdagangan', 'Penera'] },
  dpk: { weight: 100, topics: ['Perpustakaan', 'Pembinaan Kearsipan', 'Pengelolaan Arsip'], functional: 0.6,
    posts: ['Pustakawan', 'Arsiparis'] },
  distan: { weight: 230, topics: ['Tanaman Pangan', 'Hortikultura', 'Perkebunan', 'Peternakan'],
    posts: ['Penyuluh Pertanian', 'Pengawas Benih Tanaman', 'Medik Veteriner'] },
  dprkp: { weight: 90, topics: ['Perumahan', 'Kawasan Permukiman', 'Pertanahan'],
    posts: ['Penata Kelola Bangunan Gedung dan Kawasan Permukiman'] },
  dinsos: { weight: 120, topics: ['Rehabilitasi Sosial', 'Perlindungan Sosial', 'Pemberdayaan Sosial'],
    posts: ['Pekerja Sosial', 'Penyuluh Sosial'] },
  satpolpp: { weight: 260, topics: ['Ketertiban Umum', 'Penegakan Peraturan Daerah', 'Perlindungan Masyarakat'],
    posts: ['Polisi Pamong Praja'], functional: 0.7 },
}

/** The profile of a seeded unit; a unit that is not known here gets an average one. */
export function profileOf(slug: string): Profile {
  return Object.hasOwn(PROFILES, slug) ? (PROFILES[slug] as Profile) : COMMON
}
