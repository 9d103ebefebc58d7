import type { Database } from '../kernel/db/database.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { actAs } from '../domain/audit/act.ts'
import { findPersonToday } from '../domain/pegawai/person.queries.ts'
import { decide, fileApplication, type Rumah } from '../domain/permohonan/alur/index.ts'
import { createDraft, saveDraft } from '../domain/permohonan/formulir/draf.service.ts'
import { createFormulir } from '../domain/permohonan/formulir/formulir.ts'
import { storeAttachment } from '../domain/permohonan/formulir/lampiran.service.ts'
import { demoActors, hasApplications, openVisit } from './demo-permohonan.queries.ts'
import { DEMO_LETTER, DEMO_PERMOHONAN, demoForm, type DemoPermohonan } from './demo-permohonan.rules.ts'

interface Desk {
  readonly database: Database
  readonly clock: Clock
  readonly issuer: string
}

type Actors = Awaited<ReturnType<typeof demoActors>>

const DAY_MS = 86_400_000

/** Days before now; who may do what is asked of today, since the demo's roles begin today. */
const before = ({ clock }: Desk, days: number): Clock =>
  ({ now: () => new Date(clock.now().getTime() - days * DAY_MS), today: () => clock.today() })

function actor(actors: Actors, role: string): { readonly id: string; readonly unitId: string | null } {
  const found = actors.get(role)
  if (found === undefined) throw new Error(`no demo person is ${role}`)
  return found
}

/** Fills in a form, with its letter. @returns its id */
async function draft(desk: Desk, sample: DemoPermohonan, oleh: { id: string; unitId: string | null }): Promise<string> {
  const clock = before(desk, (sample.diajukan ?? 0) + 0.02)
  const today = clock.today()
  const person = await findPersonToday(desk.database, oleh.id, today)
  if (person === undefined || oleh.unitId === null) throw new Error('the demo has no pengembang of an OPD')
  const id = await createDraft({ ...desk, clock }, { person, unitId: oleh.unitId })
  const stored = await actAs({ ...desk, clock, actor: `pegawai:${oleh.id}` }, (act) => storeAttachment(act, {
    permohonanId: id, jenis: 'surat-permohonan', file: { name: 'surat-contoh.pdf', bytes: DEMO_LETTER }, oleh: oleh.id,
  }))
  if (!stored.ok) throw new Error(`the letter of the demo is refused: ${stored.salah}`)
  await saveDraft(desk, {
    id, revisi: 1, at: clock.now(),
    change: (now) => ({
      ...now, ...demoForm(sample, { today, lampiran: stored.id }),
      penanggungJawab: {
        ...now.penanggungJawab, telepon: '0254 200123', surel: 'contoh@dindikbud.bantenprov.go.id', jabatan: now.penanggungJawab.jabatan || 'Staf',
      },
    }),
  })
  return id
}

/** Lets one sample go its way, as people would have gone it. */
async function seedOne(desk: Desk, sample: DemoPermohonan, actors: Actors): Promise<void> {
  const { database, issuer } = desk
  const rumah = (days: number): Rumah => ({ database, clock: before(desk, days), formulir: createFormulir({ issuer }) })
  const pengembang = actor(actors, 'pengembang')
  const id = await draft(desk, sample, pengembang)
  if (sample.diajukan === undefined) return
  const filed = await fileApplication(rumah(sample.diajukan), { id, oleh: pengembang.id })
  if ('kesalahan' in filed) throw new Error(`a form of the demo is refused: ${JSON.stringify(filed.kesalahan)}`)
  for (const { hari, langkah, oleh, putusan, alasan } of sample.putusan) {
    const visit = await openVisit(database, id, langkah)
    if (visit === undefined) throw new Error(`no desk of the demo has ${langkah}`)
    await decide(rumah(hari), { langkahId: visit.id, oleh: actor(actors, oleh).id, putusan, alasan, isiHash: visit.isi_hash })
  }
}

/** A few applications on their way, so that no desk of a demo is empty. Where anything is applied for nothing is added. */
export async function seedPermohonan(desk: Desk): Promise<void> {
  if (await hasApplications(desk.database)) return
  const actors = await demoActors(desk.database)
  for (const sample of DEMO_PERMOHONAN) await seedOne(desk, sample, actors)
}
