import type { Page } from 'playwright-core'
import { messagePerson } from '../../src/domain/accounts/pesan/index.ts'
import { codeAt, stepAt } from '../../src/domain/mfa/totp/totp.rules.ts'
import { addClient } from '../../src/domain/clients/index.ts'
import { demoPerson } from '../helpers/people.ts'
import { bukanSayaPages, kontakPages, lupaPages, setelUlangPages } from './letter-tour.ts'
import type { Stop } from './stop.ts'
import { goToSignIn, kodeOf, signIn, type Stage } from './stage.ts'

const OUTSIDE = 'luar.test'

/** An application outside the province's hosts: the one kind that is consented to. */
export async function registerOutside({ db, clock }: Stage): Promise<void> {
  await addClient(db.app, clock, {
    client_id: OUTSIDE, client_name: 'Aplikasi mitra', opd: kodeOf('bappeda'), state: 'uji', testers: 'semua',
    redirect_uris: [`https://${OUTSIDE}/sso/callback`], scope: 'openid profile email phone pegawai opd jabatan peran',
  }, { demo: true })
}

function authorization({ issuer }: Stage, clientId: string, redirectUri: string): string {
  const url = new URL('/oidc/auth', issuer)
  url.search = new URLSearchParams({
    client_id: clientId, redirect_uri: redirectUri, response_type: 'code', state: 'x', nonce: 'x',
    scope: 'openid profile email phone pegawai opd jabatan peran',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256',
  }).toString()
  return url.href
}

/** Makes as many applications connected as are asked for: none, or every one that is open. */
async function connect({ db }: Stage, which: 'none' | 'every'): Promise<void> {
  await db.owner.query({
    text: which === 'none'
      ? 'UPDATE client SET masuk_terakhir = NULL'
      : `UPDATE client SET masuk_terakhir = current_date, diklaim_at = now(),
           metadata = metadata || '{"token_endpoint_auth_method": "private_key_jwt"}' WHERE host LIKE '%.bantenprov.go.id'`,
    values: [],
  })
}

/** As if somebody had just guessed at this person's password as often as may be. */
async function useUpTries({ db }: Stage, nip: string): Promise<void> {
  await db.owner.query({
    text: `INSERT INTO percobaan_masuk (siapa, peramban, percobaan, boleh, expires_at)
           SELECT pegawai_id, '', ARRAY(SELECT now() - n * interval '1 microsecond' FROM generate_series(10, 1, -1) AS n), true,
             now() + interval '15 minutes' FROM pegawai_nip WHERE nip = $1
           ON CONFLICT (siapa, peramban) DO UPDATE SET percobaan = excluded.percobaan`,
    values: [nip],
  })
}

async function* passwordPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const row = 'GET /masuk/:uid'
  await goToSignIn(page, stage)
  yield { row, state: 'empty' }
  await signIn(page, { nip: '19900101 201503 1 00', password: '' })
  await page.getByRole('alert').waitFor()
  yield { row, state: 'error: typing' }
  await signIn(page, { nip: '199001012015031001', password: 'salah-sekali' })
  await page.locator('#nip-galat').waitFor({ state: 'detached' })
  await page.getByRole('alert').waitFor()
  yield { row, state: 'error: wrong password' }
  const guessed = await demoPerson(stage.db.app, 'PNS di sekolah')
  await useUpTries(stage, guessed.nip)
  await signIn(page, guessed)
  await page.getByText(/Tunggu 15 menit|Wait 15 min/).waitFor()
  yield { row, state: 'error: too many tries' }
  await page.locator('#sandi').fill('kuda biru laut')
  await page.locator('button[name="tampilkan"]').click()
  await page.locator('#sandi[type="text"]').waitFor()
  yield { row, state: 'password shown' }
  await signIn(page, await demoPerson(stage.db.app, 'Tugas belajar'))
  await page.locator('.who').waitFor()
  yield { row, state: 'refused' }
  await page.locator('form[action$="/ganti"] button').click()
  await page.waitForURL('**/masuk/*ganti=1')
  yield { row, state: 'somebody else' }
  await signIn(page, await demoPerson(stage.db.app, 'Plt'))
  await page.waitForURL(`${stage.demo}/`)
}

async function* launcherPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const row = 'GET /'
  await connect(stage, 'none')
  await page.goto(`${stage.issuer}/`)
  yield { row, state: 'empty' }
  await page.locator('summary').click()
  yield { row, state: 'the others open' }
  for (const [state, cari] of [['found', 'skp'], ['nothing found', 'tidak-ada-yang-begini']] as const) {
    await page.goto(`${stage.issuer}/?cari=${cari}`)
    yield { row, state }
  }
  await connect(stage, 'every')
  await page.goto(`${stage.issuer}/`)
  yield { row, state: 'full' }
  for (const path of ['/bantuan', '/bantuan/pembantu', '/privasi', '/aktivasi', '/panduan/pengembang', '/panduan/klaim']) {
    await page.goto(`${stage.issuer}${path}`)
    yield { row: `GET ${path}`, state: 'full' }
  }
}

/** A second factor under /akun, from none to one and its removal being asked for. */
async function* faktorPages(page: Page, issuer: string): AsyncGenerator<Stop> {
  await page.goto(`${issuer}/akun/faktor`)
  yield { row: 'GET /akun/faktor', state: 'empty' }
  await page.locator('form[action="/akun/faktor/totp"] button').click()
  await page.locator('#kode').waitFor()
  yield { row: 'GET /akun/faktor/totp/:id', state: 'new' }
  await page.locator('.steps form button').click()
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /akun/faktor/totp/:id', state: 'error' }
  const link = await page.locator('a[href^="otpauth:"]').getAttribute('href')
  const seed = /secret=([A-Z2-7]+)/.exec(link ?? '')?.[1] ?? ''
  await page.locator('#kode').fill(codeAt(seed, stepAt(new Date())))
  await page.locator('.steps form button').click()
  await page.waitForURL(`${issuer}/akun/faktor?pesan=*`)
  yield { row: 'GET /akun/faktor', state: 'full' }
  await page.locator('a[href$="/nama"]').click()
  await page.waitForURL('**/nama')
  yield { row: 'GET /akun/faktor/:id/nama', state: 'asked' }
  await page.goto(`${issuer}/akun/faktor/passkey`)
  await page.locator('form[data-passkey]:not([hidden])').waitFor()
  yield { row: 'GET /akun/faktor/passkey', state: 'new' }
  await page.goto(`${issuer}/akun/faktor`)
  await page.locator('a[href$="/hapus"]').click()
  await page.waitForURL('**/hapus')
  yield { row: 'GET /akun/faktor/:id/hapus', state: 'asked' }
  await page.goto(`${issuer}/akun/faktor`)
  await page.locator('form[action="/akun/faktor/kode"] button').click()
  await page.locator('.slip').waitFor()
  yield { state: 'recovery card' }
  await page.goto(`${issuer}/akun/faktor`)
  await page.locator('a[href$="/hapus"]').click()
  await page.locator('form[action$="/hapus"] button').click()
  await page.waitForURL(`${issuer}/akun/faktor?pesan=faktor-dihapus`)
}

/** One's own account: seen by whoever is signed in, with something in each list and without. */
async function* akunPages(page: Page, { issuer }: Stage): AsyncGenerator<Stop> {
  for (const path of ['/akun', '/akun/perangkat', '/akun/sesi', '/akun/riwayat', '/akun/pilihan', '/akun/data', '/akun/koreksi']) {
    await page.goto(`${issuer}${path}`)
    yield { row: `GET ${path}`, state: 'full' }
  }
  await page.goto(`${issuer}/akun/sandi`)
  yield { row: 'GET /akun/sandi', state: 'full' }
  await page.locator('#lama').fill('bukan kata sandinya')
  await page.locator('#baru').fill('katasandi')
  await page.locator('.actions button').first().click()
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /akun/sandi', state: 'error' }
  await page.locator('button[value="ya"]').click()
  await page.locator('#lama[type="text"]').waitFor()
  yield { row: 'GET /akun/sandi', state: 'shown' }
  yield* faktorPages(page, issuer)
  await page.goto(`${issuer}/akun/koreksi`)
  await page.locator('.form button').click()
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /akun/koreksi', state: 'error' }
  await page.locator('#bidang-jabatan').check()
  await page.locator('#uraian').fill('Jabatan saya sudah berganti, SK nomor 123/contoh.')
  await page.locator('.form button').click()
  await page.getByRole('status').waitFor()
  yield { row: 'GET /akun/koreksi', state: 'sent' }
}

async function* logoutPages(page: Page, { issuer }: Stage): AsyncGenerator<Stop> {
  await page.goto(`${issuer}/oidc/session/end?id_token_hint=x`)
  yield { row: 'GET /oidc/session/end', state: 'error' }
  await page.goto(`${issuer}/oidc/session/end`)
  yield { row: 'GET /oidc/session/end', state: 'full' }
  await page.locator('button[value="yes"]').click()
  await page.waitForURL(`${issuer}/oidc/session/end/success`)
  yield { row: 'GET /oidc/session/end/success', state: 'full' }
}

async function* protocolPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { issuer } = stage
  for (const [state, url] of [
    ['error: unknown application', authorization(stage, 'tidak-ada.example', 'https://tidak-ada.example/')],
    ['error: another address', authorization(stage, 'demo', 'https://tidak-ada.example/')],
    ['error: not open yet', authorization(stage, 'simral.bppt.go.id', 'https://simral.bppt.go.id/sso/callback')],
  ] as const) {
    await page.goto(url)
    yield { row: 'GET /oidc/auth', state }
  }
  await page.goto(`${issuer}/oidc/me`)
  yield { row: 'GET /oidc/me', state: 'error: no token' }
  await page.goto(`${issuer}/oidc/auth/sudah-lama`)
  yield { row: 'GET /oidc/auth/:uid', state: 'error: over' }
  await page.goto(`${issuer}/masuk/sudah-lama`)
  yield { row: 'GET /masuk/:uid', state: 'error: over' }
  await page.goto(authorization(stage, OUTSIDE, `https://${OUTSIDE}/sso/callback`))
  await signIn(page, await demoPerson(stage.db.app, 'PPPK di Dinas Kesehatan'))
  await page.locator('.claims').waitFor()
  yield { row: 'GET /masuk/:uid', state: 'consent' }
  await page.goto(`${issuer}/masuk/../tidak/ada`)
  yield { state: 'error: no such page' }
}

async function* pesanPages(page: Page, { db, clock, issuer }: Stage): AsyncGenerator<Stop> {
  const row = 'GET /pesan'
  await db.owner.query({ text: 'TRUNCATE surat_keluar, pesan_per_orang', values: [] })
  await page.goto(`${issuer}/pesan`)
  yield { row, state: 'empty' }
  const [who] = await db.owner.knex('pegawai').whereNotNull('email').whereNotNull('no_hp').limit(1).select<{ id: string }[]>('id')
  for (const sebagai of ['surat', 'kode'] as const) {
    await db.app.knex.transaction((trx) => messagePerson(trx, {
      pegawaiId: who?.id ?? '', template: 'kode', data: { kode: '483920', menit: 10, untuk: 'aktivasi' }, sebagai, at: clock.now(),
    }))
  }
  await page.goto(`${issuer}/pesan`)
  await page.getByText('483920').first().waitFor()
  yield { row, state: 'full' }
}

/** Leads one browser past every page of ours in every state it can come to; the caller looks at each. */
export async function* tour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  yield* passwordPages(page, stage)
  yield* launcherPages(page, stage)
  yield* akunPages(page, stage)
  yield* logoutPages(page, stage)
  yield* protocolPages(page, stage)
  yield* kontakPages(page, stage)
  yield* setelUlangPages(page, stage)
  yield* bukanSayaPages(page, stage)
  yield* lupaPages(page, stage)
  yield* pesanPages(page, stage)
}
