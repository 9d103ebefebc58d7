import type { Database } from '../kernel/db/database.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { SEATS, type Seat } from '../domain/accounts/role.rules.ts'
import { type Act, actAs } from '../domain/audit/act.ts'
import { insertHolder, insertSeat, updateSubstitute } from '../domain/permohonan/kursi/kursi.queries.ts'
import { seededUnit } from './by-hand.queries.ts'
import { type DemoPost, hasSeats, postOfDemo, secretaryOf } from './demo-seats.queries.ts'

const BY = { by: 'operator' } as const

/** Binds a seat to somebody's post and lets him in. @returns id of the seat */
async function seatFor({ trx, at, tell }: Act, jenis: Seat, post: DemoPost, unitId: string): Promise<string> {
  const { jabatan, unit_id: jabatan_unit_id, pegawai_id, mulai } = post
  const kursi_id = await insertSeat(trx, { jenis, unit_id: unitId, jabatan, jabatan_unit_id }, { ...BY, at }) ?? ''
  const letter = { cara: 'definitif' as const, sk: `821/${jenis}-CONTOH/2026`, mulai, selesai: null }
  await insertHolder(trx, { kursi_id, pegawai_id, ...letter }, { ...BY, at })
  tell({ kind: 'kursi.diikat', data: { kursi: kursi_id, jenis, unit: unitId, jabatan, jabatanUnit: jabatan_unit_id } })
  tell({ kind: 'kursi.dikonfirmasi', subject: pegawai_id, data: { kursi: kursi_id, ...letter } })
  return kursi_id
}

/**
 * The seats of the procedure, each with the person of the demo table who is there for it, and the Sekretaris Dinas who
 * signs for the Diskominfo's own applications. Whoever is above answers while a seat is vacant. Where any seat is bound
 * nothing is added.
 */
export async function seedSeats({ database, clock }: { database: Database; clock: Clock }): Promise<void> {
  const today = clock.today()
  await actAs({ database, clock, actor: 'operator' }, async (act) => {
    const { trx } = act
    if (await hasSeats(trx)) return
    const seats = new Map<Seat, string>()
    for (const jenis of SEATS) {
      const post = await postOfDemo(trx, jenis, today)
      if (post) seats.set(jenis, await seatFor(act, jenis, post, post.unit_id))
    }
    const secretary = await secretaryOf(trx, 'diskominfo', today)
    const deputy = secretary && await seatFor(act, 'kepala-opd', secretary, await seededUnit(trx, 'diskominfo'))
    for (const [jenis, above] of [
      ['kepala-dinas', deputy], ['kepala-bidang', seats.get('kepala-dinas')], ['kepala-seksi', seats.get('kepala-bidang')],
    ] as const) {
      const id = seats.get(jenis)
      if (id !== undefined && above !== undefined) await updateSubstitute(trx, id, above)
    }
  })
}
