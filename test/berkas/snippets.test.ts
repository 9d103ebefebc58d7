import { execFile, spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import { nodeFile } from '../../src/domain/clients/berkas/node.rules.ts'
import { pythonFile } from '../../src/domain/clients/berkas/python.rules.ts'
import type { Stelan } from '../../src/domain/clients/berkas/stelan.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { leaveFrom, signIn } from '../helpers/journey.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { openLiar } from './liar.ts'
import { CLIENT } from './application.ts'
import { register } from './parties.ts'
import { openFolder, put } from './tools.ts'

// The snippets as they are given out, against the service itself, and against one that lies.

const file = fileScope(test)
const run = promisify(execFile)
// Debian's own: its packages are not those of another one beside it.
const python = '/usr/bin/python3'
const hasAuthlib = spawnSync(python, ['-c', 'import authlib, requests']).status === 0
const withAuthlib = hasAuthlib ? test.serial : test.serial.skip

let house: House
let person: Credentials
test.before(async () => {
  house = await openHouse(file, { template: 'penuh', overrides: { demo: true } })
  person = await demoPerson(house.db.app, 'Plt')
})

interface Step { readonly state: string; readonly nonce: string; readonly penguji: string }
interface Finished { readonly orang: Record<string, unknown>; readonly idToken: string }
interface Snippet {
  readonly mulai: () => Promise<{ alamat: string; langkah: Step }>
  readonly selesaikan: (alamat: string, langkah: Step) => Promise<Finished>
  readonly alamatKeluar: (idToken: string) => Promise<string>
}

/** A module of Node in a folder of its own, with the packages of this one. */
async function onNode(stelan: Stelan, secret: string): Promise<Snippet> {
  const folder = openFolder(file, 'node')
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'))
  put(folder, { 'sso.mjs': nodeFile(stelan) })
  process.env['SSO_RAHASIA'] = secret
  return await import(join(folder, 'sso.mjs')) as Snippet
}

/** A module of Python, one process a call. */
function onPython(stelan: Stelan, secret: string): Snippet {
  const folder = openFolder(file, 'python')
  put(folder, { 'sso.py': pythonFile(stelan) })
  const call = async <Answer>(code: string, ...argv: string[]): Promise<Answer> => {
    const { stdout } = await run(python, ['-B', '-W', 'error::DeprecationWarning:sso', '-c', `import sso, json, sys\n${code}`, ...argv], {
      cwd: folder, env: { SSO_RAHASIA: secret, AUTHLIB_INSECURE_TRANSPORT: '1', PATH: process.env['PATH'] },
    })
    return JSON.parse(stdout) as Answer
  }
  return {
    mulai: () => call('a, l = sso.mulai()\nprint(json.dumps({"alamat": a, "langkah": l}))'),
    selesaikan: (alamat, langkah) => call(
      'from urllib.parse import urlsplit, parse_qsl\no, t = sso.selesaikan(sys.argv[1], dict(parse_qsl(urlsplit(sys.argv[1]).query)), '
      + 'json.loads(sys.argv[2]))\nprint(json.dumps({"orang": o, "idToken": t}))', alamat, JSON.stringify(langkah)),
    alamatKeluar: (idToken) => call('print(json.dumps(sso.alamat_keluar(sys.argv[1])))', idToken),
  }
}

for (const [name, start, when] of [['openid-client', onNode, test.serial], ['Authlib', onPython, withAuthlib]] as const) {
  when(`${name}: a person signs in, is known by name and OPD, and is led out`, async (t) => {
    const { stelan, secret } = await register(house, 'http://localhost:4711', {
      id: `uji-${name.toLowerCase()}`, uri: '/sso/callback', backchannel: '/sso/keluar',
    })
    const { mulai, selesaikan, alamatKeluar } = await start(stelan, secret)
    const jar = cookieJar()
    const { alamat, langkah } = await mulai()
    const { orang, idToken } = await selesaikan((await signIn(jar, new URL(alamat), person)).href, langkah)
    t.like(orang, { nip: person.nip, acr: 'urn:bantenprov:acr:sandi' })
    t.regex(String((orang['opd'] as { nama: string }).nama), /\S/)
    const answer = await jar.fetch(await alamatKeluar(idToken))
    t.is(answer.status, 200)
    t.regex(await answer.text(), /Keluar dari Banten Satu Login\?/)

    const again = await mulai()
    const back = await leaveFrom(jar, new URL(again.alamat))
    await t.throwsAsync(selesaikan(back.href, { ...again.langkah, state: 'lain' }), undefined, 'another state')
    await t.throwsAsync(selesaikan(back.href, { ...again.langkah, penguji: langkah.penguji }), undefined, 'another verifier')
  })

  when(`${name}: what a provider that lies says is not believed`, async (t) => {
    const liar = await openLiar(t, CLIENT)
    const { mulai, selesaikan } = await start({
      issuer: liar.issuer, clientId: CLIENT, nama: 'Uji', redirectUri: 'http://localhost:4711/sso/callback', setelahKeluar: undefined,
      backchannelUri: undefined, scope: 'openid', caraKlien: 'client_secret_basic', alg: 'RS256', acrMinimum: 'urn:bantenprov:acr:mfa',
    }, 'rahasia')
    const enter = async (lie: object): Promise<Finished> => {
      Object.assign(liar, { idToken: {}, bend: (jwt: string) => jwt, userinfo: {}, ...lie })
      const { alamat, langkah } = await mulai()
      liar.nonce = langkah.nonce
      const state = new URL(alamat).searchParams.get('state') ?? ''
      return selesaikan(`http://localhost:4711/sso/callback?${new URLSearchParams({ code: 'x', state, iss: liar.issuer }).toString()}`, langkah)
    }
    t.is((await enter({})).orang['sub'], 'orang-1')
    for (const [title, lie] of Object.entries({
      audience: { idToken: { aud: 'lain' } }, issuer: { idToken: { iss: 'https://jahat.example' } }, nonce: { idToken: { nonce: 'lain' } },
      over: { idToken: { exp: 1 } }, assurance: { idToken: { acr: 'urn:bantenprov:acr:sandi' } }, userinfo: { userinfo: { sub: 'orang-2' } },
      signature: { bend: (jwt: string) => `${jwt.slice(0, -10)}AAAAAAAAAA` },
    })) await t.throwsAsync(enter(lie), undefined, title)
  })
}
