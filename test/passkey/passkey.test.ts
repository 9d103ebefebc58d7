import test from 'ava'
import { addPerson, eventsOf } from '../accounts/support.ts'
import { type Cbor, type Change, softAuthenticator } from '../helpers/authenticator.ts'
import { ISSUER, openPasskeys, SITE } from './support.ts'

for (const algorithm of ['ES256', 'RS256'] as const) {
  test(`a passkey that signs with ${algorithm} is kept, told of, and proves its person`, async (t) => {
    const { db, sub, ask, askNew, register, verify } = await openPasskeys(t)
    const phone = softAuthenticator({ ...SITE, algorithm })
    const outcome = await register(JSON.stringify(phone.create(await askNew())))
    t.true(outcome.ok)
    const id = outcome.ok ? outcome.id : ''
    t.like(await db.app.knex('faktor_passkey').first(), {
      id, pegawai_id: sub, nama: 'Ponsel', kredensial: phone.id, tersinkron: true, transports: ['hybrid', 'internal'],
    })
    t.like(await db.app.knex('surat_keluar').first(), { data: { kejadian: 'ditambahkan', faktor: 'Ponsel' } })
    const asked = await ask()
    t.deepEqual(asked.allowCredentials?.map(({ id: allowed }) => allowed), [phone.id])
    t.is(asked.userVerification, 'required')
    t.deepEqual(await verify(phone.get(asked)), { ok: true, pegawaiId: sub, bukti: 'passkey', kunci: id })
    const events = await eventsOf(db)
    t.deepEqual(events.map(({ kind, data }) => ({ kind, data })).toSorted((one, two) => one.kind.localeCompare(two.kind)), [
      { kind: 'faktor.ditambahkan', data: { jenis: 'passkey', faktor: id } },
      { kind: 'faktor.terbukti', data: { jenis: 'passkey', faktor: id } },
    ])
    t.deepEqual((await db.app.knex('percobaan_masuk')).flatMap(({ percobaan }: { percobaan: Date[] }) => percobaan), [],
      'the try was given back')
  })
}

test('without a password, a passkey says who is here; one that stays in its device is worth a word of its own', async (t) => {
  const { sub, askAnybody, enrol, verify } = await openPasskeys(t)
  const { phone, id } = await enrol({ synced: false, counts: true })
  const asked = await askAnybody()
  t.deepEqual(asked.allowCredentials, [])
  t.deepEqual(await verify(phone.get(asked), { pegawaiId: undefined }),
    { ok: true, pegawaiId: sub, bukti: 'passkey-perangkat', kunci: id })
})

test('who we are to a browser is what the issuer says, and the account is named without a NIP', async (t) => {
  const { sub, askNew } = await openPasskeys(t)
  const asked = await askNew()
  t.deepEqual(asked.rp, { id: 'masuk.contoh.test', name: 'Banten Satu Login' })
  t.is(Buffer.from(asked.user.id, 'base64url').toString(), sub)
  t.notRegex(JSON.stringify(asked), /199001/)
  t.is(asked.attestation, 'none')
})

const garbage = Buffer.from('c0ffee'.repeat(20), 'hex').toString('base64url')

/** Answers to a question about a known person that prove nothing, and what they are told. */
const WRONG: readonly (readonly [title: string, change: Change, alasan: string])[] = [
  ['from another origin', { origin: 'https://masuk.contoh.test.jahat.test' }, 'tidak-cocok'],
  ['from another port of our host', { origin: `${ISSUER}:8443` }, 'tidak-cocok'],
  ['for another relying party', { rpID: 'jahat.test' }, 'tidak-cocok'],
  ['for another challenge', { challenge: 'YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY' }, 'tantangan'],
  ['in a frame of somebody else', { crossOrigin: true }, 'tidak-cocok'],
  ['of another kind', { type: 'webauthn.create' }, 'tidak-cocok'],
  ['without user verification', { verified: false }, 'verifikasi'],
  ['with a signature of zeros', { signature: Buffer.alloc(70).toString('base64url') }, 'tidak-cocok'],
  ['with a signature of one byte', { signature: 'AA' }, 'tidak-cocok'],
  ['in the name of somebody else', { userHandle: Buffer.from('00000000-0000-4000-8000-000000000000').toString('base64url') }, 'tidak-cocok'],
]
for (const [title, change, alasan] of WRONG) {
  test(`a signature ${title} proves nothing: ${alasan}`, async (t) => {
    const { db, enrol, ask, verify } = await openPasskeys(t)
    const { phone } = await enrol()
    const asked = await ask()
    t.deepEqual(await verify(phone.get(asked, change)), { ok: false, alasan })
    if (change.challenge !== undefined || change.crossOrigin) return
    t.deepEqual(await verify(phone.get(asked)), { ok: false, alasan: 'tantangan' }, 'whatever was wrong, its challenge is used up')
    const failed = (await eventsOf(db)).filter(({ kind }) => kind === 'faktor.gagal')
    t.deepEqual(failed.map(({ data }) => data), [{ jenis: 'passkey', alasan: alasan === 'verifikasi' ? alasan : 'salah' }])
  })
}

for (const [title, response] of [
  ['nothing', undefined], ['no JSON', '{'], ['a list', []], ['an empty object', {}], ['a number', 7],
] as const) {
  test(`an answer that is ${title} is refused, wherever it comes`, async (t) => {
    const { verify, register } = await openPasskeys(t)
    t.deepEqual(await verify(response), { ok: false, alasan: 'tidak-cocok' })
    t.deepEqual(await verify(response, { pegawaiId: undefined }), { ok: false, alasan: 'tidak-cocok' })
    t.deepEqual(await register(response), { ok: false, alasan: 'tidak-cocok' })
  })
}

for (const field of ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'] as const) {
  for (const [title, value] of [['garbage', garbage], ['far too long', 'A'.repeat(5000)], ['a number', 5], ['no base64url', 'ä=='], ['one letter', 'A']] as const) {
    test(`${field} that is ${title}: a refusal, and no error`, async (t) => {
      const { enrol, ask, verify } = await openPasskeys(t)
      const { phone } = await enrol()
      const answer = phone.get(await ask())
      t.deepEqual(await verify({ ...answer, response: { ...answer.response, [field]: value } }), { ok: false, alasan: 'tidak-cocok' })
    })
  }
}

for (const [title, change, alasan] of [
  ...WRONG.filter(([, { signature, userHandle, type }]) => !signature && !userHandle && !type),
  ['of another kind', { type: 'webauthn.get' }, 'tidak-cocok'],
] as const) {
  test(`a new passkey ${title} is not kept: ${alasan}`, async (t) => {
    const { db, askNew, register } = await openPasskeys(t)
    const phone = softAuthenticator(SITE)
    t.deepEqual(await register(phone.create(await askNew(), change)), { ok: false, alasan })
    t.deepEqual(await db.app.knex('faktor_passkey'), [])
  })
}

for (const [title, attestationObject] of [
  ['garbage', garbage], ['far too long', 'A'.repeat(9000)], ['lists in lists', Buffer.alloc(6000, 0x81).toString('base64url')],
  ['an endless list', Buffer.alloc(6000, 0x9f).toString('base64url')], ['nothing', ''],
] as const) {
  test(`an attestation that is ${title} keeps nothing, and is no error`, async (t) => {
    const { db, askNew, register } = await openPasskeys(t)
    const answer = softAuthenticator(SITE).create(await askNew())
    t.deepEqual(await register({ ...answer, response: { ...answer.response, attestationObject } }), { ok: false, alasan: 'tidak-cocok' })
    t.deepEqual(await db.app.knex('faktor_passkey'), [])
  })
}

test('a certificate in an attestation is not looked at: what it names would be fetched', async (t) => {
  const { askNew, register } = await openPasskeys(t)
  for (const fmt of ['packed', 'tpm', 'android-key', 'android-safetynet', 'apple', 'fido-u2f', 'lain']) {
    const attestation = { fmt, attStmt: new Map<string, Cbor>([['alg', -7], ['sig', Buffer.alloc(70)], ['x5c', [Buffer.alloc(300)]]]) }
    t.deepEqual(await register(softAuthenticator(SITE).create(await askNew(), { attestation })), { ok: false, alasan: 'tidak-cocok' }, fmt)
  }
})

test('a challenge is good where it was asked for, for whom, for what, once, and for five minutes', async (t) => {
  const { db, passkeys, sub, enrol, ask, askAnybody, askNew, register, verify, later } = await openPasskeys(t)
  const { phone } = await enrol()
  const other = await addPerson(db, { nip: '199001012015031002', passwordHash: 'x' })
  const refused = { ok: false, alasan: 'tantangan' }
  t.deepEqual(await verify(phone.get(await ask(sub, 'langkah-2'))), refused, 'another interaction')
  t.deepEqual(await verify(phone.get(await askAnybody())), refused, 'asked of anybody')
  t.deepEqual(await verify(phone.get(await ask()), { pegawaiId: undefined }), refused, 'asked of one person')
  t.deepEqual(await verify(phone.get(await ask(other))), refused, 'asked of another person')
  t.deepEqual(await verify(phone.get(await askNew(sub, 'langkah-1'))), refused, 'drawn for a new passkey')
  t.deepEqual(await register(softAuthenticator(SITE).create(await askNew(other))), refused, 'of another person')
  const asked = await ask()
  later(301)
  t.deepEqual(await verify(phone.get(asked)), refused, 'too late')
  const fresh = await ask()
  later(299)
  t.true((await verify(phone.get(fresh))).ok)
  t.deepEqual(await verify(phone.get(fresh)), refused, 'used')
  t.is(passkeys.relyingParty.origin, ISSUER)
})

test("somebody else's passkey proves nobody, and an unknown one counts for nobody", async (t) => {
  const { db, enrol, ask, askAnybody, verify } = await openPasskeys(t)
  const other = await addPerson(db, { nip: '199001012015031002', passwordHash: 'x' })
  const { phone: theirs } = await enrol({}, other)
  t.deepEqual(await verify(theirs.get(await ask())), { ok: false, alasan: 'tidak-cocok' })
  t.is((await db.app.knex('percobaan_masuk')).length, 1, 'it was a try at the person who was asked')
  await db.owner.knex('percobaan_masuk').delete()
  const stranger = softAuthenticator(SITE)
  const userHandle = Buffer.from(other).toString('base64url')
  t.deepEqual(await verify(stranger.get(await askAnybody(), { userHandle }), { pegawaiId: undefined }), { ok: false, alasan: 'tidak-cocok' })
  t.deepEqual(await db.app.knex('percobaan_masuk'), [], 'nobody can be locked out with it')
  t.true((await eventsOf(db)).some(({ kind, subject }) => kind === 'faktor.gagal' && subject === null), 'the trail has it')
  t.deepEqual(await verify(theirs.get(await askAnybody(), { userHandle: undefined }), { pegawaiId: undefined }),
    { ok: false, alasan: 'tidak-cocok' }, 'a key that names nobody opens nothing without a password')
})

test('failed tries count with all others of the person, and who is held back hears so only where he is known', async (t) => {
  const { enrol, ask, askAnybody, verify } = await openPasskeys(t)
  const { phone } = await enrol()
  const wrong = { verified: false }
  for (let index = 0; index < 10; index += 1) {
    t.deepEqual(await verify(phone.get(await ask(), wrong)), { ok: false, alasan: 'verifikasi' })
  }
  t.like(await verify(phone.get(await ask())), { ok: false, alasan: 'tunggu' })
  const anybody = { pegawaiId: undefined }
  const forged = { signature: Buffer.alloc(70).toString('base64url') }
  t.like(await verify(phone.get(await askAnybody()), anybody), { ok: false, alasan: 'tunggu' }, 'with a right signature')
  t.deepEqual(await verify(phone.get(await askAnybody(), forged), anybody), { ok: false, alasan: 'tidak-cocok' },
    'as for a passkey that nobody knows')
})

test('an answer costs four statements, whatever else the person has, and one more for what the trail is told', async (t) => {
  const { db, enrol, ask, verify } = await openPasskeys(t)
  for (let index = 0; index < 3; index += 1) await enrol()
  const { phone } = await enrol()
  const asked = await ask()
  const before = db.app.statements
  t.true((await verify(phone.get(asked))).ok)
  t.is(db.app.statements - before, 5)
})

test('a passkey that was taken away opens nothing, and comes not back', async (t) => {
  const { db, enrol, ask, askNew, register, verify } = await openPasskeys(t)
  const { phone } = await enrol()
  const asked = await ask()
  await db.owner.knex('faktor_passkey').update({ revoked_at: new Date() })
  t.deepEqual(await verify(phone.get(asked)), { ok: false, alasan: 'tidak-cocok' })
  t.deepEqual(await register(phone.create(await askNew())), { ok: false, alasan: 'dikenal' })
})

test('a person has ten passkeys at most, each of which the browser is told of', async (t) => {
  const { askNew, enrol, register } = await openPasskeys(t)
  for (let index = 0; index < 10; index += 1) await enrol()
  const asked = await askNew()
  t.is(asked.excludeCredentials?.length, 10)
  t.deepEqual(await register(softAuthenticator(SITE).create(asked)), { ok: false, alasan: 'penuh' })
})
