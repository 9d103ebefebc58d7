import type { Database } from '../../../kernel/db/database.ts'
import { namaLengkap } from '../../pegawai/nama.rules.ts'
import type { AturanMasuk } from './aturan.rules.ts'
import { type RuleParts, ruleParts } from './kata.rules.ts'
import { explain } from './masuk.queries.ts'

/** What somebody reads whom an application did not let in. */
export interface EntryExplained {
  readonly aturan: RuleParts
  /** Whom to ask, the nearest first: names with titles, and the role each has there. */
  readonly tanya: readonly { readonly nama: string; readonly peran: 'pengembang' | 'admin-opd' }[]
}

interface Question {
  readonly aturan: AturanMasuk
  readonly opd: { readonly id: string; readonly nama: string } | null
  /** official day in WIB */
  readonly today: string
}

/** @returns an entry rule in parts that either language puts together, and whom to ask about it; one statement */
export async function explainEntry(database: Database, { aturan, opd, today }: Question): Promise<EntryExplained> {
  const units = aturan.jenis === 'tertentu' ? aturan.unit : []
  if (opd === null) return { aturan: ruleParts(aturan, { opd: '', unit: {} }), tanya: [] }
  const { unit, tanya } = await explain(database, { units, opd: opd.id, today })
  return {
    aturan: ruleParts(aturan, { opd: opd.nama, unit }),
    tanya: tanya.map(({ role, ...person }) => ({ nama: namaLengkap(person), peran: role })),
  }
}
