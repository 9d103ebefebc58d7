<?php
// Masuk dengan Banten Satu Login, tanpa pustaka lain: PHP 5.6 sampai 8.x, ekstensi openssl dan json, curl bila ada.
//
// Pasang: taruh berkas ini sebagai /sso/index.php, lalu di sebelahnya rahasia.php (isi: <?php return 'RAHASIA KLIEN';)
// dan, bila aplikasi Anda punya tabel pengguna, pengguna.php. Berkas ini sendiri tidak perlu diubah.
//
// Pakai, di tiap halaman yang harus dijaga:
//   require_once $_SERVER['DOCUMENT_ROOT'] . '/sso/index.php';
//   $orang = sso_wajib();          // nama mendatar: $orang['name'], $orang['opd_kode'], $orang['jabatan_nama'], ...
//   $orang = sso_orang();          // sama, tetapi null bila belum masuk
//   echo sso_tautan_keluar();      // alamat untuk tautan "Keluar"
//
// Alamat: /sso/ masuk, /sso/?keluar keluar. Kembali dari layanan masuk dan pemberitahuan keluar dikenali dari isinya,
// jadi satu berkas ini melayani semuanya.

/** @return array stelan klien ini; yang boleh diganti tanpa mengubah berkas ini ada di stelan.php di sebelahnya */
function sso_stelan()
{
    static $stelan = null;
    if ($stelan !== null) {
        return $stelan;
    }
    $stelan = array('@STELAN@' => null);
    if (is_file(__DIR__ . '/stelan.php')) {
        $stelan = array_merge($stelan, (array) require __DIR__ . '/stelan.php');
    }
    return $stelan;
}

/** Rahasia klien: dari lingkungan server, atau dari rahasia.php, yang bila dibuka peramban tidak menampilkan apa-apa. */
function sso_rahasia()
{
    $rahasia = getenv('SSO_RAHASIA');
    if ($rahasia === false && is_file(__DIR__ . '/rahasia.php')) {
        $rahasia = require __DIR__ . '/rahasia.php';
    }
    if (!is_string($rahasia) || trim($rahasia) === '') {
        throw new SsoGalat('rahasia-kosong', 500);
    }
    return trim($rahasia);
}

/** Sesuatu yang menghentikan langkah ini; kodenya memilih kalimat untuk pengguna, uraiannya hanya masuk catatan server. */
class SsoGalat extends Exception
{
    public $sebab;
    public $status;

    public function __construct($sebab, $status = 400, $uraian = '')
    {
        parent::__construct($uraian === '' ? $sebab : $sebab . ': ' . $uraian);
        $this->sebab = $sebab;
        $this->status = $status;
    }
}

/** @return string byte acak sebagai teks URL */
function sso_acak($byte)
{
    if (function_exists('random_bytes')) {
        return sso_ke64(random_bytes($byte));
    }
    $kuat = false;
    $acak = openssl_random_pseudo_bytes($byte, $kuat);
    if ($acak === false || !$kuat) {
        throw new SsoGalat('acak', 500);
    }
    return sso_ke64($acak);
}

function sso_ke64($byte)
{
    return rtrim(strtr(base64_encode($byte), '+/', '-_'), '=');
}

/** @return string|false isi teks base64url, false bila bukan */
function sso_dari64($teks)
{
    if (!is_string($teks) || !preg_match('/^[A-Za-z0-9_-]*$/', $teks)) {
        return false;
    }
    return base64_decode(strtr($teks, '-_', '+/') . str_repeat('=', (4 - strlen($teks) % 4) % 4), true);
}

/** @return string parameter dari alamat atau formulir; kosong bila tidak ada atau bukan satu teks */
function sso_teks($dari, $nama)
{
    return isset($dari[$nama]) && is_string($dari[$nama]) ? $dari[$nama] : '';
}
