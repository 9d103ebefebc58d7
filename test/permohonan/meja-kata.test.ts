import test from 'ava'
import type { MejaSekarang } from '../../src/domain/permohonan/alur/index.ts'
import { langkahOf, PROSEDUR_SEKARANG, prosedurOf } from '../../src/domain/permohonan/alur/index.ts'
import type { KunciLangkah } from '../../src/domain/permohonan/permohonan.ts'
import { desksInWords } from '../../src/doors/permohonan.kata.ts'

const desk = (kunci: KunciLangkah, unit: string | null, pemegang: MejaSekarang['pemegang']): MejaSekarang =>
  ({ langkahId: kunci, langkah: langkahOf(prosedurOf(PROSEDUR_SEKARANG.baru), kunci), unit, pemegang })

const siti = { pegawaiId: 'siti', nama: 'Siti', jabatan: 'Sekretaris' }

for (const [title, meja, words] of [
  ['a seat with its holder', desk('persetujuan-opd', 'Dinas Kesehatan', [{ ...siti, cara: 'definitif' }]), / \(Dinas Kesehatan\): Siti$/],
  ['somebody who acts in it by a letter', desk('disposisi-bidang', null, [{ ...siti, cara: 'plt' }]), /: Siti \(Plt\.\)$/],
  ['somebody to whom it was delegated, beside its holder', desk('analisis', null, [{ ...siti, cara: 'definitif' }, { pegawaiId: 'adi', nama: 'Adi', cara: 'delegasi' }]),
    /: Siti, Adi \(atas delegasi\)$/],
  ['a vacant seat', desk('disposisi-dinas', null, []), /: kursi Kepala Dinas kosong, menunggu penunjukan$/],
  ['a vacant seat with a substitute', desk('disposisi-dinas', null, [{ ...siti, cara: 'pengganti' }]),
    /: kursi Kepala Dinas kosong, melalui pengganti Siti, Sekretaris$/],
  ['a role that nobody has', desk('elemen', 'BKD', []), / \(BKD\): peran pemilik data kosong, menunggu penunjukan$/],
] as const) {
  test(`whose desk it is: ${title}`, (t) => {
    t.regex(desksInWords([meja])[0] ?? '', words)
  })
}
