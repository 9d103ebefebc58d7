/**
 * The application's part of a try-out: from the way back to the last token that is taken back, over HTTP with ourselves,
 * as an application would do it. Every token is revoked before the first page shows what was seen.
 */
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import type { InHouse, OwnAnswer, OwnRequest } from '../../../kernel/http/in-house.ts'
import type { ClientMetadata } from '../client.types.ts'
import type { Catatan, Langkah } from './catatan.ts'
import type { TryOut } from './coba.service.ts'
import { cut, explained, GALAT_MASUK, KEMBALI, KLAIM, TOKEN, withoutBearer } from './kata.ts'

export interface RunDependencies {
  readonly issuer: string
  readonly ask: InHouse['ask']
  /** Lends the client a secret until the work is done. */
  readonly lend: <T>(clientId: string, work: (secret: string) => Promise<T>) => Promise<T>
}

/** What one try-out is run with. */
interface Play extends Pick<RunDependencies, 'issuer' | 'ask'> {
  readonly client: ClientMetadata
  readonly tryOut: TryOut
  readonly redirectUri: string
  readonly secret: string
}

type Values = Readonly<Record<string, unknown>>

/** @returns the values of a JSON answer; none where it is another kind */
function valuesOf({ body }: OwnAnswer): Values {
  try {
    const values: unknown = JSON.parse(body)
    return typeof values === 'object' && values !== null ? values as Values : {}
  } catch {
    return {}
  }
}

/** What came back with the browser. */
function wayBack(answer: URLSearchParams, { issuer }: { issuer: string }): Langkah {
  const values = Object.fromEntries([...answer].slice(0, 10))
  const error = answer.get('error')
  const isOurs = answer.get('iss') === issuer
  const kata = error === null
    ? ['Peramban kembali dengan kode. state cocok dengan yang disimpan, dan ' + (isOurs ? 'iss adalah kami.' : 'iss bukan kami: aplikasi harus berhenti di sini.')]
    : [GALAT_MASUK[error] ?? 'Permintaan masuk ditolak dengan kesalahan ini.']
  return {
    kunci: 'kembali', hasil: error === null && isOurs && answer.has('code') ? 'ok' : 'gagal', kata,
    diterima: explained(withoutBearer(values), KEMBALI),
  }
}

const PROOFS: Readonly<Record<ClientMetadata['token_endpoint_auth_method'], string>> = {
  client_secret_basic: 'Aplikasi membuktikan diri dengan header Authorization: Basic, yaitu base64 dari client_id:client_secret.',
  client_secret_post: 'Aplikasi membuktikan diri dengan client_id dan client_secret di isi permintaan.',
  private_key_jwt: 'Aplikasi Anda membuktikan diri dengan client_assertion: JWT yang ditandatangani kunci pribadinya (iss dan sub = client_id, aud = issuer, iat, exp, jti sekali pakai). '
    + 'Kunci itu tidak kami ketahui, maka di percobaan ini sebuah rahasia sementara menggantikannya, hanya di dalam server kami.',
  none: 'Klien ini tidak punya rahasia: client_id di isi permintaan, dan PKCE yang menjaga kodenya.',
}

/** A form to an endpoint, proved the way that is registered. */
function proved({ client, secret }: Play, path: string, form: Record<string, string>): OwnRequest {
  const { client_id: id, token_endpoint_auth_method: method } = client
  if (method === 'none') return { method: 'POST', path, form: { ...form, client_id: id } }
  if (method === 'client_secret_post') return { method: 'POST', path, form: { ...form, client_id: id, client_secret: secret } }
  const credentials = [id, secret].map(encodeURIComponent).join(':')
  return { method: 'POST', path, form, headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } }
}

async function askToken(play: Play, form: Record<string, string>): Promise<{ answer: OwnAnswer; values: Values; shown: Pick<Langkah, 'alamat' | 'dikirim' | 'status' | 'diterima'> }> {
  const question = proved(play, '/oidc/token', form)
  const answer = await play.ask(question)
  const values = valuesOf(answer)
  return {
    answer, values,
    shown: {
      alamat: `POST ${play.issuer}/oidc/token`, status: answer.status,
      dikirim: [
        ...question.headers ? [{ nama: 'Authorization', nilai: 'Basic … (dipotong)', arti: 'Bukti diri aplikasi.' }] : [],
        ...explained(withoutBearer(question.form ?? {}), TOKEN),
      ],
      diterima: explained(withoutBearer(values), TOKEN),
    },
  }
}

async function redeem(play: Play, code: string): Promise<{ langkah: Langkah; values: Values }> {
  const { values, answer, shown } = await askToken(play, {
    grant_type: 'authorization_code', code, redirect_uri: play.redirectUri, code_verifier: play.tryOut.diminta.verifier,
  })
  const isGood = answer.status === 200
  return { values, langkah: {
    kunci: 'tukar', hasil: isGood ? 'ok' : 'gagal', ...shown,
    kata: [PROOFS[play.client.token_endpoint_auth_method], isGood ? 'Kode ditukar, dan tidak berlaku lagi.' : 'Kode tidak ditukar.',
      ...play.client.token_endpoint_auth_method === 'none' ? [] : ['Rahasia percobaan ini dibuat di dalam server dan sudah tidak ada lagi: rahasia aplikasi Anda tidak dipakai dan tidak diketahui.']],
  } }
}

/** @returns a verifier of what we sign, with the keys that everybody gets */
async function verifierOf({ ask, issuer, client }: Play) {
  const keys = createLocalJWKSet(valuesOf(await ask({ method: 'GET', path: '/oidc/jwks' })) as unknown as JSONWebKeySet)
  return (jwt: string) => jwtVerify(jwt, keys, { issuer, audience: client.client_id, clockTolerance: 10 })
}

/** Encrypted for a key that only the application has: five parts instead of three (RFC 7516, 3.1). */
const isEncrypted = (jwt: string): boolean => jwt.split('.').length === 5

const ENCRYPTED = 'Terenkripsi untuk kunci aplikasi Anda: kami tidak dapat membukanya. Aplikasi membukanya dengan kunci pribadinya, lalu memeriksa tanda tangan di dalamnya.'

async function readIdToken(play: Play, idToken: unknown): Promise<Langkah> {
  if (typeof idToken !== 'string') return { kunci: 'id-token', hasil: 'gagal', kata: ['Jawaban tidak memuat ID token.'] }
  if (isEncrypted(idToken)) return { kunci: 'id-token', hasil: 'lewat', kata: [ENCRYPTED] }
  try {
    const { payload, protectedHeader } = await (await verifierOf(play))(idToken)
    const isAsked = payload['nonce'] === play.tryOut.diminta.nonce
    return {
      kunci: 'id-token', hasil: isAsked ? 'ok' : 'gagal',
      kata: [
        `Tanda tangan cocok dengan kunci ${String(protectedHeader.kid)} (${protectedHeader.alg}) dari jwks_uri. Terima hanya alg yang terdaftar, jangan yang disebut token saja.`,
        isAsked ? 'iss, aud, exp, dan nonce diperiksa dan cocok.' : 'nonce tidak cocok: aplikasi harus berhenti di sini.',
      ],
      diterima: explained(payload, KLAIM),
    }
  } catch {
    return { kunci: 'id-token', hasil: 'gagal', kata: ['ID token tidak lolos pemeriksaan tanda tangan, iss, aud, atau exp.'] }
  }
}

const askUser = ({ ask }: Play, accessToken: string): Promise<OwnAnswer> =>
  ask({ method: 'GET', path: '/oidc/me', headers: { authorization: `Bearer ${accessToken}` } })

async function readUser(play: Play, accessToken: string): Promise<Langkah> {
  const answer = await askUser(play, accessToken)
  const shown = {
    kunci: 'pengguna', alamat: `GET ${play.issuer}/oidc/me`, status: answer.status,
    dikirim: [{ nama: 'Authorization', nilai: `Bearer ${cut(accessToken) ?? ''}`, arti: 'Access token dari langkah penukaran.' }],
  } as const
  if (answer.status !== 200) {
    return { ...shown, hasil: 'gagal', kata: ['Data pengguna tidak diberikan.'], diterima: explained(valuesOf(answer), TOKEN) }
  }
  const isJwt = String(answer.headers['content-type']).startsWith('application/jwt')
  if (isJwt && isEncrypted(answer.body)) return { ...shown, hasil: 'lewat', kata: [ENCRYPTED] }
  const claims = isJwt ? (await (await verifierOf(play))(answer.body)).payload : valuesOf(answer)
  return {
    ...shown, hasil: 'ok', diterima: explained(claims, KLAIM),
    kata: ['sub di sini harus sama dengan sub di ID token. Hanya klaim dari cakupan yang terdaftar yang datang; yang kosong tidak dikirim.'],
  }
}

async function refresh(play: Play, token: unknown): Promise<{ langkah: Langkah; values: Values }> {
  if (typeof token !== 'string') {
    return { values: {}, langkah: { kunci: 'segar', hasil: 'lewat', kata: ['Klien ini tidak mendapat refresh token: grant refresh_token tidak terdaftar. Sesudah access token habis, kirim pengguna ke permintaan masuk lagi.'] } }
  }
  const { values, answer, shown } = await askToken(play, { grant_type: 'refresh_token', refresh_token: token })
  return { values, langkah: {
    kunci: 'segar', hasil: answer.status === 200 ? 'ok' : 'gagal', ...shown,
    kata: ['Refresh token berganti setiap kali dipakai: simpan yang baru. Yang lama dipakai lagi berarti dicuri, dan semua token dari izin itu dicabut.'],
  } }
}

/** Takes back everything that was given, and shows that it is worth nothing now. */
async function revoke(play: Play, { refreshToken, accessToken }: { refreshToken: unknown; accessToken: string }): Promise<Langkah> {
  const tokens = [refreshToken, accessToken].filter((token): token is string => typeof token === 'string')
  const answers = []
  for (const token of tokens) answers.push(await play.ask(proved(play, '/oidc/token/revocation', { token })))
  const after = await askUser(play, accessToken)
  const isGone = answers.every(({ status }) => status === 200) && after.status === 401
  return {
    kunci: 'cabut', hasil: isGone ? 'ok' : 'gagal', alamat: `POST ${play.issuer}/oidc/token/revocation`,
    status: answers[0]?.status ?? 0, dikirim: explained({ token: cut(tokens[0]) }, TOKEN),
    kata: [
      isGone ? 'Semua token percobaan ini dicabut; /oidc/me sekarang menjawab 401.' : 'Pencabutan tidak dijawab seperti seharusnya. Token habis dalam sepuluh menit.',
      'Token lain yang Anda sendiri punya di aplikasi ini, dari sesi yang sama, ikut berakhir.',
    ],
  }
}

function wayOut({ client, issuer }: Play): Langkah {
  const receiver = client.backchannel_logout_uri
  return {
    kunci: 'keluar', hasil: 'lewat', alamat: `GET ${issuer}/oidc/session/end`,
    dikirim: [
      { nama: 'id_token_hint', nilai: 'ID token terakhir', arti: 'Menunjukkan sesi mana dan aplikasi mana; boleh sudah lewat exp.' },
      { nama: 'post_logout_redirect_uri', nilai: client.post_logout_redirect_uris[0] ?? 'tidak ada yang terdaftar', arti: 'Ke mana peramban kembali; salah satu yang terdaftar.' },
      { nama: 'state', nilai: 'acak', arti: 'Dikembalikan apa adanya.' },
    ],
    kata: [
      'Percobaan ini tidak mengeluarkan Anda. Tombol Keluar di aplikasi menghapus sesi aplikasi lebih dahulu, lalu mengirim peramban ke alamat ini.',
      receiver === undefined
        ? 'Klien ini tidak mendaftarkan backchannel_logout_uri: ia tidak tahu bila orangnya keluar di tempat lain.'
        : `Saat Anda keluar, kami mengirim logout_token ke ${receiver}; hasilnya terlihat di Pemakaian, dan kegagalannya di Galat terakhir.`,
    ],
  }
}

async function afterRedeemed(play: Play, code: string): Promise<Langkah[]> {
  const { langkah: redeemed, values } = await redeem(play, code)
  const { access_token: accessToken } = values
  if (typeof accessToken !== 'string') return [redeemed]
  let given = { refreshToken: values['refresh_token'], accessToken }
  const seen: Langkah[] = [redeemed]
  try {
    seen.push(await readIdToken(play, values['id_token']), await readUser(play, accessToken))
    const { langkah: refreshed, values: fresh } = await refresh(play, given.refreshToken)
    seen.push(refreshed)
    given = { refreshToken: fresh['refresh_token'] ?? given.refreshToken, accessToken: typeof fresh['access_token'] === 'string' ? fresh['access_token'] : accessToken }
  } finally {
    seen.push(await revoke(play, given))
  }
  return [...seen, wayOut(play)]
}

/**
 * Goes on where the browser came back.
 * @param answer what came with it
 * @param redirectUri our own address, which the code was asked for
 * @returns what was seen, bearer values cut; nothing that was given lives any more
 */
export async function runTryOut(
  { issuer, ask, lend }: RunDependencies,
  { client, tryOut, redirectUri, answer }: { client: ClientMetadata; tryOut: TryOut; redirectUri: string; answer: URLSearchParams },
): Promise<Catatan> {
  const back = wayBack(answer, { issuer })
  const langkah = back.hasil !== 'ok' ? [back] : [back, ...await lend(client.client_id, (secret) =>
    afterRedeemed({ issuer, ask, client, tryOut, redirectUri, secret }, answer.get('code') ?? ''))]
  return { berhasil: langkah.every(({ hasil }) => hasil !== 'gagal'), langkah }
}
