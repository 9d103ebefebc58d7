<?php
// Keluar: dari aplikasi ini lalu dari layanan masuk, dan diberi tahu oleh layanan masuk.

/** @return string alamat untuk tautan "Keluar"; tandanya mencegah situs lain mengeluarkan orang */
function sso_tautan_keluar()
{
    $stelan = sso_stelan();
    $sesi = sso_sesi();
    return $stelan['pintu'] . '?keluar=' . ($sesi === null ? '' : $sesi['keluar']);
}

/** OpenID Connect RP-Initiated Logout 1.0 */
function sso_keluar()
{
    $stelan = sso_stelan();
    $sesi = sso_sesi();
    if ($sesi === null) {
        sso_alihkan($stelan['beranda']);
    }
    $tanda = $_SERVER['REQUEST_METHOD'] === 'POST' ? sso_teks($_POST, 'keluar') : sso_teks($_GET, 'keluar');
    if (!hash_equals($sesi['keluar'], $tanda)) {
        sso_tanya_keluar($sesi['keluar']);
    }
    sso_tutup_sesi();
    $layanan = sso_layanan();
    sso_alihkan($layanan['end_session_endpoint'] . '?' . http_build_query(array_filter(array(
        'id_token_hint' => $sesi['id_token'], 'client_id' => $stelan['client_id'], 'post_logout_redirect_uri' => $stelan['setelah_keluar'],
    )), '', '&'));
}

/** OpenID Connect Back-Channel Logout 1.0: dikirim layanan masuk sendiri, tanpa kuki. */
function sso_diberitahu_keluar()
{
    header('Cache-Control: no-store');
    try {
        $jwt = sso_jwt(sso_teks($_POST, 'logout_token'));
        $isi = $jwt['isi'];
        sso_periksa_umum($isi);
        $peristiwa = isset($isi['events']['http://schemas.openid.net/event/backchannel-logout']);
        $jenis = isset($jwt['kepala']['typ']) ? strtolower((string) $jwt['kepala']['typ']) : '';
        if (!$peristiwa || isset($isi['nonce']) || ($jenis !== 'logout+jwt' && $jenis !== 'application/logout+jwt')) {
            throw new SsoGalat('token', 400, 'bukan pemberitahuan keluar');
        }
        $ada = array();
        foreach (array('jti', 'sid', 'sub') as $nama) {
            $ada[$nama] = isset($isi[$nama]) && is_string($isi[$nama]) ? $isi[$nama] : '';
        }
        if ($ada['jti'] === '' || ($ada['sid'] === '' && $ada['sub'] === '')) {
            throw new SsoGalat('token', 400, 'jti, sid atau sub');
        }
        if (!sso_pertama('jti', $ada['jti'])) {
            throw new SsoGalat('token', 400, 'jti sudah dipakai');
        }
        sso_akhiri($ada);
    } catch (SsoGalat $galat) {
        sso_catat($galat, '-');
        http_response_code($galat->status === 400 ? 400 : 503);
        header('Content-Type: application/json');
        echo json_encode(array('error' => 'invalid_request'));
        exit;
    }
    http_response_code(200);
    exit;
}

/** Mengakhiri satu sesi, atau semua sesi orang itu bila sesinya tidak disebut. */
function sso_akhiri($ada)
{
    try {
        if ($ada['sid'] !== '') {
            sso_tulis(sso_tanda('sid', $ada['sid']), '');
        } else {
            sso_tulis(sso_tanda('sub', $ada['sub']), (string) time());
        }
    } catch (SsoGalat $galat) {
        // Belum diakhiri: pemberitahuan yang sama boleh datang lagi.
        @unlink(sso_tanda('jti', $ada['jti']));
        throw $galat;
    }
}
