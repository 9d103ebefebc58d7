import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { jangkauanOf, unitsInReach } from '../../domain/accounts/pembantu/jangkauan.rules.ts'
import { findOrang } from '../../domain/accounts/pembantu/orang.queries.ts'
import { contactsOf } from '../../domain/accounts/pesan/index.ts'
import { visitorOf } from '../guards.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import { personRow } from './gelombang.rules.ts'
import { colleagueOf, type PembantuDependencies, reachOf, unitTree } from './meja.ts'
import { presentColleague } from './orang.rules.ts'
import { printLetters } from './surat.ts'

const ROOT = '/pembantu/orang'
const SHORTEST = 3
const LONGEST = 100
const MOST_FOUND = 50

const text = z.string().trim().catch('')
const searchForm = z.object({ csrf: text, cari: text })
const plainForm = z.object({ csrf: text })

/** A colleague: looked for by number or name, what he can prove himself with, and what can be done for him. */
export function orangRoutes(dependencies: PembantuDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => { showSearch(dependencies, ctx) } },
    { method: 'POST', path: ROOT, handle: (ctx) => search(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/surat`, handle: (ctx) => print(dependencies, ctx) },
  ]
}

function showSearch({ staff }: PembantuDependencies, ctx: Context, data: Record<string, unknown> = {}): void {
  staff.page(ctx, 'pembantu/orang.njk', { judul: 'Cari rekan yang dibantu', ...data })
}

/** The answer is the page itself: what is looked for stands in no address and no log. */
async function search(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, cari } = await readForm(ctx, searchForm)
  staff.check(ctx, csrf)
  if (cari.length < SHORTEST || cari.length > LONGEST) {
    ctx.status = 400
    return showSearch(dependencies, ctx, {
      cari: cari.slice(0, LONGEST), gagal: true, galat: `Ketik NIP, atau ${SHORTEST} sampai ${LONGEST} huruf dari nama.`,
    })
  }
  const today = clock.today()
  const tree = await unitTree(dependencies)
  const found = await findOrang(database, {
    today, at: clock.now(), unitIds: unitsInReach(tree, reachOf(ctx), today), cari, limit: MOST_FOUND + 1,
  })
  showSearch(dependencies, ctx, {
    cari, judul: found.length === 0 ? 'Tidak ada rekan yang cocok' : 'Rekan yang cocok', lebih: found.length > MOST_FOUND,
    baris: found.slice(0, MOST_FOUND).map((one) => personRow(one, tree)),
  })
}

async function show(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const person = await colleagueOf(dependencies, ctx)
  const contacts = await contactsOf(database, person.id, clock.now())
  const { person: { id: visitor }, roles } = visitorOf(ctx)
  staff.page(ctx, 'pembantu/orang-satu.njk', {
    ...presentColleague(person, contacts), kabar: firstOf(ctx.query['pesan']), sendiri: person.id === visitor,
    boleh: roles.some(({ role }) => role === 'helper-mfa'), remah: [{ judul: 'Rekan yang dibantu', href: ROOT }],
  })
}

async function print(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  staff.check(ctx, (await readForm(ctx, plainForm)).csrf)
  const { id } = await colleagueOf(dependencies, ctx, undefined, jangkauanOf(visitorOf(ctx).roles, ['helper-mfa']))
  const people = await findOrang(database, { today: clock.today(), at: clock.now(), ids: [id], limit: 1 })
  return printLetters(dependencies, ctx, people, `${ROOT}/${id}`)
}
