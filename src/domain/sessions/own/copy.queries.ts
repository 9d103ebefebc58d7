import type { Statement } from '../../../kernel/db/database.ts'

/** Sections of a copy of what is kept about a person (UU 27/2022, article 7), each a query of his rows. */
const SECTIONS = {
  akun: `SELECT activated_at AS aktif, password_changed_at AS sandi, bahasa, saluran_utama, frozen_at AS dibekukan,
    frozen_reason AS alasan_beku FROM account WHERE pegawai_id = $1`,
  nomor: `SELECT nip AS nomor, valid_from AS mulai, valid_to AS sampai FROM pegawai_nip WHERE pegawai_id = $1 ORDER BY valid_from`,
  jabatan: `SELECT j.nama AS jabatan, pj.eselon, pj.tmt, pj.valid_from AS mulai, pj.valid_to AS sampai,
      (SELECT n.nama FROM unit_nama n WHERE n.unit_id = pj.unit_id ORDER BY n.valid_from DESC LIMIT 1) AS unit
    FROM pegawai_jabatan pj LEFT JOIN jabatan j ON j.id = pj.jabatan_id WHERE pj.pegawai_id = $1 ORDER BY pj.valid_from`,
  kursi: `SELECT k.jenis AS kursi, k.jabatan, h.cara, h.sk, h.mulai, h.selesai, h.ended_at AS berakhir, h.sebab
    FROM kursi_pemegang h JOIN kursi k ON k.id = h.kursi_id WHERE h.pegawai_id = $1 ORDER BY h.mulai`,
  kursi_didelegasikan: `SELECT k.jenis AS kursi, k.jabatan, d.mulai, d.selesai, d.dasar, d.ended_at AS berakhir, d.sebab
    FROM kursi_delegasi d JOIN kursi k ON k.id = d.kursi_id WHERE d.kepada = $1 OR d.dari = $1 ORDER BY d.mulai`,
  ditahan: `SELECT sebab, sejak, hari, lepas_at AS lepas FROM pegawai_tahan WHERE pegawai_id = $1 ORDER BY sejak`,
  kontak_dicatat: `SELECT kolom, nilai, alasan, tiket, dicatat_sebagai AS oleh, dicatat_at AS saat, putusan, berlaku_at AS berlaku
    FROM kontak_dicatat WHERE pegawai_id = $1 ORDER BY dicatat_at`,
  kontak_menunggu: `SELECT kolom, nilai, sumber, sejak, putusan, diputus_at AS diputus FROM kontak_menunggu
    WHERE pegawai_id = $1 ORDER BY sejak`,
  autentikator: `SELECT nama, dibuat_at AS dibuat, konfirmasi_at AS dipasang, dipakai_at AS dipakai, revoked_at AS dihapus
    FROM faktor_totp WHERE pegawai_id = $1 ORDER BY dibuat_at`,
  passkey: `SELECT nama, tersinkron, dibuat_at AS dibuat, dipakai_at AS dipakai, revoked_at AS dihapus FROM faktor_passkey
    WHERE pegawai_id = $1 ORDER BY dibuat_at`,
  kode_pemulihan: `SELECT dibuat_at AS dibuat, count(*)::int AS jumlah, count(used_at)::int AS dipakai,
      count(revoked_at)::int AS hangus FROM kode_pemulihan WHERE pegawai_id = $1 GROUP BY dibuat_at ORDER BY dibuat_at`,
  bantuan: `SELECT jenis, alasan, tiket, diminta_at AS diminta, keadaan, selesai_at AS selesai FROM permintaan_bantuan
    WHERE pegawai_id = $1 ORDER BY diminta_at`,
  peran_aplikasi: `SELECT r.client_id AS aplikasi, r.nama AS peran, o.mulai, o.selesai, o.ended_at AS berakhir FROM peran_aplikasi_orang o
    JOIN peran_aplikasi r ON r.id = o.peran_id WHERE o.pegawai_id = $1 ORDER BY o.at`,
  uji_coba: `SELECT client_id AS aplikasi FROM client_pilot WHERE pegawai_id = $1
    UNION SELECT client_id FROM client WHERE aturan_masuk->'orang' @> to_jsonb($1::text) ORDER BY aplikasi`,
  ajakan: `SELECT g.dibuat_at AS diajak, o.diingatkan_at AS diingatkan FROM gelombang_orang o
    JOIN gelombang_aktivasi g ON g.id = o.gelombang_id WHERE o.pegawai_id = $1 ORDER BY g.dibuat_at`,
  kode_aktivasi: `SELECT jenis, dibuat_at AS dibuat, used_at AS dipakai FROM kode_aktivasi WHERE pegawai_id = $1 ORDER BY dibuat_at`,
  pemberitahuan: `SELECT versi, dibaca_at AS dibaca FROM pemberitahuan_dibaca WHERE pegawai_id = $1 ORDER BY versi`,
  jaringan: `SELECT jaringan::text, pertama, terakhir FROM jaringan_pegawai WHERE pegawai_id = $1 ORDER BY pertama`,
  perangkat: `SELECT nama, pertama, terakhir, tepercaya_sampai AS dipercaya_sampai, dicabut_at AS dilupakan FROM perangkat
    WHERE pegawai_id = $1 ORDER BY pertama`,
  pengenal: `SELECT sector AS aplikasi, sub FROM pairwise_sub WHERE pegawai_id = $1 ORDER BY sector`,
  permohonan: `SELECT nomor, jenis, keadaan, isi ->> 'nama' AS aplikasi, created_at AS dibuat, diajukan_at AS diajukan, selesai_at AS selesai
    FROM permohonan WHERE pemohon = $1 ORDER BY created_at`,
  keputusan_permohonan: `SELECT p.nomor, l.langkah, k.putusan, k.alasan, k.sebagai, k.at AS saat FROM permohonan_keputusan k
    JOIN permohonan_langkah l ON l.id = k.langkah_id JOIN permohonan p ON p.id = k.permohonan_id WHERE k.oleh = $1 ORDER BY k.at`,
  pesan: `SELECT template AS isi, saluran, created_at AS dibuat, sent_at AS dikirim FROM surat_keluar
    WHERE pegawai_id = $1 ORDER BY created_at DESC LIMIT 1000`,
} as const

/** Tables of people of which the copy says nothing by a section of its own, and why. */
export const NOT_COPIED: Readonly<Record<string, string>> = {
  pegawai: 'as claims', penugasan: 'as claims', product_role: 'as roles', oidc_session: 'as sessions', pelepasan_klaim: 'as recipients',
  laporan_koreksi: 'as reports', demo_account: 'of a demo',
  pegawai_isian: 'which source a value of the claims came from', pegawai_sumber: 'ids of the sources',
  kedudukan_terjadwal: 'the calendar reads it to know a state that the claims say on the day',
  kode_sekali: 'codes, gone within the hour', tautan_sekali: 'links, gone within the hour', bukan_saya: 'links in letters',
  tantangan_passkey: 'challenges, gone within minutes', permintaan_aktivasi: 'gone within the hour',
  coba_masuk: 'try-outs of a developer, gone within the hour',
  pesan_per_orang: 'counts of an hour', percobaan_masuk: 'counts of a quarter of an hour',
  peringatan_masa: 'which warning went out', akhir_masa: 'which end was looked at', kalender_rem: 'days',
  kepegawaian_peristiwa: 'what a source sent, in its own words', kepegawaian_selisih: 'differences of runs', kepegawaian_karantina: 'lines of runs',
  mutu_temuan: 'drawn from the data itself', tugas_tinjau_butir: 'tasks of BKD', tanpa_nip_usulan: 'proposals of BKD',
  penugasan_usulan: 'proposals of BKD', peran_usulan: 'proposals of admins', client_tester: 'who tries an application',
  unit_tak_dikenal_orang: 'lines of runs', orang_alamat: 'counts of an hour', reorganisasi_bagian: 'units',
}

/** @returns one row, `salinan`: each section by its name, a list of what is kept */
export const selectCopy = (pegawaiId: string): Statement => ({
  text: `SELECT jsonb_build_object(${Object.entries(SECTIONS).map(([name, sql]) =>
    `'${name}', (SELECT coalesce(jsonb_agg(to_jsonb(satu)), '[]') FROM (${sql}) AS satu)`).join(', ')}) AS salinan`,
  values: [pegawaiId],
})

/** Tables that a section reads, for whoever asks whether one was forgotten. */
export const COPIED_TABLES: readonly string[] = Object.values(SECTIONS)
  .flatMap((sql) => [...sql.matchAll(/\b(?:FROM|JOIN) ([a-z_]+)/g)].map((found) => found[1] ?? ''))
