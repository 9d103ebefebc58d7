import test from 'ava'
import { isMistake, reasonOf, type Words } from '../../src/domain/clients/galat/alasan.rules.ts'
import { ALASAN, TITIK } from '../../src/domain/clients/galat/galat.ts'
import { factsInWords, KATA, TITIK_WORDS } from '../../src/domain/clients/galat/kata.ts'
import { tokenFacts } from '../../src/oidc/galat.rules.ts'

const words = (more: Partial<Words>): Words => ({ titik: 'userinfo', kode: 'invalid_token', keterangan: '', detail: '', ...more })

for (const [said, alasan] of [
  [words({ kode: 'insufficient_scope', keterangan: 'access token missing openid scope' }), 'token-tanpa-openid'],
  [words({ detail: 'token audience prevents accessing the userinfo endpoint' }), 'token-sasaran'],
  [words({ kode: 'server_error', titik: 'token' }), 'gangguan-kami'],
  [words({ kode: 'invalid_request', titik: 'token', keterangan: 'something new' }), 'lain'],
] as const) {
  test(`${said.kode} ${said.detail || said.keterangan}: ${alasan}`, (t) => t.is(reasonOf(said), alasan))
}

test('what the protocol answers where nobody did anything wrong is no mistake', (t) => {
  t.false(isMistake('login_required'))
  t.true(isMistake('invalid_grant'))
})

for (const [title, known, alasan, rincian] of [
  ['nothing is known of it', undefined, 'kode-tidak-dikenal', {}],
  ['it was used', { kind: 'AuthorizationCode', exp: 200, consumed: 90 }, 'kode-terpakai', { laluDetik: 10 }],
  ['it is over', { kind: 'AuthorizationCode', exp: 60 }, 'kode-kedaluwarsa', { lewatDetik: 40 }],
  ['its session is over', { kind: 'AuthorizationCode', exp: 200 }, 'sesi-berakhir', {}],
] as const) {
  test(`a code that is not found, and ${title}`, (t) => t.deepEqual(tokenFacts('kode-tidak-dikenal', known, 100), { alasan, rincian }))
}

test('each kind has a sentence and a remedy, each place its words', (t) => {
  for (const alasan of ALASAN) for (const text of [KATA[alasan].arti, KATA[alasan].perbaikan]) t.regex(text, /^\S.+\.$/, alasan)
  for (const titik of TITIK) t.truthy(TITIK_WORDS[titik])
  t.deepEqual(factsInWords({ lewatDetik: 7_300, keadaan: 'tangguh', kosong: '' }), [['Terlambat', '2 jam'], ['Keadaan klien', 'ditangguhkan']])
})
