<?php
// Sesi aplikasi ini: sesi PHP biasa, sehingga halaman Anda dapat memakainya juga.

function sso_buka_sesi()
{
    if (session_status() === PHP_SESSION_ACTIVE) {
        return;
    }
    $stelan = sso_stelan();
    $aman = strpos($stelan['redirect_uri'], 'https:') === 0;
    ini_set('session.use_strict_mode', '1');
    ini_set('session.use_only_cookies', '1');
    ini_set('session.use_trans_sid', '0');
    if ($stelan['nama_sesi'] !== '') {
        session_name($stelan['nama_sesi']);
    }
    // Tanpa batas waktu: kuki berakhir bersama peramban, seperti di komputer umum seharusnya.
    if (PHP_VERSION_ID >= 70300) {
        session_set_cookie_params(array(
            'lifetime' => 0, 'path' => '/', 'secure' => $aman, 'httponly' => true, 'samesite' => 'Lax',
        ));
    } else {
        session_set_cookie_params(0, '/; samesite=Lax', '', $aman, true);
    }
    session_cache_limiter('nocache');
    if (!session_start()) {
        throw new SsoGalat('sesi', 500);
    }
}

/** Mengakhiri seluruh sesi aplikasi ini: yang disimpan aplikasi di dalamnya milik orang yang sama. */
function sso_tutup_sesi()
{
    $nama = session_name();
    $kuki = session_get_cookie_params();
    $_SESSION = array();
    session_destroy();
    if (!headers_sent()) {
        setcookie($nama, '', 1, '/', $kuki['domain'], $kuki['secure'], true);
    }
}

/**
 * Siapa yang sedang masuk.
 * @return array|null nama mendatar dari klaimnya (opd_kode, jabatan_nama, ...); null bila tidak ada, sudah terlalu lama, atau
 *   layanan masuk sudah memberitahukan bahwa sesinya berakhir
 */
function sso_orang()
{
    $sesi = sso_sesi();
    return $sesi === null ? null : $sesi['orang'];
}

/** @return mixed id pengguna di tabel Anda sendiri, seperti dikembalikan pengguna.php; null tanpa berkas itu */
function sso_pengguna()
{
    $sesi = sso_sesi();
    return $sesi === null ? null : $sesi['pengguna'];
}

function sso_sesi()
{
    sso_buka_sesi();
    if (!isset($_SESSION['sso']) || !is_array($_SESSION['sso'])) {
        return null;
    }
    if (sso_sudah_berakhir($_SESSION['sso'])) {
        sso_tutup_sesi();
        sso_buka_sesi();
        return null;
    }
    return $_SESSION['sso'];
}

function sso_sudah_berakhir($sesi)
{
    $stelan = sso_stelan();
    clearstatcache();
    // Simpanan yang lebih muda dari sesi ini tidak tahu apa yang terjadi sebelumnya.
    $lahir = (int) @file_get_contents(sso_simpanan() . '/lahir');
    if ($sesi['pada'] <= time() - $stelan['paling_lama'] || $sesi['pada'] < $lahir) {
        return true;
    }
    if ($sesi['sid'] !== '' && is_file(sso_tanda('sid', $sesi['sid']))) {
        return true;
    }
    $orang = sso_tanda('sub', $sesi['sub']);
    return is_file($orang) && (int) file_get_contents($orang) >= $sesi['pada'];
}

/**
 * Untuk halaman yang harus dijaga: mengantar yang belum masuk ke halaman masuk, lalu kembali ke halaman ini.
 * @return array seperti sso_orang()
 */
function sso_wajib()
{
    try {
        $orang = sso_orang();
    } catch (SsoGalat $galat) {
        sso_tampilkan_galat($galat);
    }
    if ($orang !== null) {
        return $orang;
    }
    $stelan = sso_stelan();
    $dari_skrip = isset($_SERVER['HTTP_X_REQUESTED_WITH']) || $_SERVER['REQUEST_METHOD'] !== 'GET';
    if ($dari_skrip) {
        http_response_code(401);
        header('Cache-Control: no-store');
        exit;
    }
    sso_alihkan($stelan['pintu'] . '?' . http_build_query(array('kembali' => $_SERVER['REQUEST_URI']), '', '&'));
}

function sso_alihkan($alamat)
{
    header('Cache-Control: no-store');
    header('Location: ' . $alamat, true, 303);
    exit;
}

/** Hanya alamat di aplikasi ini sendiri: selain itu pulang ke beranda. */
function sso_alamat_sendiri($alamat)
{
    $stelan = sso_stelan();
    $sendiri = preg_match('#^/(?![/\\\\])[^\x00-\x20\\\\\x7f]*$#D', $alamat) === 1 && strlen($alamat) < 2000;
    return $sendiri ? $alamat : $stelan['beranda'];
}
