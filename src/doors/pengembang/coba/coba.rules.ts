import { type Catatan, LANGKAH, type Langkah, type LangkahKunci } from '../../../domain/clients/coba/catatan.ts'

/** What each step is called. */
export const JUDUL: Readonly<Record<LangkahKunci, string>> = {
  temukan: 'Menemukan alamat (discovery)', minta: 'Permintaan masuk', kembali: 'Kembali dengan kode', tukar: 'Menukar kode',
  'id-token': 'ID token', pengguna: 'Data pengguna (userinfo)', segar: 'Menyegarkan token', cabut: 'Mencabut token', keluar: 'Keluar',
}

const OUTCOMES: Readonly<Record<Langkah['hasil'], { readonly teks: string; readonly lencana: string; readonly gaya: string }>> = {
  ok: { teks: 'Berhasil', lencana: 'ok', gaya: 'done' }, gagal: { teks: 'Gagal', lencana: 'bad', gaya: 'stopped' },
  lewat: { teks: 'Dijelaskan saja', lencana: '', gaya: '' },
}

/** @returns a step as its page shows it */
export const presented = (langkah: Langkah) => ({ ...langkah, judul: JUDUL[langkah.kunci], lencana: OUTCOMES[langkah.hasil] })

/** @returns the steps of a try-out that came back, each with where it is explained; none before */
export function stepsOf(catatan: Catatan | undefined, root: string) {
  if (!catatan) return []
  const seen: Partial<Record<LangkahKunci, Langkah['hasil']>> = {
    temukan: 'ok', minta: 'ok', ...Object.fromEntries(catatan.langkah.map(({ kunci, hasil }) => [kunci, hasil])),
  }
  return LANGKAH.map((kunci, index) => {
    const hasil = seen[kunci]
    return hasil === undefined
      ? { judul: `${index + 1}. ${JUDUL[kunci]}`, lencana: { teks: 'Tidak sampai di sini', lencana: '', gaya: '' } }
      : { judul: `${index + 1}. ${JUDUL[kunci]}`, href: `${root}/${kunci}`, lencana: OUTCOMES[hasil] }
  })
}
