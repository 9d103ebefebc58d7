<?php
// pengguna.php: taruh di sebelah index.php dan sesuaikan dengan tabel pengguna aplikasi Anda. Tambahkan dahulu kolomnya:
//   ALTER TABLE pengguna ADD sso_sub VARCHAR(255) NULL UNIQUE;
// Urutannya ditentukan berkas masuk: menurut sub; bila belum ada, sekali saja menurut NIP; lalu terikat selamanya pada sub.
// Jangan mencari menurut nama atau surel: keduanya dapat sama dan dapat berubah.

$db = new PDO(getenv('DB_DSN'), getenv('DB_USER'), getenv('DB_PASSWORD'), array(PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION));

$cari = function ($kalimat, $nilai) use ($db) {
    $baris = $db->prepare($kalimat);
    $baris->execute(array($nilai));
    $id = $baris->fetchColumn();
    return $id === false ? null : $id;
};

return array(
    // Id pengguna yang sudah terikat pada sub ini, atau null.
    'cari_sub' => function ($sub) use ($cari) {
        return $cari('SELECT id FROM pengguna WHERE sso_sub = ?', $sub);
    },
    // Id pengguna lama dengan NIP ini, atau null. Yang sudah terikat ikut dicari: "ikat" yang menolaknya, dengan halaman galat.
    'cari_nip' => function ($nip) use ($cari) {
        return $cari('SELECT id FROM pengguna WHERE nip = ?', $nip);
    },
    // Mengikat sekali: true hanya bila barisnya belum milik siapa pun. Satu kalimat, supaya dua orang tidak dapat bersamaan.
    'ikat' => function ($id, $sub) use ($db) {
        $baris = $db->prepare('UPDATE pengguna SET sso_sub = ? WHERE id = ? AND sso_sub IS NULL');
        $baris->execute(array($sub, $id));
        return $baris->rowCount() === 1;
    },
    // Boleh dibuang. Membuat pengguna baru dan mengembalikan id-nya; tanpa ini yang tidak dikenal membaca "belum punya akun".
    // 'daftar' => function ($sub, $orang) { ... },
    // Boleh dibuang. Dijalankan sesudah masuk, untuk mengisi sesi aplikasi Anda sendiri.
    'masuk' => function ($id, $orang) {
        $_SESSION['user_id'] = $id;
    },
);
