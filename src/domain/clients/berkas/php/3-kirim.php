<?php
// Bertanya kepada layanan masuk: TLS diperiksa, tidak mengikuti pengalihan, tidak menunggu lebih dari sepuluh detik.

/**
 * @param array $kepala baris kepala HTTP
 * @param string|null $formulir isi POST; null untuk GET
 * @return array status dan isi jawaban
 */
function sso_kirim($alamat, $kepala, $formulir)
{
    $jawab = function_exists('curl_init') ? sso_kirim_curl($alamat, $kepala, $formulir) : sso_kirim_aliran($alamat, $kepala, $formulir);
    if ($jawab['status'] === 0) {
        throw new SsoGalat('tidak-terhubung', 502, $jawab['isi']);
    }
    return $jawab;
}

function sso_kirim_curl($alamat, $kepala, $formulir)
{
    $stelan = sso_stelan();
    $curl = curl_init($alamat);
    curl_setopt_array($curl, array(
        CURLOPT_RETURNTRANSFER => true, CURLOPT_FOLLOWLOCATION => false, CURLOPT_CONNECTTIMEOUT => 5, CURLOPT_TIMEOUT => 10,
        CURLOPT_SSL_VERIFYPEER => true, CURLOPT_SSL_VERIFYHOST => 2, CURLOPT_HTTPHEADER => $kepala,
        CURLOPT_PROTOCOLS => CURLPROTO_HTTPS | CURLPROTO_HTTP,
    ));
    if ($stelan['berkas_ca'] !== '') {
        curl_setopt($curl, CURLOPT_CAINFO, $stelan['berkas_ca']);
    }
    if ($formulir !== null) {
        curl_setopt($curl, CURLOPT_POST, true);
        curl_setopt($curl, CURLOPT_POSTFIELDS, $formulir);
    }
    $isi = curl_exec($curl);
    if ($isi === false) {
        return array('status' => 0, 'isi' => curl_error($curl));
    }
    return array('status' => (int) curl_getinfo($curl, CURLINFO_HTTP_CODE), 'isi' => $isi);
}

function sso_kirim_aliran($alamat, $kepala, $formulir)
{
    $stelan = sso_stelan();
    if ($formulir !== null) {
        $kepala[] = 'Content-Type: application/x-www-form-urlencoded';
    }
    $tls = array('verify_peer' => true, 'verify_peer_name' => true);
    if ($stelan['berkas_ca'] !== '') {
        $tls['cafile'] = $stelan['berkas_ca'];
    }
    $aliran = @fopen($alamat, 'rb', false, stream_context_create(array(
        'http' => array(
            'method' => $formulir === null ? 'GET' : 'POST', 'header' => $kepala, 'content' => (string) $formulir, 'timeout' => 10,
            'follow_location' => 0, 'ignore_errors' => true, 'protocol_version' => 1.1,
        ),
        'ssl' => $tls,
    )));
    if ($aliran === false) {
        return array('status' => 0, 'isi' => 'tidak dapat membuka aliran');
    }
    $isi = stream_get_contents($aliran, 1048576);
    $data = stream_get_meta_data($aliran);
    fclose($aliran);
    $baris = isset($data['wrapper_data'][0]) ? (string) $data['wrapper_data'][0] : '';
    return preg_match('#^HTTP/\S+ ([0-9]{3})#', $baris, $cocok)
        ? array('status' => (int) $cocok[1], 'isi' => (string) $isi)
        : array('status' => 0, 'isi' => 'jawaban tidak terbaca');
}

/** @return array jawaban JSON dengan status 200 */
function sso_json($alamat, $kepala = array(), $formulir = null, $sebab = 'jawaban')
{
    $kepala[] = 'Accept: application/json';
    $jawab = sso_kirim($alamat, $kepala, $formulir);
    $isi = json_decode($jawab['isi'], true);
    if ($jawab['status'] !== 200 || !is_array($isi)) {
        $kode = is_array($isi) && isset($isi['error']) && is_string($isi['error']) ? $isi['error'] : 'bukan JSON';
        throw new SsoGalat($sebab, 502, 'status ' . $jawab['status'] . ', ' . preg_replace('/[^A-Za-z0-9_ ]/', '', $kode));
    }
    return $isi;
}

/** Dokumen umum layanan masuk, disimpan sebentar. @param int $segar paling lama sekian detik */
function sso_dokumen($jenis, $alamat, $segar)
{
    $berkas = sso_tanda($jenis, $alamat);
    clearstatcache();
    if (is_file($berkas) && filemtime($berkas) > time() - $segar) {
        $isi = json_decode((string) file_get_contents($berkas), true);
        if (is_array($isi)) {
            return $isi;
        }
    }
    $isi = sso_json($alamat);
    sso_tulis($berkas, json_encode($isi));
    return $isi;
}

/** @return array alamat-alamat layanan masuk (OpenID Connect Discovery), sejam sekali */
function sso_layanan()
{
    $stelan = sso_stelan();
    $layanan = sso_dokumen('layanan', $stelan['issuer'] . '/.well-known/openid-configuration', 3600);
    if (!isset($layanan['issuer']) || $layanan['issuer'] !== $stelan['issuer']) {
        throw new SsoGalat('issuer', 502, 'dokumen layanan milik issuer lain');
    }
    foreach (array('authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'end_session_endpoint') as $nama) {
        if (!isset($layanan[$nama]) || strpos($layanan[$nama], $stelan['issuer'] . '/') !== 0) {
            throw new SsoGalat('issuer', 502, $nama);
        }
    }
    return $layanan;
}
