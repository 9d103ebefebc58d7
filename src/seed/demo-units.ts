import type { Database } from '../kernel/db/database.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { refreshFindings } from '../domain/kepegawaian/mutu/refresh.service.ts'
import { insertUnknown } from '../domain/kepegawaian/pemetaan/unknown-units.queries.ts'
import { applyReferenceJabatan } from '../domain/kepegawaian/referensi/referensi.queries.ts'

/** As another source would name them: one that is sure, one that is only alike, one that is nothing of ours. */
const UNKNOWN = [
  { externalId: 'K-01', nama: 'BADAN PENDAPATAN DAERAH (PPKD)', people: ['K-P1', 'K-P2', 'K-P3'] },
  { externalId: 'K-02', nama: 'Bid. Lalu Lintas Jalan', people: ['K-P4', 'K-P5'] },
  { externalId: 'K-03', nama: 'Laboratorium Contoh', people: ['K-P6'] },
] as const

const JABATAN = [
  { line: 1, kjab: 'K-301', nama: 'PRANATA KOMPUTER AHLI MUDA', jenis: 'fungsional', eselon: null, bup: 58 },
  { line: 2, kjab: 'K-302', nama: 'Arsiparis Ahli Muda (Kearsipan)', jenis: 'fungsional', eselon: null, bup: 58 },
] as const

const SUMBER = 'simpeg'

/** Gives the demo something to map and something to mend; nobody of the population changes. */
export async function seedUnits({ database, clock }: { database: Database; clock: Clock }): Promise<void> {
  const at = clock.now()
  await database.knex.transaction(async (trx) => {
    await insertUnknown(trx, UNKNOWN, { sumber: SUMBER, at, dariReferensi: false })
    await applyReferenceJabatan(trx, JABATAN, { sumber: SUMBER, at })
  })
  await refreshFindings({ database, clock })
}
