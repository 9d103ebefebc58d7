<?php
// Halaman galat: apa yang terjadi, apa yang dapat dilakukan, dan kode untuk dicari di catatan galat server. Tidak pernah token,
// rahasia, atau isi jawaban.

/** @return array judul, isi, dan apakah mencoba lagi masuk akal */
function sso_kalimat($galat)
{
    $sebab = $galat->sebab;
    if ($sebab === 'layanan') {
        $kode = substr($galat->getMessage(), strlen('layanan: '));
        $layanan = array(
            'access_denied' => array('Anda tidak jadi masuk', 'Layanan masuk tidak mengizinkan Anda membuka aplikasi ini, atau Anda membatalkannya. Alasannya sudah ditampilkan di sana.', true),
            'unmet_authentication_requirements' => array('Aplikasi ini meminta langkah kedua', 'Pasang langkah kedua di akun Banten Satu Login Anda, lalu masuk lagi.', true),
            'temporarily_unavailable' => array('Layanan masuk sedang sibuk', 'Tunggu sebentar, lalu masuk lagi.', true),
            'server_error' => array('Layanan masuk sedang terganggu', 'Tunggu sebentar, lalu masuk lagi.', true),
            'invalid_scope' => array('Aplikasi meminta data yang belum disetujui', 'Pengelola aplikasi perlu mengunduh ulang berkas ini dari /pengembang.', false),
        );
        return isset($layanan[$kode]) ? $layanan[$kode] : array('Masuk belum berhasil', 'Layanan masuk menjawab: ' . $kode . '.', true);
    }
    $kalimat = array(
        'state' => array('Halaman masuk ini sudah tidak berlaku', 'Terlalu lama dibuka, atau dimulai di peramban lain. Mulai masuk sekali lagi.', true),
        'token' => array('Jawaban layanan masuk ditolak', 'Jawaban itu tidak dapat dipastikan berasal dari layanan masuk untuk aplikasi ini. Mulai masuk sekali lagi; bila terulang, beri tahu pengelola aplikasi.', true),
        'jam' => array('Jam server aplikasi tidak tepat', 'Pengelola aplikasi perlu menyalakan penyelarasan waktu (NTP) di server ini.', true),
        'acr' => array('Aplikasi ini meminta bukti yang lebih kuat', 'Masuk lagi dengan langkah kedua.', true),
        'tukar' => array('Masuk belum berhasil', 'Layanan masuk tidak menukar kode masuk ini. Mulai sekali lagi; bila terulang, rahasia klien di server ini mungkin salah atau sudah berakhir.', true),
        'userinfo' => array('Data Anda belum dapat diambil', 'Mulai masuk sekali lagi.', true),
        'tidak-terhubung' => array('Layanan masuk belum dapat dihubungi', 'Server aplikasi tidak dapat menghubungi layanan masuk. Tunggu sebentar, lalu coba lagi.', true),
        'jawaban' => array('Layanan masuk belum dapat dihubungi', 'Tunggu sebentar, lalu coba lagi.', true),
        'issuer' => array('Alamat layanan masuk tidak cocok', 'Pengelola aplikasi perlu mengunduh ulang berkas ini dari /pengembang.', false),
        'rahasia-kosong' => array('Aplikasi ini belum selesai dipasang', 'Rahasia klien belum ditaruh di server. Pengelola aplikasi: isi rahasia.php di sebelah berkas masuk.', false),
        'simpanan' => array('Aplikasi ini belum selesai dipasang', 'Server tidak dapat menulis ke folder simpanan. Pengelola aplikasi: buat folder "simpanan" di sebelah berkas masuk, milik pengguna server web, dengan hak 700.', false),
        'pengguna' => array('Aplikasi ini belum selesai dipasang', 'pengguna.php di sebelah berkas masuk belum lengkap.', false),
        'belum-terdaftar' => array('Anda belum punya akun di aplikasi ini', 'Anda sudah masuk ke Banten Satu Login, tetapi aplikasi ini belum mengenal Anda. Hubungi pengelola aplikasi di OPD Anda.', false),
        'sudah-terikat' => array('Akun di aplikasi ini sudah milik orang lain', 'Akun dengan NIP Anda di aplikasi ini sudah terhubung dengan akun Banten Satu Login yang lain. Hubungi pengelola aplikasi.', false),
    );
    return isset($kalimat[$sebab]) ? $kalimat[$sebab] : array('Aplikasi ini sedang terganggu', 'Coba lagi sebentar lagi, atau beri tahu pengelola aplikasi.', true);
}

function sso_catat($galat, $kode)
{
    error_log('SSO ' . $kode . ' ' . preg_replace('/[^\x20-\x7e]/', '?', $galat->getMessage()));
}

function sso_tampilkan_galat($galat)
{
    $stelan = sso_stelan();
    $kode = strtoupper(bin2hex((string) sso_dari64(sso_acak(3))));
    sso_catat($galat, $kode);
    list($judul, $isi, $lagi) = sso_kalimat($galat);
    http_response_code($galat->status);
    sso_halaman($judul, '<p>' . sso_html($isi) . '</p>'
        . ($lagi ? '<p><a class="t" href="' . sso_html($stelan['pintu']) . '">Masuk lagi</a></p>' : '')
        . '<p class="k">Kode untuk pengelola aplikasi: <b>' . $kode . '</b></p>');
}

function sso_tanya_keluar($tanda)
{
    $stelan = sso_stelan();
    sso_halaman('Keluar dari ' . $stelan['nama'] . '?', '<form method="post" action="' . sso_html($stelan['pintu']) . '?keluar">'
        . '<input type="hidden" name="keluar" value="' . sso_html($tanda) . '"><p><button class="t">Ya, keluar</button></p></form>'
        . '<p><a href="' . sso_html($stelan['beranda']) . '">Tetap di sini</a></p>');
}

function sso_html($teks)
{
    return htmlspecialchars((string) $teks, ENT_QUOTES, 'UTF-8');
}

function sso_halaman($judul, $isi)
{
    $gaya = 'body{font:18px/1.5 system-ui,sans-serif;margin:0;background:#f5f3ee;color:#14213d}main{max-width:32rem;margin:3rem auto;padding:1.5rem;'
        . 'background:#fff}h1{font-size:1.5rem;margin-top:0}.t{display:inline-block;padding:.7rem 1.2rem;background:#0b4f6c;color:#fff;border:0;'
        . 'font:inherit;text-decoration:none}a:focus-visible,button:focus-visible{outline:3px solid #14213d;outline-offset:2px}.k{color:#4b5563}';
    header('Content-Type: text/html; charset=utf-8');
    header('Cache-Control: no-store');
    header('X-Content-Type-Options: nosniff');
    header('Referrer-Policy: no-referrer');
    header("Content-Security-Policy: default-src 'none'; style-src 'sha256-" . base64_encode(hash('sha256', $gaya, true)) . "'; form-action *; frame-ancestors 'none'; base-uri 'none'");
    echo '<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>'
        . sso_html($judul) . '</title><style>' . $gaya . '</style></head><body><main><h1>' . sso_html($judul) . '</h1>' . $isi . '</main></body></html>';
    exit;
}

/** Yang terjadi bila berkas ini dibuka langsung; bila dipanggil halaman lain, ia hanya menyediakan fungsi. */
function sso_pintu()
{
    try {
        if ($_SERVER['REQUEST_METHOD'] === 'POST' && isset($_POST['logout_token'])) {
            sso_diberitahu_keluar();
        } elseif (isset($_GET['keluar'])) {
            sso_keluar();
        } elseif (isset($_GET['state']) || isset($_GET['code']) || isset($_GET['error'])) {
            sso_selesaikan();
        } elseif (sso_orang() !== null) {
            sso_alihkan(sso_alamat_sendiri(sso_teks($_GET, 'kembali')));
        } else {
            sso_mulai(sso_teks($_GET, 'kembali'));
        }
    } catch (SsoGalat $galat) {
        sso_tampilkan_galat($galat);
    }
}

if (isset($_SERVER['REQUEST_METHOD'], $_SERVER['SCRIPT_FILENAME']) && realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    sso_pintu();
}
