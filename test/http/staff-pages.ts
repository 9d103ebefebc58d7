/** One page in one state, with invented data: enough to render it, to look at it, and to run axe on it. */
export interface SamplePage {
  view: string
  state: string
  data: Record<string, unknown>
  status?: number
  /** The one language of the page, whatever is asked for. */
  bahasa?: 'id'
}

const MENU = [
  { judul: 'Data kepegawaian', butir: [
    { judul: 'Ikhtisar', href: '/bkd', kini: 'page' },
    { judul: 'Proses penyelarasan', href: '/bkd/proses' },
  ] },
]

/** A page on layouts/kerja.njk, with what doors/kerja.ts gives to every one. */
const staff = (view: string, state: string, data: Record<string, unknown>, status?: number): SamplePage => ({
  view, state, bahasa: 'id', ...(status && { status }),
  data: { orang: { nama: 'Ratna Wulandari Contoh, S.Kom., M.Si.' }, menu: MENU, ...data },
})

/** Every view of the staff doors in every state that changes what stands on it. */
export const staffSamplePages: SamplePage[] = [
  { view: 'peran.njk', state: 'biasa', bahasa: 'id', status: 403, data: {
    peran: ['pengelola data kepegawaian (BKD)', 'admin OPD'], minta: ['administrator Banten Satu Login'],
  } },
  staff('bkd/ikhtisar.njk', 'mutakhir', {
    judul: 'Data kepegawaian mutakhir',
    hitungan: {
      menunggu: { nilai: '0', jenis: 'ok' }, karantina: { nilai: '12', jenis: 'warn' }, berakhir: { nilai: '41', jenis: '' },
    },
    sumber: [
      ['Basis data SIMPEG', { teks: '28 November 2026 pukul 08.10 WIB', kecil: '4 menit yang lalu' }, '10.000',
        { teks: 'Mutakhir', lencana: 'ok' }],
      ['API SIMPEG', 'belum pernah diterapkan', '0', {
        teks: 'Tidak dapat dibaca', lencana: 'bad', kecil: 'Sejak 28 November 2026 pukul 07.00 WIB: tidak menjawab pada waktunya',
      }],
    ],
  }),
  staff('bkd/ikhtisar.njk', 'kosong', {
    judul: 'Belum ada data kepegawaian', sumber: [],
    hitungan: {
      menunggu: { nilai: '0', jenis: 'ok' }, karantina: { nilai: '0', jenis: 'ok' }, berakhir: { nilai: '0', jenis: '' },
    },
  }),
]
