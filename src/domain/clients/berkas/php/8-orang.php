<?php
// Siapa dia di aplikasi ini: klaim menjadi nama mendatar, lalu dicocokkan dengan tabel pengguna Anda.

/**
 * { "opd": { "kode": "1" } } menjadi opd_kode; daftar teks menjadi satu teks dengan koma; daftar penugasan menjadi
 * penugasan_jumlah, penugasan_1_jabatan, dan seterusnya. Yang tidak ada, tidak ada: pakai isset().
 */
function sso_mendatar($klaim, $awalan = '')
{
    $hasil = array();
    foreach ($klaim as $nama => $nilai) {
        $penuh = $awalan . $nama;
        if (!is_array($nilai)) {
            $hasil[$penuh] = $nilai;
        } elseif (array_keys($nilai) !== range(0, count($nilai) - 1)) {
            $hasil += sso_mendatar($nilai, $penuh . '_');
        } elseif (!is_array($nilai[0])) {
            $hasil[$penuh] = implode(',', $nilai);
        } else {
            $hasil[$penuh . '_jumlah'] = count($nilai);
            foreach ($nilai as $urut => $satu) {
                $hasil += sso_mendatar($satu, $penuh . '_' . ($urut + 1) . '_');
            }
        }
    }
    return $hasil;
}

/** @return array|null fungsi-fungsi yang diisi OPD di pengguna.php; null bila aplikasi tidak punya tabel pengguna */
function sso_kait()
{
    if (!is_file(__DIR__ . '/pengguna.php')) {
        return null;
    }
    $kait = require __DIR__ . '/pengguna.php';
    foreach (array('cari_sub', 'cari_nip', 'ikat') as $nama) {
        if (!is_array($kait) || !isset($kait[$nama]) || !is_callable($kait[$nama])) {
            throw new SsoGalat('pengguna', 500, $nama);
        }
    }
    return $kait;
}

/**
 * Lebih dahulu menurut sub, yang tidak pernah berubah. NIP dipakai sekali saja: untuk pengguna lama yang belum terikat.
 * @return mixed id pengguna di tabel Anda
 */
function sso_cocokkan($klaim, $orang, $kait)
{
    $id = call_user_func($kait['cari_sub'], $klaim['sub']);
    if ($id !== null && $id !== false) {
        return $id;
    }
    $nip = isset($klaim['nip']) && is_string($klaim['nip']) ? $klaim['nip'] : '';
    $id = $nip === '' ? null : call_user_func($kait['cari_nip'], $nip);
    if ($id !== null && $id !== false) {
        // Hanya true yang berarti terikat: baris yang sudah milik sub lain tidak boleh berpindah.
        if (call_user_func($kait['ikat'], $id, $klaim['sub']) !== true) {
            throw new SsoGalat('sudah-terikat', 409);
        }
        return $id;
    }
    $id = isset($kait['daftar']) ? call_user_func($kait['daftar'], $klaim['sub'], $orang) : null;
    if ($id === null || $id === false) {
        throw new SsoGalat('belum-terdaftar', 403);
    }
    return $id;
}
