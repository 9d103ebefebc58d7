/** Desks are told what came, what waits and what waits too long, and the seat above them as well: each once, on whichever node. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/jobs/index.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import type { Peran } from '../permohonan.ts'
import { langkahOf, prosedurOf } from './definisi.ts'
import type { Jam } from './jam.rules.ts'
import { tellPeopleAt } from './kabar.ts'
import { clockOfOpen } from './kotak.service.ts'
import { findOpen, type Terbuka } from './meja.queries.ts'
import { peopleAt } from './pemegang.service.ts'
import { type KabarMeja, rememberTold } from './pengingat.queries.ts'
import { dueKabar } from './pengingat.rules.ts'

interface House {
  readonly database: Database
  readonly clock: Clock
}

/** Each minute, on one node of the house. */
const EACH_MINUTE = '* * * * *'

interface Telling {
  readonly open: Terbuka
  readonly jam: Jam
  readonly kabar: KabarMeja
}

/** Tells one desk, or the seat above it. Nobody there: it is told when somebody is. */
async function tellDesk({ database, clock }: House, { open, jam, kabar }: Telling): Promise<void> {
  const { judul, peran, atasan } = langkahOf(prosedurOf(open), open.langkah)
  const isAbove = kabar === 'eskalasi'
  const desk: Peran = isAbove && atasan !== undefined ? atasan : peran
  const people = await peopleAt(database, { peran: desk, unitId: isAbove ? null : open.unit_id, today: clock.today() })
  if (people.length === 0) return
  await actAs({ database, clock, actor: 'sistem' }, async ({ trx, at, tell }) => {
    if (!await rememberTold(trx, { langkahId: open.id, kabar, at })) return
    const { nomor, nama, opd, permohonan_id: permohonanId } = open
    await tellPeopleAt(trx, people, { kabar, judul, nomor, nama, opd, permohonanId, tempo: jam.jatuhTempo?.toISOString() }, at)
    tell({ kind: 'permohonan.diingatkan', data: { permohonan: open.permohonan_id, langkah: open.langkah, kabar, orang: people.length } })
  })
}

/** Tells whoever is to be told now: one statement where nobody is. */
export async function tellDesks(house: House): Promise<void> {
  const { database, clock } = house
  for (const open of await findOpen(database, clock.today())) {
    const jam = clockOfOpen(open, clock.now())
    for (const kabar of dueKabar(open, jam, langkahOf(prosedurOf(open), open.langkah))) await tellDesk(house, { open, jam, kabar })
  }
}

/** Has one node of the house look at the desks each minute. */
export function keepDesksTold(jobs: Jobs, house: House): void {
  jobs.schedule('permohonan.meja', EACH_MINUTE, () => tellDesks(house))
}
