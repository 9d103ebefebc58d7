import type { SeenCertificate } from '../../../kernel/http/certificate.ts'
import type { Hasil, Periksa, Temuan } from './temuan.ts'

// What answers of a host mean to the check; who asks is periksa.service.ts.

const DAY_MS = 86_400_000
const SOON_DAYS = 14
/** Half a year, what browsers' lists and the OWASP cheat sheet ask for at least. */
const HSTS_SECONDS = 15_552_000

const finding = (periksa: Periksa, hasil: Hasil, rincian: string): Temuan => ({ periksa, hasil, rincian })

/** @returns the same outcome for several points: none of them could be looked at, or what they need is not there */
export const sameFor = (points: readonly Periksa[], hasil: Hasil, rincian: string): Temuan[] =>
  points.map((periksa) => finding(periksa, hasil, rincian))

const DAY = new Intl.DateTimeFormat('id-ID', { timeZone: 'Asia/Jakarta', day: 'numeric', month: 'long', year: 'numeric' })

/** @returns what is to be said of a certificate */
export function certificateFindings({ from, until, coversHost, chainFault }: SeenCertificate, now: Date): Temuan[] {
  const left = Math.floor((until.getTime() - now.getTime()) / DAY_MS)
  const validity = from > now ? finding('sertifikat-berlaku', 'gagal', `Baru berlaku mulai ${DAY.format(from)}.`)
    : until <= now ? finding('sertifikat-berlaku', 'gagal', `Habis pada ${DAY.format(until)}.`)
      : finding('sertifikat-berlaku', 'lulus',
        `Berlaku sampai ${DAY.format(until)}${left < SOON_DAYS ? `; ${left} hari lagi, segera perbarui` : ''}.`)
  return [
    validity,
    coversHost ? finding('sertifikat-host', 'lulus', 'Nama host tercantum di sertifikat.')
      : finding('sertifikat-host', 'gagal', 'Nama host tidak tercantum di sertifikat; sertifikat wildcard hanya mencakup satu tingkat.'),
    chainFault === undefined ? finding('sertifikat-rantai', 'lulus', 'Rantai sampai ke penerbit yang dipercaya.')
      : finding('sertifikat-rantai', 'gagal', `Peramban tidak mempercayainya (${chainFault}). Pasang sertifikat antaranya juga.`),
  ]
}

/**
 * @param status of the answer to `http://<host>/`, and where it leads; undefined where nothing answers there
 * @returns whether content comes without encryption
 */
export function plainHttpFinding(answer: { readonly status: number; readonly location: string | null } | undefined): Temuan {
  if (!answer) return finding('https', 'lulus', 'https menjawab; lewat http tidak ada yang menjawab.')
  const leads = answer.status >= 301 && answer.status <= 308 && answer.location?.startsWith('https://') === true
  return leads ? finding('https', 'lulus', 'https menjawab; http hanya mengalihkan ke https.')
    : finding('https', 'gagal', `http menjawab ${answer.status} tanpa mengalihkan ke https.`)
}

/** @returns what is to be said of the headers of the application's first page */
export function headerFindings(headers: Headers): Temuan[] {
  const hsts = /max-age="?(\d+)/i.exec(headers.get('strict-transport-security') ?? '')?.[1]
  const nosniff = headers.get('x-content-type-options')?.trim().toLowerCase() === 'nosniff'
  return [
    hsts === undefined ? finding('hsts', 'gagal', 'Header tidak ada. Kirim Strict-Transport-Security: max-age=31536000.')
      : Number(hsts) < HSTS_SECONDS ? finding('hsts', 'gagal', `max-age ${hsts} terlalu singkat; sedikitnya ${HSTS_SECONDS}.`)
        : finding('hsts', 'lulus', `max-age ${hsts}.`),
    nosniff ? finding('nosniff', 'lulus', 'nosniff.') : finding('nosniff', 'gagal', 'Kirim X-Content-Type-Options: nosniff.'),
    frameFinding(headers), cookieFinding(headers.getSetCookie()),
  ]
}

function frameFinding(headers: Headers): Temuan {
  const ancestors = /(?:^|;|,)\s*frame-ancestors\s+([^;,]*)/i.exec(headers.get('content-security-policy') ?? '')?.[1]?.trim()
  const option = headers.get('x-frame-options')?.trim().toLowerCase()
  if (ancestors !== undefined) {
    // CSP level 3: it goes before X-Frame-Options.
    return /(^|\s)(\*|https?:)(\s|$)/i.test(ancestors) ? finding('bingkai', 'gagal', `frame-ancestors mengizinkan siapa pun: ${ancestors}`)
      : finding('bingkai', 'lulus', `frame-ancestors ${ancestors}`)
  }
  return option === 'deny' || option === 'sameorigin' ? finding('bingkai', 'lulus', `X-Frame-Options: ${option}`)
    : finding('bingkai', 'gagal', 'Situs lain dapat membingkainya. Kirim X-Frame-Options: DENY atau CSP frame-ancestors.')
}

/** Names of cookies alone: a value may be somebody's session. */
function cookieFinding(cookies: readonly string[]): Temuan {
  const wrong = cookies.flatMap((cookie) => {
    const [pair = '', ...attributes] = cookie.split(';')
    const has = (name: string): boolean => attributes.some((one) => one.trim().toLowerCase().startsWith(name))
    const lacks = [['secure', 'Secure'], ['httponly', 'HttpOnly'], ['samesite=', 'SameSite']]
      .flatMap(([name = '', word = '']) => has(name) ? [] : [word])
    return lacks.length > 0 ? [`${pair.split('=')[0]?.trim() ?? ''} tanpa ${lacks.join(', ')}`] : []
  })
  if (wrong.length > 0) return finding('cookie', 'gagal', `${wrong.join('; ')}.`)
  return finding('cookie', 'lulus', cookies.length === 0 ? 'Halaman pertamanya tidak menaruh cookie.' : `${cookies.length} cookie, semuanya bertanda lengkap.`)
}

/** @returns what the answer to a logout token with a wrong signature says (OpenID Connect Back-Channel Logout 1.0, 2.8) */
export function logoutFinding(status: number): Temuan {
  if (status === 400) return finding('keluar', 'lulus', 'Logout token bertanda tangan palsu dijawab 400.')
  return status >= 200 && status < 300
    ? finding('keluar', 'gagal', `Logout token bertanda tangan palsu diterima (${status}): siapa pun dapat mengeluarkan pengguna.`)
    : finding('keluar', 'gagal', `Logout token bertanda tangan palsu dijawab ${status}; seharusnya 400.`)
}
