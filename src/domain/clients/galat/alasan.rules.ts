/** Finer than the OAuth code: what the protocol's words mean. The library's texts are pinned by test/galat. */
import type { Alasan, Titik } from './galat.ts'

/** An error of the protocol in its own words. */
export interface Words {
  readonly titik: Titik
  /** OAuth error code (RFC 6749, OpenID Connect Core). */
  readonly kode: string
  /** `error_description`, what the application was told. */
  readonly keterangan: string
  /** What the log alone is told. */
  readonly detail: string
}

interface Line {
  readonly alasan: Alasan
  readonly kode?: string | RegExp
  readonly kata?: RegExp
  readonly titik?: Titik
}

/** The first line that fits says it. */
const LINES: readonly Line[] = [
  { kode: 'server_error', alasan: 'gangguan-kami' },
  { kode: 'invalid_redirect_uri', alasan: 'alamat-kembali' },
  { kata: /post_logout_redirect_uri not registered/, alasan: 'alamat-keluar' },
  { titik: 'end_session', kata: /id_token_hint/, alasan: 'petunjuk-keluar' },
  { kata: /client not found/, alasan: 'klien-tertutup' },
  { kata: /must not be provided twice/, alasan: 'parameter-ganda' },
  { kata: /policy requires PKCE/, alasan: 'pkce-tidak-ada' },
  { titik: 'auth', kata: /code_challenge/, alasan: 'pkce-bentuk' },
  { kode: 'invalid_scope', alasan: 'cakupan-tidak-terdaftar' },
  { kata: /openid scope must be requested/, alasan: 'openid-tidak-diminta' },
  { kode: 'unsupported_response_type', alasan: 'jenis-jawaban' },
  { kata: /response_type is not allowed for this client/, alasan: 'jenis-jawaban' },
  { kode: 'unsupported_response_mode', alasan: 'cara-jawaban' },
  { kata: /response_mode is not allowed/, alasan: 'cara-jawaban' },
  { kata: /prompt/, titik: 'auth', alasan: 'prompt-salah' },
  { kode: 'unmet_authentication_requirements', alasan: 'acr-tak-terpenuhi' },
  { kode: /^(invalid_request_object|request_not_supported)$/, alasan: 'objek-permintaan' },
  { kode: /^(invalid_request_uri|request_uri_not_supported)$/, alasan: 'par' },
  { kata: /Pushed Authorization Request|pushed_authorization/i, alasan: 'par' },
  { kode: 'invalid_dpop_proof', alasan: 'dpop' },
  { kata: /DPoP|failed jkt/, alasan: 'dpop' },

  { kata: /invalid secret provided/, alasan: 'rahasia-salah' },
  { kata: /does not match the registered client authentication method/, alasan: 'cara-bukti-diri' },
  { kata: /must only be provided using one mechanism|client_id mismatch/, alasan: 'bukti-diri-ganda' },
  { kata: /authorization header|Authorization header/, alasan: 'header-basic' },
  { kata: /jwt expired|jwt issued in the future|jwt not active yet|dated in the future|exp must be within/, alasan: 'jam-aplikasi' },
  { kode: 'invalid_client', kata: /audience/, alasan: 'assertion-aud' },
  { kata: /must only be used once/, alasan: 'assertion-terpakai' },
  { kode: 'invalid_client', kata: /signature|no applicable key|alg mismatch|JSON Web Key Set/, alasan: 'assertion-kunci' },
  { kata: /client_assertion|client assertion|JWT/, kode: /^invalid_(client|request)$/, alasan: 'assertion-lain' },

  { kata: /authorization code is expired/, alasan: 'kode-kedaluwarsa' },
  { kata: /authorization code already consumed/, alasan: 'kode-terpakai' },
  { kata: /authorization code not found/, alasan: 'kode-tidak-dikenal' },
  { kata: /client mismatch/, alasan: 'klien-lain' },
  { kata: /redirect_uri mismatch/, alasan: 'alamat-kembali-beda' },
  { kata: /code_verifier must be provided/, alasan: 'pkce-verifier-tidak-ada' },
  { kata: /code_verifier/, alasan: 'pkce-verifier-salah' },
  { kata: /refresh token is expired/, alasan: 'penyegar-kedaluwarsa' },
  { kata: /refresh token already used/, alasan: 'penyegar-terpakai' },
  { kata: /refresh token not found/, alasan: 'penyegar-tidak-dikenal' },
  { kata: /grant not found|grant is expired/, alasan: 'sesi-berakhir' },
  { kata: /account not found/, alasan: 'orang-tidak-boleh' },
  { kode: 'unsupported_grant_type', alasan: 'hibah-tidak-dikenal' },
  { kata: /grant type is not allowed/, alasan: 'hibah-tidak-terdaftar' },
  { kode: 'insufficient_scope', alasan: 'token-tanpa-openid' },
  { kata: /token audience prevents/, alasan: 'token-sasaran' },
  { titik: 'userinfo', kata: /access token not found/, alasan: 'token-kedaluwarsa' },
  { kata: /missing required parameter/, alasan: 'parameter-kurang' },
]

const fits = (wanted: string | RegExp | undefined, text: string): boolean =>
  wanted === undefined || (typeof wanted === 'string' ? wanted === text : wanted.test(text))

/** @returns the finer reason of an error, `lain` where it has none of its own */
export function reasonOf({ titik, kode, keterangan, detail }: Words): Alasan {
  const kata = `${detail}\n${keterangan}`
  return LINES.find((line) => fits(line.titik, titik) && fits(line.kode, kode) && fits(line.kata, kata))?.alasan ?? 'lain'
}

/** What the protocol answers where nobody did anything wrong: there is no page to show, or the person said no. */
const NO_MISTAKE: ReadonlySet<string> = new Set([
  'login_required', 'interaction_required', 'consent_required', 'account_selection_required', 'access_denied',
])

/** @returns whether an error of the protocol is one that a developer can do something about */
export const isMistake = (kode: string): boolean => !NO_MISTAKE.has(kode)
