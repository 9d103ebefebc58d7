import type { Database } from '../../../kernel/db/database.ts'
import { notFound } from '../../../kernel/lib/app-error.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { fileOf, type PermohonanFile } from '../alur/index.ts'
import type { Pembaca } from './bagian.rules.ts'
import { chainsOf, type Rantai } from './rantai.queries.ts'

/** A file that its reader may read. */
export interface Berkas {
  readonly file: PermohonanFile
  /** chains of every unit that has a desk in it, and of the OPD */
  readonly rantai: Rantai
}

/**
 * @param may who may read it (bagian.rules.ts)
 * @throws AppError 404 for one that there is not, and for whoever has no part in it
 */
export async function readBerkas(
  { database, clock }: { database: Database; clock: Clock }, { id, pembaca }: { id: string; pembaca: Pembaca },
  may: (file: PermohonanFile, pembaca: Pembaca, rantai: Rantai) => boolean,
): Promise<Berkas> {
  const file = await fileOf(database, { id, today: clock.today(), now: clock.now() })
  if (!file) throw notFound('no such application')
  const units = file.langkah.flatMap(({ kunjungan }) => kunjungan.flatMap(({ unit_id }) => unit_id ?? []))
  const rantai = await chainsOf(database, [...new Set([file.permohonan.unit_id, ...units])])
  if (!may(file, pembaca, rantai)) throw notFound('no part in this application')
  return { file, rantai }
}
