import type { Page } from 'playwright-core'
import { ISI } from './draf.ts'

/** Texts that become something else where a page forgets to escape them: in text, in an attribute, in a script, in a URL. */
export const XSS: readonly string[] = [
  '<script>window.pwned=1</script>', '"><img src=x class=pwned onerror="window.pwned=1">', `'><svg class=pwned onload='window.pwned=1'>`,
  '</textarea><b class=pwned>x</b>', '</title><b class=pwned>x</b>', '{{ range.constructor("window.pwned=1")() }}', '{% raw %}${7*7}',
  'javascript:window.pwned=1', '" autofocus onfocus="window.pwned=1" class="pwned', '<!--<b class=pwned>-->', '&lt;b class=pwned&gt;',
  '<b class=pwned>tebal</b>',
]

const all = XSS.join(' ')

/** A form in which every text that somebody types is the whole corpus; none of it is a good form. */
export const xssIsi = (): object => ({
  ...ISI, nama: all, keterangan: all, penanggungJawab: { nama: all, telepon: all, surel: all, jabatan: all }, subdomain: all,
  surat: { nomor: all, tanggal: all }, spesifikasi: { uraian: all }, uri: { redirect: [...XSS], logout: [...XSS], backchannel: all, beranda: all },
  uriUji: [...XSS], elemen: ['profile', 'email', 'phone', 'pegawai', 'opd', 'jabatan', 'peran'].map((klaim) => ({ klaim, tujuan: all })),
  aturanMasuk: { jenis: 'tertentu', unit: [], jabatan: [...XSS], eselon: [], orang: [] },
  peranAplikasi: XSS.map((nama, n) => ({ kode: `p${n}`, nama })), jwks: all, jwksUri: all, pse: { nomor: all, alasanPengecualian: all },
})

/** @returns what became of the corpus on the page that is open: elements and scripts that it made; empty where it stayed text */
export function brokenOut(page: Page): Promise<string[]> {
  // In the page: TypeScript's view of a document is not the tests'.
  return page.evaluate(`[...document.querySelectorAll('.pwned, img[src="x"], [onerror], [onload], [onfocus], a[href^="javascript:"]')]
    .map((one) => one.outerHTML.slice(0, 80)).concat(window.pwned ? ['a script ran'] : [])`)
}
