/** Letters that open an activation, and codes to go on with on another device: made once, shown once, used once. */
import { randomInt } from 'node:crypto'
import type { Knex } from 'knex'
import { newId, sha256 } from '../../../kernel/lib/ids.ts'
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import type { Act } from '../../audit/act.ts'
import { insertEvents } from '../../audit/index.ts'
import { makeLongCode } from './aktivasi.rules.ts'
import { lockWithoutAccount, replaceLongCodes } from './kode-panjang.queries.ts'

const DAY_MS = 86_400_000
/** How long a letter is good, and a code to go on with. */
export const LETTER_DAYS = 30
const RESUME_HOURS = 24

/** What one letter has to print; the code is kept nowhere else. */
export interface ActivationLetter {
  readonly pegawaiId: string
  /** as printed, in groups */
  readonly kode: string
  readonly sampai: Date
}

const draw = (pegawaiId: string) => ({ pegawaiId, kode: makeLongCode((below) => randomInt(below)) })

/**
 * Makes a letter for each of these people who has no account yet; a letter that was printed for him before is void.
 * Whose letters `by` may print is the caller's to know. One event a person, whatever their number in five statements.
 * @param by id of the helper who prints
 */
export async function issueActivationLetters(
  trx: Knex.Transaction, { pegawaiIds, by, at }: { pegawaiIds: readonly string[]; by: string; at: Date },
): Promise<ActivationLetter[]> {
  const people = await lockWithoutAccount(trx, pegawaiIds)
  if (people.length === 0) return []
  const sampai = new Date(at.getTime() + LETTER_DAYS * DAY_MS)
  const letters = people.map(draw)
  const hashed = letters.map(({ pegawaiId, kode }) => ({ pegawaiId, sidik: sha256(kode) }))
  await replaceLongCodes(trx, hashed, { jenis: 'surat', at, until: sampai, by })
  await insertEvents(trx, people.map((subject) => (
    { kind: 'aktivasi.surat-dicetak', actor: `pegawai:${by}`, subject, data: {} }
  )), UnitOfWork.originNow() ?? { correlationId: newId() }, at)
  return letters.map((letter) => ({ ...letter, sampai }))
}

/** A code with which somebody who proved himself goes on at another device within 24 hours; the one before is void. */
export async function issueResumeCode({ trx, at, tell }: Act, pegawaiId: string): Promise<{ kode: string; sampai: Date } | undefined> {
  const [person] = await lockWithoutAccount(trx, [pegawaiId])
  if (person === undefined) return undefined
  const sampai = new Date(at.getTime() + RESUME_HOURS * 3_600_000)
  const { kode } = draw(pegawaiId)
  await replaceLongCodes(trx, [{ pegawaiId, sidik: sha256(kode) }], { jenis: 'lanjut', at, until: sampai, by: undefined })
  tell({ kind: 'aktivasi.dipindahkan', subject: pegawaiId, data: {} })
  return { kode, sampai }
}
