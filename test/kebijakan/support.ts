import type { Aturan, Orang } from '../../src/domain/mfa/kebijakan/aturan.ts'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import type { TestDatabase } from '../helpers/database.ts'

/** A rule about everybody, a second factor at once, except for what the test says. */
export function ruleOf(given: Partial<Aturan> = {}): Aturan {
  return {
    id: 'aturan-uji', nama: 'Aturan uji', siapa: {}, ke: {}, dari: {}, tuntutan: 'faktor-kedua',
    perangkat_tepercaya: true, kode_pesan: [], sejak: '2026-01-01', pendaftaran_sampai: null, ...given,
  }
}

/** Somebody without anything, except for what the test says. */
export function personOf(given: Partial<Orang> = {}): Orang {
  return {
    id: '00000000-0000-4000-8000-000000000001', golongan: null, jabatan: null, email: null, no_hp: null, unitChain: [],
    roles: [], faktor: [], ...given,
  }
}

/** Writes a rule past the use-case, in the place of the one with its id. */
export async function putRule({ app }: Pick<TestDatabase, 'app'>, given: Partial<Aturan> = {}): Promise<Aturan> {
  const aturan = ruleOf(given)
  await app.knex.transaction(async (trx) => {
    await trx.raw('UPDATE kebijakan SET berakhir_at = now() WHERE id = ? AND berakhir_at IS NULL', [aturan.id])
    await trx.raw(
      `INSERT INTO kebijakan (id, versi, isi, alasan, oleh, berlaku_at)
       SELECT :id, count(*) + 1, :isi, 'uji', 'uji', now() FROM kebijakan WHERE id = :id`,
      { id: aturan.id, isi: JSON.stringify(aturan) })
  })
  return aturan
}

/** Brings back the policy that an instance begins with, as on the day of its migration. */
export async function beginWithDefaults({ owner }: Pick<TestDatabase, 'owner'>): Promise<void> {
  await owner.query({ text: `UPDATE kebijakan SET berakhir_at = NULL WHERE oleh = 'bawaan'`, values: [] })
}

/** The official day in so many days: a grace is reminded of in its last thirty. */
export const inDays = (days: number): string => dayInWib(new Date(Date.now() + days * 86_400_000))
