import { KeyObject, sign } from 'node:crypto'
import * as client from 'openid-client'
import { newId } from '../../../src/kernel/lib/ids.ts'
import { cookieJar, type CookieJar, locationOf } from '../../helpers/cookie-jar.ts'
import { type Desk, openDesk } from '../../helpers/desk.ts'
import type { House } from '../../helpers/house.ts'
import { askedKontak } from '../../helpers/kontak.ts'
import { hiddenFields, leaveFrom, signIn } from '../../helpers/journey.ts'
import { phoneAt } from '../../helpers/passkey.ts'
import { type Credentials, demoPerson } from '../../helpers/people.ts'
import { appKey, type Application, application, inSeconds, jwksOf, request } from '../../oidc/features/support.ts'

const OUTSIDE = 'https://luar.example/cb'
const GOODBYE = 'https://mesin.bantenprov.go.id/'

/** What would be right at an endpoint, by its pattern; several ways where there are. */
export type RightFields = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>

/** Everything real that odd requests are made from. */
export interface Stage {
  readonly house: House
  readonly jar: CookieJar
  readonly app: Application
  /** A FAPI 2.0 client: private_key_jwt, pushed requests, DPoP. */
  readonly program: Application
  /** Where answers may lead beside ourselves. */
  readonly origins: readonly string[]
  readonly person: Credentials
  /** Somebody else, who holds every product role: whose cookies the staff doors get. */
  readonly desk: Desk
  /** Made anew from time to time: the requests use it up. */
  readonly now: Moment
  renew(): Promise<void>
  /** A JWT for the place of this name, with what is changed in it; the signature is good. */
  jwt(name: string, at: { method: string; url: string }, change?: object, header?: object): string
}

export interface Moment {
  readonly fields: RightFields
  /** Tokens, codes and such, to be put where they do not belong. */
  readonly real: readonly string[]
  readonly accessToken: string
  readonly uids: Readonly<Record<'login' | 'consent' | 'tautan', string>>
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs whatever it is given: a library would refuse most of this. */
function signAnything(header: object, claims: object, key: KeyObject): string {
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

/** Registers the clients, signs somebody in and opens the steps of further sign-ins. */
export async function openStage(house: House): Promise<Stage> {
  const key = await appKey()
  const privateKey = KeyObject.from(key.privateKey)
  const { kid, use: _use, ...bare } = key.publicJwk
  const jwks = jwksOf(key)
  const app = await application(house, {
    scope: 'openid profile opd offline_access', grant_types: ['authorization_code', 'refresh_token'],
    request_object_signing_alg: 'ES256', jwks, post_logout_redirect_uris: [GOODBYE],
  })
  const program = await application(house, { fapi: '2.0', jwks }, key)
  const outside = await application(house, { redirect_uris: [OUTSIDE] })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const other = await demoPerson(house.db.app, 'Plt')
  const desk = await openDesk(house)
  const jar = cookieJar()

  /** A silent sign-in, or one with the password where the session is gone. */
  async function enter(url: URL): Promise<URL> {
    const answer = await jar.follow(url)
    return answer.ok ? signIn(jar, url, person) : locationOf(answer)
  }

  async function openStep(of: Application, extra: Record<string, string>) {
    const { parameters } = await request(of, extra)
    const page = await jar.follow(client.buildAuthorizationUrl(of.config, parameters))
    return { uid: new URL(page.url).pathname.split('/')[2] ?? '', csrf: hiddenFields(await page.text())['csrf'] ?? '' }
  }

  async function moment(): Promise<Moment> {
    const { parameters, checks } = await request(app, { scope: 'openid profile opd' })
    const callback = await enter(client.buildAuthorizationUrl(app.config, parameters))
    const tokens = await client.authorizationCodeGrant(app.config, callback, checks)
    const unused = await request(app)
    const given = await leaveFrom(jar, client.buildAuthorizationUrl(app.config, unused.parameters))
    const code = given.searchParams.get('code') ?? ''
    const launcher = hiddenFields(await (await jar.follow(`${house.issuer}/`)).text())['csrf'] ?? ''
    const farewell = hiddenFields(await (await jar.fetch(`${house.issuer}/oidc/session/end`)).text())
    const kontak = await askedKontak(house, person.nip)
    const asking = hiddenFields(await (await jar.follow(kontak)).text())['csrf'] ?? ''
    const letter = hiddenFields(await (await jar.fetch(`${house.issuer}/aktivasi`)).text())['csrf'] ?? ''
    const login = await openStep(app, { prompt: 'login' })
    const consent = await openStep(outside, {})
    // To a challenge that nobody drew.
    const passkey = JSON.stringify(phoneAt(house).get({ challenge: 'AAAA' }))
    const refreshToken = tokens.refresh_token ?? ''
    const idToken = tokens.id_token ?? ''
    const asked = { ...parameters, client_id: app.clientId, response_type: 'code' }
    const held = [tokens.access_token, refreshToken, idToken].map((token) => ({ token }))
    return {
      accessToken: tokens.access_token, uids: { login: login.uid, consent: consent.uid, tautan: kontak.split('/').at(-1) ?? '' },
      fields: {
        '/': [{ cari: 'a' }],
        '/keluar': [{ csrf: launcher }],
        '/akun/koreksi': [{ csrf: launcher, bidang: 'jabatan', uraian: 'Jabatan saya sudah berganti.' }],
        '/akun/faktor/kode': [{ csrf: launcher }],
        '/akun/faktor/totp': [{ csrf: launcher }],
        '/akun/faktor/passkey': [{ csrf: launcher, jawaban: passkey, nama: 'Ponsel' }],
        '/akun/faktor/passkey/opsi': [{ csrf: launcher }],
        '/akun/sandi': [{ csrf: launcher, lama: '', baru: 'kuda biru di laut' }],
        '/akun/pilihan': [{ csrf: launcher, utama: 'id', saluran: 'sms' }],
        '/akun/perangkat': [{ csrf: launcher, perangkat: '00000000-0000-4000-8000-000000000001', aksi: 'lupakan' }],
        '/akun/sesi': [{ csrf: launcher, sesi: 'lain' }],
        '/kontak/:tautan': [{ csrf: asking, jawaban: 'tolak' }],
        '/masuk/kembali': [{ state: '/' }],
        '/masuk/:uid': [{ csrf: login.csrf, nip: other.nip, sandi: 'bukan kata sandinya' }],
        '/masuk/:uid/kembali': [{ csrf: login.csrf }],
        '/masuk/:uid/ganti': [{ csrf: login.csrf }],
        '/aktivasi': [{ csrf: letter, kode: '' }],
        '/masuk/:uid/bukan-saya': [{ csrf: login.csrf }],
        '/masuk/:uid/aktivasi': [{ csrf: login.csrf }],
        '/masuk/:uid/aktivasi/nomor': [{ csrf: login.csrf, nip: other.nip, empat: '1234' }],
        '/masuk/:uid/aktivasi/surat': [{ csrf: login.csrf, nip: other.nip, kode: 'ABCD-2345-EFGH-6789-JKMN' }],
        '/masuk/:uid/aktivasi/kode': [{ csrf: login.csrf, kode: '123456' }],
        '/masuk/:uid/aktivasi/ulang': [{ csrf: login.csrf }],
        '/masuk/:uid/aktivasi/benar': [{ csrf: login.csrf }],
        '/masuk/:uid/aktivasi/salah': [{ csrf: login.csrf, bidang: 'jabatan', uraian: 'Jabatan saya sudah berganti.' }],
        '/masuk/:uid/aktivasi/pindah': [{ csrf: login.csrf }],
        '/masuk/:uid/aktivasi/pemberitahuan': [{ csrf: login.csrf }],
        '/masuk/:uid/aktivasi/sandi': [{ csrf: login.csrf, baru: 'jembatan kayu di atas kali' }],
        '/masuk/:uid/passkey': [{ csrf: login.csrf, jawaban: passkey }],
        '/masuk/:uid/passkey/opsi': [{ csrf: login.csrf }],
        '/masuk/:uid/faktor/passkey': [{ csrf: login.csrf, jawaban: passkey }],
        '/masuk/:uid/faktor/passkey/opsi': [{ csrf: login.csrf }],
        '/masuk/:uid/daftar-passkey': [{ csrf: login.csrf, jawaban: passkey, nama: 'Ponsel' }],
        '/masuk/:uid/daftar-passkey/opsi': [{ csrf: login.csrf }],
        '/masuk/:uid/daftar-passkey/tanpa': [{ csrf: login.csrf }],
        '/masuk/:uid/faktor': [{ csrf: login.csrf, kode: '123456' }],
        '/masuk/:uid/faktor/pemulihan': [{ csrf: login.csrf, kode: 'K7QD-3FMW-2XPA' }],
        '/masuk/:uid/faktor/izin': [{ csrf: login.csrf, kode: '1234 5678' }],
        '/setel-ulang/:tautan': [{ csrf: asking }],
        '/bukan-saya/:tautan': [{ csrf: asking }],
        '/masuk/:uid/ganti-sandi': [{ csrf: login.csrf, lama: 'x', baru: 'jembatan kayu di atas kali' }],
        '/lupa/:tautan': [{ csrf: asking }],
        '/masuk/:uid/reset': [{ csrf: login.csrf }],
        '/masuk/:uid/reset/nomor': [{ csrf: login.csrf, nip: other.nip, empat: '1234' }],
        '/masuk/:uid/reset/kode': [{ csrf: login.csrf, kode: '123456' }],
        '/masuk/:uid/reset/ulang': [{ csrf: login.csrf, lewat: 'sms' }],
        '/masuk/:uid/reset/sandi': [{ csrf: login.csrf, baru: 'kuda biru di laut' }],
        '/masuk/:uid/ingatkan': [{ csrf: login.csrf, pasang: 'nanti' }],
        '/masuk/:uid/faktor/kirim': [{ csrf: login.csrf }],
        '/masuk/:uid/faktor/pesan': [{ csrf: login.csrf, kode: '123456' }],
        '/masuk/:uid/daftar-faktor': [{ csrf: login.csrf, kode: '123456' }],
        '/masuk/:uid/kartu': [{ csrf: login.csrf }],
        '/masuk/:uid/kartu/selesai': [{ csrf: login.csrf }],
        '/masuk/:uid/persetujuan': [{ csrf: consent.csrf, persetujuan: 'ya' }, { csrf: consent.csrf }],
        '/oidc/auth': [asked, { ...asked, prompt: 'none' }, { ...asked, response_mode: 'form_post' }],
        '/oidc/request': [asked, { ...asked, client_id: program.clientId, redirect_uri: program.redirectUri }],
        '/oidc/token': [
          {
            grant_type: 'authorization_code', code, redirect_uri: app.redirectUri,
            code_verifier: unused.checks.pkceCodeVerifier,
          },
          { grant_type: 'refresh_token', refresh_token: refreshToken }, { grant_type: 'client_credentials' },
        ],
        '/oidc/me': [{}, { access_token: tokens.access_token }],
        '/oidc/token/revocation': held,
        '/oidc/token/introspection': held,
        '/oidc/session/end': [
          { client_id: app.clientId, post_logout_redirect_uri: GOODBYE, state: 'x' }, { id_token_hint: idToken },
        ],
        '/oidc/session/end/confirm': [farewell, { ...farewell, logout: 'yes' }],
      },
      real: [
        ...Object.values(asked), tokens.access_token, refreshToken, idToken, code, login.uid, consent.uid, login.csrf,
        launcher, app.clientId, program.clientId, outside.clientId, app.secret, app.redirectUri, OUTSIDE, GOODBYE,
        other.nip, 'portal',
        `${house.issuer}/masuk/kembali`, 'urn:bantenprov:acr:mfa', 'urn:ietf:params:oauth:request_uri:abc',
        'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', 'none', 'login', 'consent', 'form_post', 'jwt',
        'openid profile', 'text/html', 'application/json', 'multipart/form-data', 'cross-site', 'skp.bantenprov.go.id',
      ],
    }
  }

  const stage = {
    house, jar, desk, app, program, person, now: await moment(),
    origins: [house.issuer, app.redirectUri, OUTSIDE, GOODBYE].map((uri) => new URL(uri).origin),
    async renew() { stage.now = await moment() },
    jwt(name: string, { method, url }: { method: string; url: string }, change = {}, header = {}) {
      const times = { jti: newId(), iat: inSeconds(0), exp: inSeconds(60) }
      if (name === 'dpop') {
        const claims = { jti: newId(), iat: inSeconds(0), htm: method, htu: url, ...change }
        return signAnything({ alg: 'ES256', typ: 'dpop+jwt', jwk: bare, ...header }, claims, privateKey)
      }
      const own = name === 'request'
        ? { ...stage.now.fields['/oidc/auth']?.[0], iss: app.clientId, aud: house.issuer, ...times }
        : { iss: program.clientId, sub: program.clientId, aud: house.issuer, ...times }
      const typ = name === 'request' ? { typ: 'oauth-authz-req+jwt' } : {}
      return signAnything({ alg: 'ES256', kid, ...typ, ...header }, { ...own, ...change }, privateKey)
    },
  }
  return stage
}
