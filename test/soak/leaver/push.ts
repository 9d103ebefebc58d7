import { systemClock } from '../../../src/kernel/lib/clock.ts'
import { event } from '../../peristiwa/events.ts'
import { push, service, tokenOf } from '../../peristiwa/program.ts'
import type { Stage } from './stage.ts'

/** The personnel system: a program that has its token already and tells of these people, in one delivery. */
export type PersonnelSystem = (people: readonly string[]) => Promise<void>

/** How it knows people: by number and birth date. */
interface Named {
  readonly sub: string
  readonly orang: { readonly nip: string; readonly tanggal_lahir: string }
}

function namesOf({ db }: Stage, subs: readonly string[]): Promise<Named[]> {
  return db.app.query<Named>({
    text: `SELECT p.id AS sub, json_build_object('nip', n.nip, 'tanggal_lahir', p.tanggal_lahir) AS orang
           FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL WHERE p.id = ANY($1::uuid[])`,
    values: [subs],
  })
}

/**
 * Registers the program and fetches its token as any program does; what it tells afterwards is that these people are
 * suspended from today on. The names are looked up before, so that what is measured begins with the POST.
 * @param subs everybody whom it will ever name
 */
export async function openPersonnelSystem(stage: Stage, subs: readonly string[]): Promise<PersonnelSystem> {
  const clock = systemClock()
  const token = await tokenOf(await service({ ...stage, clock }))
  const events = new Map((await namesOf(stage, subs)).map(({ sub, orang }) =>
    [sub, event('kedudukan', 0, { kedudukan: '04' }, { orang, berlaku: clock.today() })] as const))
  return async (people) => {
    const { status, body } = await push(stage, token, { peristiwa: people.map((sub) => events.get(sub)) })
    const told = body['hasil'] as { status: number; hasil: string }[] | undefined
    const applied = told?.filter(({ hasil }) => hasil === 'diterapkan').length
    if (status !== 200 || applied !== people.length) throw new Error(`${status}: ${applied} of ${people.length} were suspended`)
  }
}
