import type { Context } from 'koa'
import { z } from 'zod'
import { maskKontak } from '../../domain/accounts/kontak/kontak.rules.ts'
import { contactsOf } from '../../domain/accounts/pesan/index.ts'
import { type Pilihan, selectPilihan } from '../../domain/accounts/pilihan/pilihan.queries.ts'
import { choosePilihan } from '../../domain/accounts/pilihan/pilihan.service.ts'
import { readForm } from '../../kernel/http/form.ts'
import { language } from '../../kernel/http/locale.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { type AkunDependencies, checkForm, showAkun, wordsFor } from './halaman.ts'

const PATH = '/akun/pilihan'

// Its language has another name than that of an address, which tells a browser at once.
const form = z.object({ csrf: z.string().catch(''), utama: z.enum(['id', 'en']), saluran: z.enum(['biasa', 'email', 'sms']) })

/** In which language one is written to, and by which way first. */
export function pilihanRoutes(dependencies: AkunDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: PATH, handle: (ctx) => choose(dependencies, ctx) },
  ]
}

async function show(dependencies: AkunDependencies, ctx: Context): Promise<void> {
  const { database, clock } = dependencies
  const { person } = visitorOf(ctx)
  const words = wordsFor(ctx)
  const [[chosen], { email, noHp, usable }] = await Promise.all([
    database.query<{ [Key in keyof Pilihan]: Pilihan[Key] | null }>(selectPilihan(person.id)),
    contactsOf(database, person.id, clock.now()),
  ])
  const way = (saluran: 'email' | 'sms', contact: string | undefined): string => words(
    contact === undefined ? 'akun.pilihan.tanpa' : usable.includes(saluran) ? 'akun.pilihan.ke' : 'akun.pilihan.belum',
    { cara: words(`akun.pilihan.${saluran}`), kontak: maskKontak(contact ?? null) })
  showAkun(dependencies, ctx, 'pilihan', {
    pilih: { bahasa: chosen?.bahasa ?? language(ctx), saluran: chosen?.saluran ?? 'biasa' },
    saluran: [
      { nilai: 'biasa', label: words('akun.pilihan.biasa') }, { nilai: 'email', label: way('email', email) }, { nilai: 'sms', label: way('sms', noHp) },
    ],
  })
}

async function choose(dependencies: AkunDependencies, ctx: Context): Promise<void> {
  const { csrf, utama: bahasa, saluran } = await readForm(ctx, form)
  checkForm(dependencies, ctx, csrf)
  choosePilihan(visitorOf(ctx).person.id, { bahasa, saluran: saluran === 'biasa' ? null : saluran }, dependencies.clock.now())
  // This browser may have been told otherwise before: the address tells it anew.
  ctx.redirect(`${PATH}?${new URLSearchParams({ bahasa, pesan: 'pilihan-disimpan' }).toString()}`)
  ctx.status = 303
}
