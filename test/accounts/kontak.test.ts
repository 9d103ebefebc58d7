import test from 'ava'
import { answerKontak, answerKontakForBkd } from '../../src/domain/accounts/kontak/kontak.service.ts'
import { maskKontak } from '../../src/domain/accounts/kontak/kontak.rules.ts'
import { type Directory, openDirectory } from '../kepegawaian/directory.ts'
import { clockAt, pegawai, TODAY } from '../kepegawaian/feeds.ts'
import type { Scope } from '../helpers/scope.ts'

// A feed gives no power: whoever holds a product role keeps his addresses until he, or two people of BKD, agreed.

const MASKS: [value: string | null, masked: string][] = [
  ['siti@bkd.test', 's***@bkd.test'], ['a@b@c.test', 'a***@c.test'], ['081234567890', '***890'], [null, '(dihapus)'],
]
for (const [value, masked] of MASKS) test(`${value} is shown as ${masked}`, (t) => t.is(maskKontak(value), masked))

const OLD = { email: 'lama@contoh.test', nomor_hp: '+62811111111' }
const NEW = { email: 'baru@contoh.test', nomor_hp: '+62822222222' }

interface Question { id: string; kolom: string; putusan: string | null }

interface Room extends Directory {
  readonly ids: readonly string[]
  contact(): Promise<{ email: string | null; no_hp: string | null } | undefined>
  questions(): Promise<Question[]>
  letters(): Promise<{ kepada: string; data: { id: string } }[]>
}

/** P1 holds a role, P2 to P4 are of BKD; then the feed names other addresses for P1. */
async function changed(scope: Scope, { role = true, first = OLD, then = NEW } = {}): Promise<Room> {
  const directory = await openDirectory(scope)
  const others = [2, 3, 4].map((serial) => pegawai(serial))
  await directory.import({ pegawai: [pegawai(1, first), ...others] })
  const ids = (await directory.rows<{ pegawai_id: string }>(
    'SELECT pegawai_id FROM pegawai_sumber ORDER BY external_id')).map(({ pegawai_id }) => pegawai_id)
  await directory.owner.query({
    text: `INSERT INTO product_role (pegawai_id, role, valid_from, given_by)
      SELECT who, 'bkd', '2026-01-01', 'operator' FROM unnest($1::uuid[]) AS who`,
    values: [role ? ids : ids.slice(1)],
  })
  await directory.import({ pegawai: [pegawai(1, { ...then, nama: 'Nama Baru' }), ...others] })
  return {
    ...directory, ids,
    contact: async () => (await directory.rows<{ email: string; no_hp: string }>(
      'SELECT email, no_hp FROM pegawai WHERE id = $1', [ids[0] ?? '']))[0],
    questions: () => directory.rows<Question>('SELECT id, kolom, putusan FROM kontak_menunggu ORDER BY sejak, kolom'),
    letters: () => directory.rows('SELECT kepada, data FROM surat_keluar ORDER BY created_at'),
  }
}

test('who holds no role is written as the feed says, and nobody is asked', async (t) => {
  const room = await changed(t, { role: false })
  t.deepEqual(await room.contact(), { email: NEW.email, no_hp: NEW.nomor_hp })
  t.deepEqual(await room.questions(), [])
})

test('who holds one keeps his addresses while the rest changes, and the old address is asked', async (t) => {
  const room = await changed(t)
  t.deepEqual(await room.contact(), { email: OLD.email, no_hp: OLD.nomor_hp })
  t.is((await room.rows<{ nama: string }>('SELECT nama FROM pegawai WHERE id = $1', [room.ids[0] ?? '']))[0]?.nama, 'Nama Baru')
  t.deepEqual((await room.questions()).map(({ kolom, putusan }) => [kolom, putusan]), [['email', null], ['no_hp', null]])
  const letters = await room.letters()
  t.deepEqual(letters.map(({ kepada }) => kepada), [OLD.email, OLD.email])
  t.false(JSON.stringify(letters).includes(NEW.email), 'the letter holds no address in full')
  t.is((await room.events('kontak.menunggu')).length, 2)
})

test('the same feed again asks nothing anew', async (t) => {
  const room = await changed(t)
  await room.import({ pegawai: [pegawai(1, { ...NEW, nama: 'Lain Lagi' })], day: '2026-11-23' })
  t.is((await room.questions()).length, 2)
  t.is((await room.letters()).length, 2)
})

test('a feed that takes it back ends the question', async (t) => {
  const room = await changed(t)
  await room.import({ pegawai: [pegawai(1, OLD)], day: '2026-11-23' })
  t.deepEqual((await room.questions()).map(({ putusan }) => putusan), ['diganti', 'diganti'])
  const [question] = await room.questions()
  t.false(await answerKontak(room.database, clockAt(TODAY), question?.id ?? '', 'setuju'))
  t.deepEqual(await room.contact(), { email: OLD.email, no_hp: OLD.nomor_hp })
})

test('the owner agrees, once, and it counts', async (t) => {
  const room = await changed(t)
  const [question] = await room.questions()
  const answers = await Promise.all(Array.from({ length: 10 }, () =>
    answerKontak(room.database, clockAt(TODAY), question?.id ?? '', 'setuju')))
  t.is(answers.filter(Boolean).length, 1)
  t.deepEqual(await room.contact(), { email: NEW.email, no_hp: OLD.nomor_hp })
  t.is((await room.events('kontak.disetujui')).length, 1)
})

test('what was refused is not asked again', async (t) => {
  const room = await changed(t)
  for (const { id } of await room.questions()) t.true(await answerKontak(room.database, clockAt(TODAY), id, 'tolak'))
  await room.import({ pegawai: [pegawai(1, { ...NEW, nama: 'Lain Lagi' })], day: '2026-11-23' })
  t.deepEqual((await room.questions()).map(({ putusan }) => putusan), ['ditolak', 'ditolak'])
  t.deepEqual(await room.contact(), { email: OLD.email, no_hp: OLD.nomor_hp })
})

test('a link that is seven days old answers nothing, BKD still may', async (t) => {
  const room = await changed(t)
  const [{ id = '' } = {}] = await room.questions()
  const late = clockAt('2026-11-30')
  t.false(await answerKontak(room.database, late, id, 'setuju'))
  const [self = '', second = '', third = ''] = room.ids
  const answer = (by: string) => answerKontakForBkd(room.database, late, { id, answer: 'setuju', by })
  t.is(await answer(self), 'sendiri')
  t.is(await answer(second), 'pertama')
  t.is(await answer(second), 'orang-yang-sama')
  t.deepEqual(await room.contact(), { email: OLD.email, no_hp: OLD.nomor_hp })
  t.is(await answer(third), 'selesai')
  t.is(await answer(third), 'sudah-diputus')
  t.is((await room.contact())?.email, NEW.email)
})

test('of two people of BKD at the same time one is the first and one the second', async (t) => {
  const room = await changed(t)
  const [{ id = '' } = {}] = await room.questions()
  const [, second = '', third = ''] = room.ids
  const outcomes = await Promise.all([second, third].map((by) =>
    answerKontakForBkd(room.database, clockAt(TODAY), { id, answer: 'setuju', by })))
  t.deepEqual(outcomes.toSorted(), ['pertama', 'selesai'])
})

test('the word of a first one who is not of BKD any more counts no more: the next is the first', async (t) => {
  const room = await changed(t)
  const [{ id = '' } = {}] = await room.questions()
  const [, second = '', third = '', fourth = ''] = room.ids
  const answer = (by: string) => answerKontakForBkd(room.database, clockAt(TODAY), { id, answer: 'setuju', by })
  t.is(await answer(second), 'pertama')
  await room.owner.query({ text: 'UPDATE product_role SET revoked_at = now() WHERE pegawai_id = $1', values: [second] })
  t.is(await answer(third), 'pertama')
  t.is(await answer(third), 'orang-yang-sama')
  t.deepEqual(await room.contact(), { email: OLD.email, no_hp: OLD.nomor_hp })
  t.is(await answer(fourth), 'selesai')
})

test('without an old address nobody is written to, and one of BKD may refuse', async (t) => {
  const room = await changed(t, { first: { email: '', nomor_hp: '' } })
  t.deepEqual(await room.letters(), [])
  const [{ id = '' } = {}] = await room.questions()
  t.is(await answerKontakForBkd(room.database, clockAt(TODAY), { id, answer: 'tolak', by: room.ids[1] ?? '' }), 'selesai')
  t.is((await room.contact())?.email, null)
})
