import { ACRS } from '../../accounts/acr.rules.ts'
import type { Stelan } from './stelan.ts'

/** A text of JSON is a text of Python too; a name of an address or scope has nothing beyond ASCII. */
const py = (value: string): string => JSON.stringify(value)

/** @returns the check of the registered minimum; nothing without one: the service holds to it as well */
function minimumLines({ acrMinimum }: Stelan): string {
  if (acrMinimum === null) return ''
  return `
    if klaim.get('acr') not in (${ACRS.slice(ACRS.indexOf(acrMinimum)).map((acr) => `${py(acr)},`).join(' ')}):
        raise ValueError('Aplikasi ini meminta bukti yang lebih kuat')`
}

/** @returns a module for Python on Authlib 1: begin, finish, leave; no secret stands in it */
export function pythonFile(stelan: Stelan): string {
  const { issuer, clientId, redirectUri, setelahKeluar, scope, caraKlien, alg } = stelan
  return `# Debian: apt install python3-authlib python3-requests (atau pip install Authlib requests)
# Rahasia klien di lingkungan: SSO_RAHASIA
import os
import time
from urllib.parse import urlencode

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.oidc.core import CodeIDToken

ISSUER = ${py(issuer)}
CLIENT_ID = ${py(clientId)}
REDIRECT_URI = ${py(redirectUri)}
_dokumen = {}


def dokumen(alamat, segar):
    """Dokumen umum layanan masuk; kunci tidak disimpan lebih dari lima menit."""
    pada, isi = _dokumen.get(alamat, (0, None))
    if isi is None or pada < time.time() - segar:
        jawab = requests.get(alamat, timeout=10, allow_redirects=False)
        jawab.raise_for_status()
        isi = jawab.json()
        _dokumen[alamat] = (time.time(), isi)
    return isi


def layanan():
    isi = dokumen(ISSUER + '/.well-known/openid-configuration', 3600)
    if isi['issuer'] != ISSUER:
        raise ValueError('dokumen layanan milik issuer lain')
    return isi


def _sesi():
    return OAuth2Session(CLIENT_ID, os.environ.get('SSO_RAHASIA'), scope=${py(scope)}, redirect_uri=REDIRECT_URI,
                         token_endpoint_auth_method=${py(caraKlien)}, code_challenge_method='S256')


def mulai():
    """Simpan "langkah" di sesi peramban itu, lalu alihkan (303) ke alamatnya."""
    langkah = {'nonce': generate_token(32), 'penguji': generate_token(64)}
    alamat, langkah['state'] = _sesi().create_authorization_url(
        layanan()['authorization_endpoint'], nonce=langkah['nonce'], code_verifier=langkah['penguji'])
    return alamat, langkah


def _klaim(token, langkah):
    wajib = {'essential': True}
    pilihan = {'iss': dict(wajib, value=ISSUER), 'aud': dict(wajib, value=CLIENT_ID), 'sub': wajib, 'exp': wajib, 'iat': wajib,
               'nonce': dict(wajib, value=langkah['nonce'])}
    for segar in (300, 10):  # kunci yang belum dikenal: ambil lagi, tetapi tidak lebih dari sekali dalam sepuluh detik
        try:
            kunci = JsonWebKey.import_key_set(dokumen(layanan()['jwks_uri'], segar))
            klaim = JsonWebToken([${py(alg)}]).decode(
                token['id_token'], kunci, claims_cls=CodeIDToken, claims_options=pilihan,
                claims_params={'nonce': langkah['nonce'], 'client_id': CLIENT_ID, 'access_token': token['access_token']})
            break
        except ValueError:
            if segar == 10:
                raise
    klaim.validate(leeway=60)
    return klaim


def selesaikan(alamat, argumen, langkah):
    """Di REDIRECT_URI: "argumen" ialah parameter alamat itu; hapus "langkah" dari sesi, lalu ganti nomor sesi."""
    if argumen.get('iss') != ISSUER or argumen.get('state') != langkah['state'] or 'error' in argumen:
        raise ValueError('jawaban bukan untuk permintaan ini: ' + argumen.get('error', ''))
    sesi = _sesi()
    token = sesi.fetch_token(layanan()['token_endpoint'], authorization_response=alamat, state=langkah['state'],
                             code_verifier=langkah['penguji'], timeout=10)
    klaim = _klaim(token, langkah)${minimumLines(stelan)}
    orang = sesi.get(layanan()['userinfo_endpoint'], timeout=10).json()
    if orang['sub'] != klaim['sub']:
        raise ValueError('userinfo milik orang lain')
    return dict(orang, acr=klaim.get('acr'), sid=klaim.get('sid')), token['id_token']


def alamat_keluar(id_token):
    """Sesudah sesi sendiri dihapus, alihkan ke sini."""
    return layanan()['end_session_endpoint'] + '?' + urlencode({
        'id_token_hint': id_token, 'client_id': CLIENT_ID,${setelahKeluar === undefined ? '' : ` 'post_logout_redirect_uri': ${py(setelahKeluar)},`}
    })
`
}
