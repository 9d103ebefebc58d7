import type { Knex } from 'knex'
import type { Database } from '../kernel/db/database.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { newId } from '../kernel/lib/ids.ts'
import { upsertAccount } from '../domain/accounts/account.queries.ts'
import type { PasswordHasher } from '../domain/accounts/password-hash.ts'
import { actAs } from '../domain/audit/act.ts'
import { dayAfter, daysLater } from '../domain/kepegawaian/days.rules.ts'
import * as letters from '../domain/kepegawaian/penugasan/penugasan.queries.ts'
import * as outsiders from '../domain/kepegawaian/tanpa-nip/usulan.queries.ts'
import { demoSub, hasRecordedByHand, seededUnit } from './by-hand.queries.ts'
import { DEMO_LETTERS, DEMO_OUTSIDERS } from './by-hand.rules.ts'

interface Desk {
  readonly trx: Knex.Transaction
  readonly at: Date
  readonly today: string
  /** Who recorded, and who decided. */
  readonly pencatat: string
  readonly pemutus: string
}

const REFUSED = 'Nomor surat tidak sesuai dengan lampirannya (contoh)'

async function seedOutsiders({ trx, at, today, pencatat, pemutus }: Desk): Promise<string[]> {
  const activated: string[] = []
  for (const { opd, hari, keadaan, nomor, activated: signsIn, ...person } of DEMO_OUTSIDERS) {
    const usulan = {
      ...person, jenis: 'baru' as const, pegawai_id: null, unit_id: await seededUnit(trx, opd), gelar_depan: null,
      gelar_belakang: null, tanggal_lahir: null, jenis_kelamin: null, email: null, sampai: daysLater(today, hari),
      dibuat_oleh: pencatat, dibuat_at: at,
    }
    const id = await outsiders.insertUsulan(trx, usulan) ?? ''
    if (keadaan === 'ditolak') await outsiders.decideUsulan(trx, id, { keadaan, by: pemutus, at, alasan: REFUSED })
    if (keadaan !== 'dikonfirmasi') continue
    const pegawaiId = newId()
    await outsiders.insertPerson(trx, { ...usulan, id, keadaan }, { id: pegawaiId, nomor, today })
    await outsiders.decideUsulan(trx, id, { keadaan, by: pemutus, at })
    await outsiders.namePerson(trx, id, pegawaiId)
    if (signsIn) activated.push(pegawaiId)
  }
  return activated
}

async function seedLetters({ trx, at, today, pencatat, pemutus }: Desk): Promise<void> {
  for (const { orang, opd, jenis, jabatan, sk, dari, sampai, keadaan } of DEMO_LETTERS) {
    const [mulai, selesai] = [daysLater(today, dari), daysLater(today, sampai)]
    const letter = { pegawai_id: await demoSub(trx, orang), jenis, jabatan, unit_id: await seededUnit(trx, opd), sk }
    const id = await letters.insertUsulan(trx, { ...letter, mulai, selesai, dibuat_oleh: pencatat, dibuat_at: at }) ?? ''
    const decision = { by: pemutus, at }
    if (keadaan === 'ditolak') await letters.decideUsulan(trx, id, { ...decision, keadaan, alasan: REFUSED })
    if (keadaan !== 'dikonfirmasi') continue
    const penugasanId = await letters.insertAssignment(trx, { ...letter, from: mulai, to: dayAfter(selesai) }, at)
    await letters.decideUsulan(trx, id, { ...decision, keadaan, penugasanId })
  }
}

/**
 * A few people without a NIP and a few assignments by hand, so that the pages of the staff are not empty: one transaction,
 * written past e-mail and scans, which a demo does not have. Where anything is recorded nothing is added.
 * @param password of those among them who can sign in
 */
export async function seedByHand(
  { database, clock, hasher }: { database: Database; clock: Clock; hasher: PasswordHasher }, password: string,
): Promise<void> {
  if (await hasRecordedByHand(database)) return
  const hash = await hasher.hashPassword(password)
  await actAs({ database, clock, actor: 'operator' }, async ({ trx, at, tell }) => {
    const desk = {
      trx, at, today: clock.today(), pencatat: await demoSub(trx, 'Pengelola data kepegawaian'),
      pemutus: await demoSub(trx, 'Pengelola data kepegawaian (kedua)'),
    }
    const activated = await seedOutsiders(desk)
    await seedLetters(desk)
    for (const subject of activated) {
      await upsertAccount(trx, subject, hash)
      tell({ kind: 'akun.diaktifkan', subject, data: {} })
    }
  })
}
