import test from 'ava'
import {
  type Decidable, type DecisionRefusal, judgeConfirmation, judgeRefusal,
} from '../../../src/domain/kepegawaian/decision.rules.ts'
import { judgeUsulan, type UsulanInput, type UsulanMistakes } from '../../../src/domain/kepegawaian/tanpa-nip/usulan.rules.ts'

const TODAY = '2026-11-28'

const GOOD: UsulanInput = {
  kategori: 'tenaga-ahli', unit: 'u', nama: 'Ahli Contoh', gelarDepan: '', gelarBelakang: 'M.T.', lahir: '1985-02-28',
  kelamin: 'P', surel: 'ahli@contoh.example', jabatan: '', dasar: 'Kontrak 12/2026', sampai: '2027-11-28',
}

const table: [title: string, change: Partial<UsulanInput>, mistakes: UsulanMistakes][] = [
  ['as it should be, to the last day that there may be', {}, {}],
  ['without what may be missing', { lahir: '', kelamin: '', surel: '', gelarBelakang: '' }, {}],
  ['ends today', { sampai: TODAY }, {}],
  ['a day more than a year', { sampai: '2027-11-29' }, { sampai: 'terlalu-lama' }],
  ['yesterday', { sampai: '2026-11-27' }, { sampai: 'sudah-lewat' }],
  ['no day', { sampai: '2027-02-29' }, { sampai: 'bukan-tanggal' }],
  ['no last day', { sampai: '' }, { sampai: 'kosong' }],
  ['who was elected: his term', { kategori: 'pejabat-negara', jabatan: 'Gubernur', sampai: '2031-11-28' }, {}],
  ['longer than a term', { kategori: 'pejabat-negara', jabatan: 'Gubernur', sampai: '2031-11-29' }, { sampai: 'terlalu-lama' }],
  ['who was elected needs his office', { kategori: 'pejabat-negara' }, { jabatan: 'kosong' }],
  ['nobody else has one', { jabatan: 'Kepala Dinas' }, { jabatan: 'bukan-jabatan' }],
  ['an unknown kind', { kategori: 'asn' }, { kategori: 'bukan-pilihan' }],
  ['nothing at all', {
    kategori: '', unit: '', nama: '', dasar: '', sampai: '', surel: '', lahir: '', kelamin: '', gelarBelakang: '',
  }, { kategori: 'bukan-pilihan', unit: 'kosong', nama: 'kosong', dasar: 'kosong' }],
  ['no address', { surel: 'ahli di contoh' }, { surel: 'bukan-surel' }],
  ['two addresses', { surel: 'a@b.example,c@d.example' }, { surel: 'bukan-surel' }],
  ['born tomorrow', { lahir: '2026-11-29' }, { lahir: 'di-masa-depan' }],
  ['born on no day', { lahir: '1985-02-30' }, { lahir: 'bukan-tanggal' }],
  ['another sex', { kelamin: 'X' }, { kelamin: 'bukan-pilihan' }],
  ['a name that is a book', { nama: 'x'.repeat(121) }, { nama: 'terlalu-panjang' }],
]
for (const [title, change, mistakes] of table) {
  test(`asked: ${title}`, (t) => { t.deepEqual(judgeUsulan({ ...GOOD, ...change }, TODAY), mistakes) })
}

const WAITING: Decidable = { keadaan: 'menunggu', dibuat_oleh: 'pencatat', pegawai_id: 'orang' }
const decisions: [
  title: string, usulan: Decidable | undefined, sub: string, isBkd: boolean, confirm: DecisionRefusal | undefined,
  refuse: DecisionRefusal | undefined,
][] = [
  ['another one of BKD', WAITING, 'lain', true, undefined, undefined],
  ['about somebody who is not there yet', { ...WAITING, pegawai_id: null }, 'lain', true, undefined, undefined],
  ['whoever recorded it, of BKD', WAITING, 'pencatat', true, 'pencatat-sendiri', undefined],
  ['whoever recorded it, of an OPD', WAITING, 'pencatat', false, 'bukan-bkd', undefined],
  ['the person himself', WAITING, 'orang', true, 'tentang-sendiri', undefined],
  ['another admin-opd', WAITING, 'lain', false, 'bukan-bkd', 'bukan-bkd'],
  ['what is decided', { ...WAITING, keadaan: 'ditolak' }, 'lain', true, 'sudah-diputus', 'sudah-diputus'],
  ['what is not there', undefined, 'lain', true, 'tidak-ada', 'tidak-ada'],
]
for (const [title, usulan, sub, isBkd, confirm, refuse] of decisions) {
  test(`decided by: ${title}`, (t) => {
    t.is(judgeConfirmation(usulan, { sub, isBkd }), confirm)
    t.is(judgeRefusal(usulan, { sub, isBkd }), refuse)
  })
}
