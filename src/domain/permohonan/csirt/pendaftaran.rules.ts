import { splitHost } from '../../clients/host.rules.ts'
import { checkRedirectUri } from '../../clients/redirect-uri.rules.ts'
import type { Sasaran, Temuan } from './temuan.ts'

const DAY_MS = 86_400_000

/** As long as a secret lives by the rule of /pengembang. */
const LONGEST_DAYS = 366

/** @returns what is to be said of the registration alone, without asking anybody */
export function pendaftaranFindings(sasaran: Sasaran, now: Date): Temuan[] {
  return [alamat(sasaran), pkce(sasaran), rahasia(sasaran, now)]
}

function alamat({ host, redirect, logout, backchannel, beranda, uji }: Sasaran): Temuan {
  const all = [...redirect, ...logout, ...backchannel === undefined ? [] : [backchannel], ...beranda === undefined ? [] : [beranda]]
  const trial = all.filter((uri) => uji.includes(uri))
  const inexact = all.filter((uri) => !checkRedirectUri(uri, { host, state: 'aktif' }).ok)
  if (trial.length > 0) return { periksa: 'alamat', hasil: 'gagal', rincian: `Alamat uji ada di antara alamat tetap: ${trial.join(', ')}.` }
  if (inexact.length > 0) {
    return { periksa: 'alamat', hasil: 'gagal', rincian: `Bukan alamat https yang tepat pada ${splitHost(host).name}: ${inexact.join(', ')}.` }
  }
  return { periksa: 'alamat', hasil: 'lulus', rincian: `${all.length} alamat, semuanya tepat pada host ini.` }
}

function pkce({ pkceDikecualikan }: Sasaran): Temuan {
  return pkceDikecualikan
    ? { periksa: 'pkce', hasil: 'gagal', rincian: 'Klien ini dikecualikan dari PKCE oleh pengelola layanan.' }
    : { periksa: 'pkce', hasil: 'lulus', rincian: 'Permintaan masuk tanpa PKCE ditolak.' }
}

function rahasia({ kredensial, rahasia: secrets }: Sasaran, now: Date): Temuan {
  if (kredensial === 'tanpa') return { periksa: 'rahasia', hasil: 'lulus', rincian: 'Klien publik: tidak ada rahasia, PKCE yang menjaga.' }
  if (kredensial !== 'rahasia') return { periksa: 'rahasia', hasil: 'lulus', rincian: 'Memakai kunci publik: tidak ada rahasia bersama.' }
  const [oldest] = secrets.map(({ sejak }) => sejak).toSorted((one, other) => one.getTime() - other.getTime())
  if (!oldest) return { periksa: 'rahasia', hasil: 'tidak-dapat', rincian: 'Belum ada rahasia yang diterbitkan.' }
  const days = Math.floor((now.getTime() - oldest.getTime()) / DAY_MS)
  const forever = secrets.some(({ sampai }) => sampai === null)
  if (days > LONGEST_DAYS) return { periksa: 'rahasia', hasil: 'gagal', rincian: `Rahasia tertua berumur ${days} hari; ganti setiap tahun.` }
  return { periksa: 'rahasia', hasil: 'lulus', rincian: `Rahasia tertua berumur ${days} hari${forever ? ', tanpa tanggal akhir' : ''}.` }
}
