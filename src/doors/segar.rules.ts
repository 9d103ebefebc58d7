/**
 * Pages and acts of the staff doors at which the password must have been typed, or a passkey used, in the last quarter of
 * an hour: what opens somebody's account, gives power, says where he is reached, or decides about an application. A page stands here beside its act, so that nothing
 * that was typed is lost on the way. Of one's own account the authorization table says it (`masuk:segar`).
 */
export const SEGAR: ReadonlySet<string> = new Set([
  'POST /bkd/kontak/:id',
  'GET /bkd/pegawai/:id/kontak', 'POST /bkd/pegawai/:id/kontak', 'POST /bkd/kontak/catatan/:id',
  'POST /pembantu/gelombang/:id/surat', 'POST /pembantu/orang/:id/surat',
  'GET /pembantu/orang/:id/izin', 'POST /pembantu/orang/:id/izin',
  'GET /pembantu/orang/:id/setel-ulang', 'POST /pembantu/orang/:id/setel-ulang',
  'POST /pembantu/permintaan/:id', 'POST /pembantu/permintaan/:id/tampilkan',
  'GET /pembantu/orang/:id/kontak', 'POST /pembantu/orang/:id/kontak', 'POST /pembantu/kontak/:id',
  'GET /admin/peran/orang/:orang', 'POST /admin/peran/orang/:orang', 'POST /admin/peran/usulan/:id',
  'GET /admin/kursi/:id', 'POST /admin/kursi/:id',
  'GET /pembantu/kartu', 'POST /pembantu/kartu',
  'GET /pengembang/klien/:klien/kunci', 'POST /pengembang/klien/:klien/kunci',
  'GET /pengembang/klien/:klien/petakan', 'POST /pengembang/klien/:klien/petakan', 'POST /pengembang/klien/:klien/rahasia',
  'GET /pengembang/klien/:klien/peran/beri/:id', 'POST /pengembang/klien/:klien/peran/beri/:id',
  'GET /pengembang/klien/:klien/rahasia/:id/cabut', 'POST /pengembang/klien/:klien/rahasia/:id/cabut',
  'GET /disposisi/:id/putuskan/:langkah', 'POST /disposisi/:id/putuskan/:langkah', 'GET /disposisi/delegasi', 'POST /disposisi/delegasi',
])
