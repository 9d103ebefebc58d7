import { type Alamat, alamatOf, type Kendala, kendalaOf, needsFallback, phpDoor, type Stelan, type Tumpukan } from '../../../domain/clients/berkas/index.ts'
import type { ClientMetadata } from '../../../domain/clients/client.types.ts'

const GUNA: Readonly<Record<Alamat['guna'], readonly [kata: string, protokol: string]>> = {
  kembali: ['Kembali sesudah masuk', 'redirect_uris'],
  pemberitahuan: ['Pemberitahuan keluar', 'backchannel_logout_uri'],
  sesudah: ['Sesudah keluar', 'post_logout_redirect_uris'],
}

const KENDALA: Readonly<Record<Kendala, string>> = {
  'kunci-sendiri': 'klien membuktikan diri dengan kunci sendiri (private_key_jwt)',
  'par': 'permintaan harus didorong lebih dahulu (PAR)',
  'permintaan-bertanda': 'permintaan harus ditandatangani (JAR)',
  'jarm': 'jawaban di alamat kembali ditandatangani (JARM)',
  'dpop': 'token terikat pada kunci (DPoP)',
  'jawaban-bertanda': 'userinfo ditandatangani',
  'terenkripsi': 'ada jawaban yang dienkripsi',
}

/** @returns an address as a row of the table: what for, the address, whether it stands in the registration */
function rowOf({ guna, perlu, terdaftar }: Alamat) {
  const [kata, protokol] = GUNA[guna]
  return [
    { teks: kata, kecil: protokol }, perlu, terdaftar ? { teks: 'Terdaftar', lencana: 'ok' } : { teks: 'Belum terdaftar', lencana: 'warn' },
  ]
}

/** What stands in the page for one kind of files. */
function stackOf(stelan: Stelan, stack: Tumpukan) {
  const addresses = alamatOf(stelan, stack)
  return { baris: addresses.map(rowOf), kurang: addresses.some(({ terdaftar }) => !terdaftar) }
}

/**
 * @param at where the downloads are
 * @returns everything that the page of ready files shows of a client
 */
export function presentFiles(stelan: Stelan, { redirect_uris: uris, ...metadata }: ClientMetadata, at: string) {
  const query = new URLSearchParams({ alamat: stelan.redirectUri }).toString()
  const door = phpDoor(stelan.redirectUri)
  return {
    unduh: (name: string): string => `${at}/${name}?${query}`,
    alamat: stelan.redirectUri, pilihan: uris.length > 1 ? uris.map((uri) => ({ nilai: uri, teks: uri })) : [],
    kendala: kendalaOf({ redirect_uris: uris, ...metadata }).map((one) => KENDALA[one]),
    php: { ...stackOf(stelan, 'php'), pintu: door, folder: door.endsWith('/'), pengganti: door.endsWith('/') && needsFallback(stelan) },
    apache: stackOf(stelan, 'apache'),
  }
}
