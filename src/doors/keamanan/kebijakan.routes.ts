import type { Context } from 'koa'
import { currentRules } from '../../domain/mfa/kebijakan/kebijakan.queries.ts'
import { simulate } from '../../domain/mfa/kebijakan/simulasi/simulasi.service.ts'
import { allUnits } from '../../domain/pegawai/unit/directory.queries.ts'
import type { Database } from '../../kernel/db/database.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import type { StaffPages } from '../kerja.ts'
import type { Route } from '../route.ts'
import { presentSimulation, ruleFacts, ruleRow } from './kebijakan.rules.ts'

export interface KeamananDependencies {
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
}

const ROOT = '/keamanan/kebijakan'

/** The policy that is in force, to be read: it is changed by command, where two people agree to what makes it weaker. */
export function kebijakanRoutes(dependencies: KeamananDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:aturan`, handle: (ctx) => show(dependencies, ctx) },
  ]
}

async function namesOf({ database, clock }: KeamananDependencies): Promise<(id: string) => string> {
  const names = new Map((await allUnits(database, clock.today())).map(({ id, nama }) => [id, nama]))
  return (id) => names.get(id) ?? 'unit yang tidak ada lagi'
}

async function list(dependencies: KeamananDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const [rules, nameOf] = await Promise.all([currentRules(database), namesOf(dependencies)])
  staff.page(ctx, 'keamanan/kebijakan.njk', {
    judul: rules.length === 0 ? 'Tidak ada aturan: kata sandi cukup di mana pun' : `${rules.length} aturan menentukan siapa membuktikan apa`,
    baris: rules.map(({ aturan }) => ruleRow(aturan, nameOf, clock.today())),
  })
}

/** One rule, and whom it meets today: counted with the rules that decide at the sign-in. */
async function show(dependencies: KeamananDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { aturan: id } = ctx['params'] as { aturan: string }
  const today = clock.today()
  const found = (await currentRules(database)).find(({ aturan }) => aturan.id === id)
  if (!found) throw notFound('no such rule')
  const [nameOf, simulation] = await Promise.all([namesOf(dependencies), simulate(database, found.aturan, today)])
  staff.page(ctx, 'keamanan/kebijakan-satu.njk', {
    judul: found.aturan.nama, remah: [{ judul: 'Kebijakan masuk', href: ROOT }], id, versi: found.versi,
    rincian: ruleFacts(found.aturan, nameOf, today), simulasi: presentSimulation(simulation),
  })
}
