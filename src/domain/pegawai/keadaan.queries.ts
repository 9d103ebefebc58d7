/**
 * What `keadaanPada` judges, as columns of a SELECT over `pegawai`: whoever reads a state reads all of it.
 * @param person alias of the table `pegawai`
 */
export const datedState = (person: string): string => `
  ${person}.keadaan, ${person}.tmt_pensiun, ${person}.akhir_kontrak, ${person}.tgl_meninggal, ${person}.berlaku_sampai,
  ${announced(person)}`

/** The part of `datedState` that does not stand in `pegawai` itself; columns jadwal, kalender_hari. */
export const announced = (person: string): string => `
  (SELECT json_agg(json_build_object('kode', k.kode, 'nama', k.nama, 'keadaan', k.keadaan, 'berlaku', k.berlaku)
     ORDER BY k.berlaku, k.recorded_at, k.kode)
   FROM kedudukan_terjadwal k
   WHERE k.pegawai_id = ${person}.id AND k.diterapkan_at IS NULL AND k.dibatalkan_at IS NULL) AS jadwal,
  (SELECT m.hari FROM pegawai_tahan m
   WHERE m.pegawai_id = ${person}.id AND m.sebab = 'kalender' AND m.lepas_at IS NULL) AS kalender_hari`

/** Whether a person carries a live mark, as an SQL condition. */
export const isMarked = (person: string): string =>
  `EXISTS (SELECT FROM pegawai_tahan m WHERE m.pegawai_id = ${person}.id AND m.lepas_at IS NULL)`
