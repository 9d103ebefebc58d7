<?php
// Masuk: authorization code dengan PKCE, state dan nonce.

function sso_mulai($kembali)
{
    $stelan = sso_stelan();
    $layanan = sso_layanan();
    sso_buka_sesi();
    if (mt_rand(1, 20) === 1) {
        sso_bersihkan();
    }
    $state = 's' . sso_acak(24);
    $langkah = array('nonce' => sso_acak(24), 'penguji' => sso_acak(48), 'kembali' => sso_alamat_sendiri($kembali), 'pada' => time());
    $tunggu = isset($_SESSION['sso_tunggu']) ? $_SESSION['sso_tunggu'] : array();
    $tunggu[$state] = $langkah;
    // Beberapa tab boleh masuk bersamaan; yang terlama dilupakan.
    $_SESSION['sso_tunggu'] = array_slice($tunggu, -10, null, true);
    sso_alihkan($layanan['authorization_endpoint'] . '?' . http_build_query(array(
        'client_id' => $stelan['client_id'], 'response_type' => 'code', 'redirect_uri' => $stelan['redirect_uri'],
        'scope' => $stelan['scope'], 'state' => $state, 'nonce' => $langkah['nonce'],
        'code_challenge' => sso_ke64(hash('sha256', $langkah['penguji'], true)), 'code_challenge_method' => 'S256',
    ), '', '&'));
}

function sso_selesaikan()
{
    $stelan = sso_stelan();
    sso_buka_sesi();
    $state = sso_teks($_GET, 'state');
    $langkah = isset($_SESSION['sso_tunggu'][$state]) ? $_SESSION['sso_tunggu'][$state] : null;
    if ($langkah === null) {
        // Tombol kembali di peramban: yang sudah masuk tidak perlu membaca galat.
        if (sso_orang() !== null) {
            sso_alihkan($stelan['beranda']);
        }
        throw new SsoGalat('state');
    }
    unset($_SESSION['sso_tunggu'][$state]);
    if ($langkah['pada'] < time() - 3600) {
        throw new SsoGalat('state');
    }
    // RFC 9207: jawaban layanan lain tidak pernah ditukar di sini.
    if (sso_teks($_GET, 'iss') !== $stelan['issuer']) {
        throw new SsoGalat('token', 400, 'iss di alamat');
    }
    if (sso_teks($_GET, 'error') !== '') {
        throw new SsoGalat('layanan', 403, preg_replace('/[^a-z_]/', '', sso_teks($_GET, 'error')));
    }
    $token = sso_tukar(sso_teks($_GET, 'code'), $langkah['penguji']);
    $id = sso_periksa_id_token($token['id_token'], $token['access_token'], $langkah['nonce']);
    $layanan = sso_layanan();
    $klaim = sso_json($layanan['userinfo_endpoint'], array('Authorization: Bearer ' . $token['access_token']), null, 'userinfo');
    if (!isset($klaim['sub']) || $klaim['sub'] !== $id['sub']) {
        throw new SsoGalat('token', 400, 'sub userinfo');
    }
    foreach (array('acr', 'amr', 'auth_time', 'sid') as $nama) {
        if (isset($id[$nama])) {
            $klaim[$nama] = $id[$nama];
        }
    }
    sso_catat_masuk($klaim, $token['id_token']);
    sso_alihkan($langkah['kembali']);
}

/** Menukar kode dengan token; kode dan penguji hanya berlaku sekali. */
function sso_tukar($kode, $penguji)
{
    $stelan = sso_stelan();
    $layanan = sso_layanan();
    $formulir = array(
        'grant_type' => 'authorization_code', 'code' => $kode, 'redirect_uri' => $stelan['redirect_uri'], 'code_verifier' => $penguji,
    );
    $kepala = array();
    if ($stelan['cara_klien'] === 'client_secret_basic') {
        // RFC 6749 2.3.1: keduanya dienkode dahulu.
        $kepala[] = 'Authorization: Basic ' . base64_encode(urlencode($stelan['client_id']) . ':' . urlencode(sso_rahasia()));
    } else {
        $formulir['client_id'] = $stelan['client_id'];
        if ($stelan['cara_klien'] === 'client_secret_post') {
            $formulir['client_secret'] = sso_rahasia();
        }
    }
    $token = sso_json($layanan['token_endpoint'], $kepala, http_build_query($formulir, '', '&'), 'tukar');
    foreach (array('id_token', 'access_token', 'token_type') as $nama) {
        if (!isset($token[$nama]) || !is_string($token[$nama])) {
            throw new SsoGalat('tukar', 502, $nama);
        }
    }
    if (strtolower($token['token_type']) !== 'bearer') {
        throw new SsoGalat('tukar', 502, 'token_type');
    }
    return $token;
}

function sso_catat_masuk($klaim, $id_token)
{
    $orang = sso_mendatar($klaim);
    $kait = sso_kait();
    $pengguna = $kait === null ? null : sso_cocokkan($klaim, $orang, $kait);
    // Sisa orang sebelumnya di komputer yang sama tidak ikut terbawa; nomor sesi selalu baru.
    if (!isset($_SESSION['sso']['sub']) || $_SESSION['sso']['sub'] !== $klaim['sub']) {
        $_SESSION = array();
    }
    if (!session_regenerate_id(true)) {
        throw new SsoGalat('sesi', 500);
    }
    sso_simpanan();
    $_SESSION['sso'] = array(
        'sub' => $klaim['sub'], 'sid' => isset($klaim['sid']) ? (string) $klaim['sid'] : '', 'pada' => time(), 'orang' => $orang,
        'klaim' => $klaim, 'pengguna' => $pengguna, 'id_token' => $id_token, 'keluar' => sso_acak(18),
    );
    if ($kait !== null && isset($kait['masuk'])) {
        call_user_func($kait['masuk'], $pengguna, $orang);
    }
}
