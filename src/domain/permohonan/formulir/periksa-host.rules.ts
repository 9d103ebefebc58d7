import type { Kesalahan } from '../permohonan.ts'
import { dissolvedName, isBeyondWildcard } from '../../clients/host-names.rules.ts'
import { nearTwins } from '../../clients/host-twins.rules.ts'
import { checkHost, isProvinceHost, splitHost } from '../../clients/host.rules.ts'
import type { HostDikenal, KonteksIsian } from './konteks.ts'
import { HOST_KATA } from './kata.ts'

const BIDANG = 'subdomain'
const salah = (pesan: string): Kesalahan[] => [{ bidang: BIDANG, pesan }]
const named = ({ host, nama, opd }: HostDikenal): string => `${host} (${nama}, ${opd})`

/** @returns why a host cannot be applied for, none or one reason */
export function hostMistake(host: string, { terdaftar, diajukan, issuer }: KonteksIsian): Kesalahan[] {
  if (host === '') return salah('Isi subdomain aplikasi.')
  const check = checkHost(host)
  if (!check.ok) return salah(HOST_KATA[check.reason])
  if (host === new URL(issuer).host) return salah('Host ini milik Banten Satu Login sendiri.')
  const taken = terdaftar.find((one) => one.host === host)
  if (taken) return salah(`Host ini sudah terdaftar: ${taken.nama}, ${taken.opd}. Bila itu aplikasi Anda, klaim aplikasi itu.`)
  const wanted = diajukan.find((one) => one.host === host)
  return wanted ? salah(`Host ini sedang diajukan oleh ${wanted.opd}.`) : []
}

/** @returns what its author and those who decide should know of a host that may be applied for */
export function hostWarnings(host: string, { terdaftar, diajukan, hostTerbukti }: KonteksIsian): Kesalahan[] {
  if (!checkHost(host).ok) return []
  const known = [...terdaftar, ...diajukan]
  const twins = nearTwins(host, known.map((one) => one.host))
  const old = dissolvedName(host)
  return [
    ...twins.length === 0 ? [] : salah(`Nama ini mirip dengan ${known.filter((one) => twins.includes(one.host)).map(named).join('; ')}. `
      + 'Pastikan tidak salah ketik; orang dapat keliru memilih aplikasi.'),
    ...old === undefined ? [] : salah(`"${old}" nama OPD lama yang sudah tidak ada. Sebaiknya pakai nama yang berlaku.`),
    ...isBeyondWildcard(host) ? salah('Host ini dua tingkat di bawah bantenprov.go.id: sertifikat *.bantenprov.go.id tidak berlaku di sana. '
      + 'Siapkan sertifikat tersendiri.') : [],
    ...isProvinceHost(host) ? [] : salah('Host di luar bantenprov.go.id: aplikasi menerima pengenal pegawai yang berbeda (pairwise), '
      + 'dan pegawai ditanya persetujuannya.'),
    ...splitHost(host).port === '' ? [] : salah('Host dengan port: pastikan alamat ini dapat dibuka pegawai dari luar kantor.'),
    ...hostTerbukti ? [] : salah('Kepemilikan host belum terbukti. Buktikan dengan DNS atau berkas; bila tidak, CSIRT memeriksanya dengan tangan.'),
  ]
}
