<?php
// Simpanan kecil: kunci umum layanan masuk, sesi yang sudah diakhiri, dan pemberitahuan keluar yang sudah dipakai. Tidak ada
// rahasia dan tidak ada data orang di dalamnya: nama berkas adalah SHA-256.

/** @return string folder simpanan: dari stelan, di sebelah berkas ini, atau di folder sementara milik server ini sendiri */
function sso_simpanan()
{
    static $folder = null;
    if ($folder !== null) {
        return $folder;
    }
    $stelan = sso_stelan();
    $pilihan = $stelan['folder'] !== ''
        ? array($stelan['folder'])
        : array(__DIR__ . '/simpanan', sys_get_temp_dir() . '/sso-' . substr(hash('sha256', $stelan['client_id'] . __DIR__), 0, 24));
    foreach ($pilihan as $calon) {
        if (!is_dir($calon)) {
            @mkdir($calon, 0700);
        }
        clearstatcache();
        // Di folder sementara orang lain dapat mendahului: yang dapat ditulis siapa pun bukan milik kita.
        if (is_dir($calon) && !is_link($calon) && is_writable($calon) && (fileperms($calon) & 0002) === 0) {
            if (!is_file($calon . '/lahir')) {
                sso_tulis($calon . '/lahir', (string) time());
            }
            return $folder = $calon;
        }
    }
    throw new SsoGalat('simpanan', 500, implode(' ', $pilihan));
}

/** Menulis utuh atau tidak sama sekali: yang membaca tidak pernah melihat setengah berkas. */
function sso_tulis($berkas, $isi)
{
    $baru = $berkas . '.' . sso_acak(9);
    if (@file_put_contents($baru, $isi) === false || !@rename($baru, $berkas)) {
        @unlink($baru);
        throw new SsoGalat('simpanan', 500, 'tidak dapat menulis');
    }
}

function sso_tanda($jenis, $nilai)
{
    return sso_simpanan() . '/' . $jenis . '-' . hash('sha256', $nilai);
}

/** @return bool apakah ini yang pertama; dua permintaan bersamaan tidak mungkin sama-sama pertama */
function sso_pertama($jenis, $nilai)
{
    $berkas = @fopen(sso_tanda($jenis, $nilai), 'x');
    if ($berkas === false) {
        if (!is_file(sso_tanda($jenis, $nilai))) {
            throw new SsoGalat('simpanan', 500, 'tidak dapat menulis');
        }
        return false;
    }
    fclose($berkas);
    return true;
}

/** Membuang yang sudah tidak mungkin berarti: lebih tua dari sesi terpanjang, ditambah satu hari. */
function sso_bersihkan()
{
    $stelan = sso_stelan();
    $batas = time() - $stelan['paling_lama'] - 86400;
    foreach ((array) glob(sso_simpanan() . '/*-*') as $berkas) {
        if (is_file($berkas) && filemtime($berkas) < $batas) {
            @unlink($berkas);
        }
    }
}
