import test from 'ava'
import { openDirectory } from '../directory.ts'

/** What points at a unit: moved by a reorganisation, or staying where it is for the reason that stands here. */
const REFERENCES: Record<string, string> = {
  'aplikasi.unit_id': 'pindah', 'pegawai_jabatan.unit_id': 'pindah', 'penugasan.unit_id': 'pindah',
  'product_role.unit_id': 'pindah', 'unit_alias.unit_id': 'pindah', 'unit_kerja.induk_id': 'pindah',
  'kursi.unit_id': 'pindah', 'kursi.jabatan_unit_id': 'pindah', 'kursi_delegasi.unit_id': 'pindah', 'peran_usulan.unit_id': 'pindah',
  'permohonan.unit_id': 'pindah', 'permohonan_langkah.unit_id': 'pindah',
  'tanpa_nip_usulan.unit_id': 'pindah', 'penugasan_usulan.unit_id': 'pindah',
  'unit_kerja.successor_id': 'says who took over', 'unit_nama.unit_id': 'its own names',
  'unit_kode_silang.unit_id': 'its own codes elsewhere', 'mutu_temuan.opd_id': 'looked at anew after each reorganisation',
  'unit_kode.unit_id': 'its own code, which ends', 'unit_sumber.unit_id': 'a source may go on naming it: its successor counts',
  'peran_aplikasi_orang.unit_id': 'by whom it was given: its successor counts from that day (unit_pada)',
  'gelombang_aktivasi.unit_id': 'the wave, as it was begun', 'pemetaan.unit_id': 'what was decided, as it was decided', 'reorganisasi.unit_id': 'the record',
  'reorganisasi.penerus_id': 'the record', 'reorganisasi_bagian.bagian_id': 'the record',
  'reorganisasi_bagian.penerus_id': 'the record', 'tugas_tinjau_butir.ke_id': 'the record',
}

test('every column that points at a unit is moved, or is known to stay', async (t) => {
  const directory = await openDirectory(t)
  const columns = await directory.rows<{ name: string }>(`
    SELECT c.conrelid::regclass || '.' || a.attname AS name
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
    WHERE c.contype = 'f' AND c.confrelid = 'unit_kerja'::regclass`)
  t.deepEqual(columns.map(({ name }) => name).filter((name) => !(name in REFERENCES)), [])
})
