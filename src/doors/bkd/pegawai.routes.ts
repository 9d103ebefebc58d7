import type { Context } from 'koa'
import { z } from 'zod'
import { MOST_FOUND, openPersonFile, searchPeople } from '../../domain/kepegawaian/riwayat/index.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { presentFound, presentPersonFile } from './pegawai.rules.ts'
import { readSearch, writeSearch } from './pencarian.ts'
import type { SealedDependencies } from './penugasan.routes.ts'

const LONGEST = 100
const SHORTEST = 3

const searchForm = z.object({ csrf: z.string().catch(''), cari: z.string().trim().catch('') })

/** A person by number or name, and everything that is known of him with its source. */
export function pegawaiRoutes(dependencies: SealedDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/pegawai', handle: (ctx) => list(dependencies, ctx) },
    { method: 'POST', path: '/bkd/pegawai', handle: (ctx) => search(dependencies, ctx) },
    { method: 'GET', path: '/bkd/pegawai/:id', handle: (ctx) => show(dependencies, ctx) },
  ]
}

const VIEW = 'bkd/pegawai.njk'

async function list({ staff, database, clock, seal }: SealedDependencies, ctx: Context): Promise<void> {
  const typed = readSearch(seal, visitorOf(ctx).session.uid, ctx.query['cari'])
  if (typed === undefined) return staff.page(ctx, VIEW, { judul: 'Cari pegawai' })
  const found = await searchPeople(database, clock, typed)
  const shown = found.slice(0, MOST_FOUND)
  staff.page(ctx, VIEW, {
    judul: found.length === 0 ? 'Tidak ada yang cocok' : `${shown.length} orang ditemukan`,
    cari: typed, baris: presentFound(shown), lebih: found.length > MOST_FOUND,
  })
}

function mistake(typed: string): string | undefined {
  if (typed.length < SHORTEST) return `Ketik NIP, atau paling sedikit ${SHORTEST} huruf dari nama.`
  return typed.length > LONGEST ? `Paling banyak ${LONGEST} huruf.` : undefined
}

/** What is looked for never stands readably in an address: one who is found is addressed by his own id. */
async function search({ staff, database, clock, seal }: SealedDependencies, ctx: Context): Promise<void> {
  const { csrf, cari } = await readForm(ctx, searchForm)
  staff.check(ctx, csrf)
  const galat = mistake(cari)
  if (galat !== undefined) {
    ctx.status = 400
    return staff.page(ctx, VIEW, { judul: 'Cari pegawai', cari: cari.slice(0, LONGEST), galat, gagal: true })
  }
  const [one, ...others] = await searchPeople(database, clock, cari)
  if (one && others.length === 0) return staff.done(ctx, `/bkd/pegawai/${one.id}`)
  const sealed = writeSearch(seal, visitorOf(ctx).session.uid, cari)
  staff.done(ctx, `/bkd/pegawai?${new URLSearchParams({ cari: sealed }).toString()}`)
}

/** @throws AppError 404 when nobody has this id */
async function show({ staff, database, clock }: SealedDependencies, ctx: Context): Promise<void> {
  const { id } = ctx['params'] as { id: string }
  const file = ID_FORM.test(id)
    ? await openPersonFile(database, clock, { id, looker: visitorOf(ctx).person.id }) : undefined
  if (!file) throw notFound()
  staff.page(ctx, 'bkd/pegawai-satu.njk', {
    ...presentPersonFile(file, clock.today()), remah: [{ judul: 'Cari pegawai', href: '/bkd/pegawai' }],
    kontakHref: `/bkd/pegawai/${id}/kontak`,
  })
}
