<?php
// Tanda tangan: RS256 atau ES256, kunci dari jwks_uri, disimpan lima menit dan diambil lagi bila ada kunci yang belum dikenal.

/** Paling sering sekali dalam sekian detik kunci diambil karena kid yang tidak dikenal. */
define('SSO_JEDA_KUNCI', 10);

/** @return array|null kunci umum dengan kid ini */
function sso_kunci($kid, $alg)
{
    $layanan = sso_layanan();
    foreach (array(300, SSO_JEDA_KUNCI) as $segar) {
        $himpunan = sso_dokumen('kunci', $layanan['jwks_uri'], $segar);
        foreach (isset($himpunan['keys']) && is_array($himpunan['keys']) ? $himpunan['keys'] : array() as $kunci) {
            $cocok = isset($kunci['kid']) && $kunci['kid'] === $kid && (!isset($kunci['use']) || $kunci['use'] === 'sig')
                && (!isset($kunci['alg']) || $kunci['alg'] === $alg);
            if ($cocok) {
                return $kunci;
            }
        }
    }
    return null;
}

/** Panjang DER. */
function sso_der($tanda, $isi)
{
    $panjang = strlen($isi);
    if ($panjang < 128) {
        return chr($tanda) . chr($panjang) . $isi;
    }
    $byte = ltrim(pack('N', $panjang), "\0");
    return chr($tanda) . chr(0x80 | strlen($byte)) . $byte . $isi;
}

/** Bilangan bulat DER: byte pertama tidak boleh terbaca negatif. */
function sso_der_bulat($byte)
{
    $byte = ltrim($byte, "\0");
    return sso_der(0x02, $byte === '' || ord($byte[0]) > 127 ? "\0" . $byte : $byte);
}

/** @return string kunci umum sebagai PEM (SubjectPublicKeyInfo) */
function sso_pem($kunci, $alg)
{
    $ambil = function ($nama) use ($kunci) {
        $byte = isset($kunci[$nama]) ? sso_dari64($kunci[$nama]) : false;
        if ($byte === false || $byte === '') {
            throw new SsoGalat('kunci', 502, $nama);
        }
        return $byte;
    };
    $jenis = isset($kunci['kty']) ? $kunci['kty'] : '';
    if ($alg === 'RS256' && $jenis === 'RSA') {
        $isi = sso_der(0x30, sso_der_bulat($ambil('n')) . sso_der_bulat($ambil('e')));
        $tentang = sso_der(0x30, "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01" . "\x05\x00");
    } elseif ($alg === 'ES256' && $jenis === 'EC' && isset($kunci['crv']) && $kunci['crv'] === 'P-256') {
        $isi = "\x04" . str_pad($ambil('x'), 32, "\0", STR_PAD_LEFT) . str_pad($ambil('y'), 32, "\0", STR_PAD_LEFT);
        $tentang = sso_der(0x30, "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01" . "\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07");
    } else {
        throw new SsoGalat('kunci', 502, 'jenis kunci tidak cocok dengan ' . $alg);
    }
    $der = sso_der(0x30, $tentang . sso_der(0x03, "\0" . $isi));
    return "-----BEGIN PUBLIC KEY-----\n" . chunk_split(base64_encode($der), 64, "\n") . "-----END PUBLIC KEY-----\n";
}

/**
 * Memeriksa tanda tangan sebuah JWT dari layanan masuk.
 * @return array kepala dan isi
 * @throws SsoGalat bila bentuknya salah, algoritmenya lain, kuncinya tidak dikenal, atau tanda tangannya tidak cocok
 */
function sso_jwt($jwt)
{
    $stelan = sso_stelan();
    $bagian = explode('.', (string) $jwt);
    $kepala = count($bagian) === 3 ? json_decode((string) sso_dari64($bagian[0]), true) : null;
    $isi = count($bagian) === 3 ? json_decode((string) sso_dari64($bagian[1]), true) : null;
    $tanda = count($bagian) === 3 ? sso_dari64($bagian[2]) : false;
    if (!is_array($kepala) || !is_array($isi) || $tanda === false) {
        throw new SsoGalat('token', 400, 'bukan JWT');
    }
    // Algoritme ditentukan pendaftaran, bukan token: "none" dan HS256 tidak pernah diterima.
    if (!isset($kepala['alg']) || $kepala['alg'] !== $stelan['alg'] || isset($kepala['crit'])) {
        throw new SsoGalat('token', 400, 'algoritme lain');
    }
    $kunci = isset($kepala['kid']) && is_string($kepala['kid']) ? sso_kunci($kepala['kid'], $stelan['alg']) : null;
    if ($kunci === null) {
        throw new SsoGalat('token', 400, 'kunci tidak dikenal');
    }
    if ($stelan['alg'] === 'ES256') {
        if (strlen($tanda) !== 64) {
            throw new SsoGalat('token', 400, 'panjang tanda tangan');
        }
        $tanda = sso_der(0x30, sso_der_bulat(substr($tanda, 0, 32)) . sso_der_bulat(substr($tanda, 32)));
    }
    if (openssl_verify($bagian[0] . '.' . $bagian[1], $tanda, sso_pem($kunci, $stelan['alg']), OPENSSL_ALGO_SHA256) !== 1) {
        throw new SsoGalat('token', 400, 'tanda tangan tidak cocok');
    }
    return array('kepala' => $kepala, 'isi' => $isi);
}

/** Selisih jam yang dimaafkan antara server ini dan layanan masuk, dalam detik. */
define('SSO_SELISIH_JAM', 60);

/** Yang sama bagi ID token dan pemberitahuan keluar: dari siapa, untuk siapa, kapan. */
function sso_periksa_umum($isi)
{
    $stelan = sso_stelan();
    $untuk = isset($isi['aud']) ? (array) $isi['aud'] : array();
    if (!isset($isi['iss']) || $isi['iss'] !== $stelan['issuer']) {
        throw new SsoGalat('token', 400, 'iss');
    }
    if (!in_array($stelan['client_id'], $untuk, true)) {
        throw new SsoGalat('token', 400, 'aud');
    }
    if ((count($untuk) > 1 || isset($isi['azp'])) && (!isset($isi['azp']) || $isi['azp'] !== $stelan['client_id'])) {
        throw new SsoGalat('token', 400, 'azp');
    }
    $angka = isset($isi['exp'], $isi['iat']) && is_numeric($isi['exp']) && is_numeric($isi['iat']);
    if (!$angka || $isi['exp'] <= time() - SSO_SELISIH_JAM) {
        throw new SsoGalat('token', 400, 'exp');
    }
    if ($isi['iat'] > time() + SSO_SELISIH_JAM || $isi['iat'] < time() - 600 - SSO_SELISIH_JAM) {
        throw new SsoGalat('jam', 400, 'iat');
    }
}

/** OpenID Connect Core 3.1.3.7 */
function sso_periksa_id_token($id_token, $access_token, $nonce)
{
    $stelan = sso_stelan();
    $jwt = sso_jwt($id_token);
    $isi = $jwt['isi'];
    sso_periksa_umum($isi);
    if (!isset($isi['sub']) || !is_string($isi['sub']) || $isi['sub'] === '') {
        throw new SsoGalat('token', 400, 'sub');
    }
    if (!isset($isi['nonce']) || !is_string($isi['nonce']) || !hash_equals($nonce, $isi['nonce'])) {
        throw new SsoGalat('token', 400, 'nonce');
    }
    if (isset($isi['at_hash']) && $isi['at_hash'] !== sso_ke64(substr(hash('sha256', $access_token, true), 0, 16))) {
        throw new SsoGalat('token', 400, 'at_hash');
    }
    $urutan = $stelan['urutan_acr'];
    $minimum = array_search($stelan['acr_minimum'], $urutan, true);
    $terbukti = array_search(isset($isi['acr']) ? $isi['acr'] : '', $urutan, true);
    if ($stelan['acr_minimum'] !== '' && ($minimum === false || $terbukti === false || $terbukti < $minimum)) {
        throw new SsoGalat('acr', 403, 'acr');
    }
    return $isi;
}
