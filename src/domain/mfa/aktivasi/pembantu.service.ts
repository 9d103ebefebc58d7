import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import { opdOf } from '../../pegawai/unit/unit.rules.ts'
import { type HelperDesk, helperDesks } from './pembantu.queries.ts'

/** @returns the helpers of a person's own OPD; to be shown to nobody who did not prove something of his */
export async function desksOf(
  { database, clock }: { readonly database: Database; readonly clock: Clock }, person: PersonToday | undefined,
): Promise<HelperDesk[]> {
  const opd = person && opdOf(person.unitChain)?.nama
  return opd === undefined ? [] : (await helperDesks(database, clock.today())).filter((desk) => desk.opd === opd)
}
