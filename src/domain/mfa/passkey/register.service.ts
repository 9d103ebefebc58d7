import { newId } from '../../../kernel/lib/ids.ts'
import { actAs } from '../../audit/act.ts'
import type { Bukti } from '../assurance.rules.ts'
import { tellOwner } from '../kabar.ts'
import { factorName } from '../nama.rules.ts'
import type { PasskeyDependencies } from './challenge.service.ts'
import { judgeRegistration, type Rejection } from './judge.ts'
import { insertPasskey, spendChallenge } from './passkey.queries.ts'
import { buktiOfPasskey, transportsOf } from './passkey.rules.ts'
import { readRegistration } from './passkey.schema.ts'

export type RegisterOutcome =
  /** `bukti`: what it proved by being made, with whoever is at the device verified. */
  | { readonly ok: true; readonly id: string; readonly bukti: Bukti }
  /**
   * `tantangan`: it was used, is too old, or was asked for elsewhere: ask anew. `penuh`: he has as many as he may.
   * `dikenal`: this very passkey is kept already.
   */
  | { readonly ok: false; readonly alasan: 'tantangan' | Rejection | 'penuh' | 'dikenal' }

const NAME = 'Kunci sandi'

/**
 * Keeps a passkey that a browser made at `askRegistration`; the owner is told. The challenge is used up before anything
 * of the answer is believed. The caller has made sure that the person may add a factor now.
 * @param made `ikatan` as it was asked with; `nama` as the owner calls it, or nothing; `response` the browser's JSON, or
 *   the text of it
 */
export async function registerPasskey(
  { database, clock, relyingParty }: PasskeyDependencies,
  made: { pegawaiId: string; ikatan: string; nama?: string | undefined; response: unknown },
): Promise<RegisterOutcome> {
  const { pegawaiId, ikatan } = made
  const read = readRegistration(made.response)
  if (!read) return { ok: false, alasan: 'tidak-cocok' }
  const place = { tujuan: 'daftar', ikatan, pegawaiId } as const
  const spent = await database.query(spendChallenge(read.challenge, place, clock.now()))
  if (spent.length === 0) return { ok: false, alasan: 'tantangan' }
  const key = await judgeRegistration(read, relyingParty)
  if (typeof key === 'string') return { ok: false, alasan: key }
  const id = newId()
  const nama = factorName(made.nama) ?? NAME
  const transports = transportsOf(read.answer.response.transports)
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }): Promise<RegisterOutcome> => {
    const kept = await insertPasskey(trx, { id, pegawaiId, nama, ...key, transports, at })
    if (kept !== 'baru') return { ok: false, alasan: kept }
    tell({ kind: 'faktor.ditambahkan', subject: pegawaiId, data: { jenis: 'passkey', faktor: id } })
    await tellOwner(trx, pegawaiId, { kejadian: 'ditambahkan', faktor: nama }, at)
    return { ok: true, id, bukti: buktiOfPasskey(key.tersinkron) }
  })
}
