import test from 'ava'
import { eventsOf } from '../accounts/support.ts'
import { signedInSomewhere } from '../sessions/people.ts'
import { openPasskeys } from './support.ts'

test('a counter that goes back stops the passkey: flagged, told, and it opens nothing any more', async (t) => {
  const { db, sub, enrol, ask, askAnybody, verify } = await openPasskeys(t)
  const { phone, id } = await enrol({ counts: true, synced: false })
  t.true((await verify(phone.get(await ask(), { counter: 7 }))).ok)
  const forged = { counter: 3, signature: Buffer.alloc(70).toString('base64url') }
  t.deepEqual(await verify(phone.get(await ask(), forged)), { ok: false, alasan: 'tidak-cocok' })
  t.like(await db.app.knex('faktor_passkey').first(), { ditandai_at: null }, 'nobody stops a passkey without a signature of it')
  t.deepEqual(await verify(phone.get(await ask(), { counter: 7 })), { ok: false, alasan: 'mundur' })
  t.truthy((await db.app.knex('faktor_passkey').first<{ ditandai_at: Date | null }>())?.ditandai_at)
  t.deepEqual(await verify(phone.get(await ask(), { counter: 100 })), { ok: false, alasan: 'mundur' })
  t.deepEqual(await verify(phone.get(await askAnybody(), { counter: 101 }), { pegawaiId: undefined }), { ok: false, alasan: 'mundur' })
  t.deepEqual((await ask()).allowCredentials, [])
  const events = (await eventsOf(db)).filter(({ kind }) => kind === 'faktor.ditandai')
  t.deepEqual(events.map(({ actor, subject, data }) => ({ actor, subject, data })),
    [{ actor: 'sistem', subject: sub, data: { jenis: 'passkey', faktor: id } }], 'once')
  t.is((await db.app.knex('surat_keluar').whereRaw(`data->>'kejadian' = 'ditandai'`)).length, 1)
})

test('what a stopped passkey opened by itself ends at once; what others opened goes on', async (t) => {
  const { db, sub, enrol, ask, verify } = await openPasskeys(t)
  const { phone, id } = await enrol({ counts: true })
  const { id: other } = await enrol()
  for (const [name, kunci, amr] of [['sendiri', id, ['swk']], ['sandi', id, ['pwd', 'swk']], ['lain', other, ['swk']]] as const) {
    await signedInSomewhere(db, sub, name)
    await db.owner.knex('oidc_session').where({ uid: name }).update({ kunci, payload: JSON.stringify({ uid: name, amr }) })
  }
  t.deepEqual(await verify(phone.get(await ask(), { counter: 1 })), { ok: false, alasan: 'mundur' })
  const rows = await db.app.knex('oidc_session').orderBy('uid')
    .select<{ uid: string; sebab_akhir: string | null; amr_dicabut: string[] }[]>('uid', 'sebab_akhir', 'amr_dicabut')
  t.deepEqual(rows, [
    { uid: 'lain', sebab_akhir: null, amr_dicabut: [] }, { uid: 'sandi', sebab_akhir: null, amr_dicabut: ['swk', 'hwk'] },
    { uid: 'sendiri', sebab_akhir: 'kunci-dicabut', amr_dicabut: [] },
  ])
})

test('an authenticator that does not count stays at nought; one that did once must count', async (t) => {
  const { enrol, ask, verify } = await openPasskeys(t)
  const { phone } = await enrol()
  for (const counter of [0, 0, 5]) t.true((await verify(phone.get(await ask(), { counter }))).ok)
  t.deepEqual(await verify(phone.get(await ask(), { counter: 0 })), { ok: false, alasan: 'mundur' })
})
