import test from 'ava'
import { COPIED_TABLES, NOT_COPIED, selectCopy } from '../../src/domain/sessions/own/copy.queries.ts'
import { catatanId } from '../helpers/catatan.ts'
import { testDatabase } from '../helpers/database.ts'
import { demoPerson } from '../helpers/people.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { subOf } from './people.ts'

// What somebody takes with him when he asks for a copy of everything.

test('every table with people in it is in the copy, or it is said why not', async (t) => {
  const { owner } = await testDatabase(t, 'kosong')
  const rows = await owner.query<{ name: string }>({
    text: `SELECT DISTINCT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
           WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name IN ('pegawai_id', 'account_id')
             AND table_name NOT LIKE 'oidc%' AND table_name NOT LIKE 'pengiriman%' AND table_name NOT LIKE 'audit%' ORDER BY 1`,
    values: [],
  })
  t.true(rows.length > 20)
  const known = new Set([...COPIED_TABLES, ...Object.keys(NOT_COPIED)])
  t.deepEqual(rows.map(({ name }) => name).filter((name) => !known.has(name)), [])
})

test('the copy tells what was recorded about a person, and nothing that opens anything', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { nip } = await demoPerson(db.app, 'PNS di sekolah')
  const sub = await subOf(db, nip)
  await catatanId({ db, clock: systemClock() }, nip)
  await db.owner.query({
    text: `INSERT INTO faktor_totp (pegawai_id, nama, rahasia_sealed, dibuat_at, konfirmasi_at) VALUES ($1, 'Ponsel', 'v1.rahasia', now(), now())`,
    values: [sub],
  })
  const [row] = await db.app.query<{ salinan: Record<string, Record<string, unknown>[]> }>(selectCopy(sub))
  t.like(row?.salinan['kontak_dicatat']?.[0], { kolom: 'no_hp', nilai: '+6280001234567', oleh: 'bkd', putusan: null })
  t.like(row?.salinan['autentikator']?.[0], { nama: 'Ponsel', dihapus: null })
  t.like(row?.salinan['nomor']?.[0], { nomor: nip })
  t.is(row?.salinan['jabatan']?.length, 1)
  t.is(row?.salinan['akun']?.length, 1)
  t.notRegex(JSON.stringify(row), /argon2|v1\.rahasia|_hash|sealed/)
})
