import type { Context } from 'koa'
import { z } from 'zod'
import { beginTotp, confirmTotp, findEnrolment } from '../../domain/mfa/totp/enrol.service.ts'
import { normaliseCode } from '../../domain/mfa/totp/totp.rules.ts'
import { readForm } from '../../kernel/http/form.ts'
import type { Text } from '../../kernel/http/locale.ts'
import { totpError } from '../faktor.rules.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { type FaktorDependencies, provenFactors } from './bukti.ts'
import { checkForm, done, showAkun } from './halaman.ts'

const text = z.string().catch('')
const beginForm = z.object({ csrf: text })
const codeForm = z.object({ csrf: text, kode: text, nama: text })

const PAGE = '/akun/faktor/totp/:id'

/** Another authenticator: begun by a form, confirmed on a page of its own. */
export function totpRoutes(dependencies: FaktorDependencies): Route[] {
  return [
    { method: 'POST', path: '/akun/faktor/totp', handle: (ctx) => begin(dependencies, ctx) },
    { method: 'GET', path: PAGE, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: PAGE, handle: (ctx) => confirm(dependencies, ctx) },
  ]
}

async function begin(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const { csrf } = await readForm(ctx, beginForm)
  if (!await provenFactors(dependencies, ctx, csrf)) return
  const id = await beginTotp(dependencies, visitorOf(ctx).person.id)
  if (id === undefined) return done(ctx, '/akun/faktor', 'faktor-penuh')
  done(ctx, PAGE.replace(':id', id))
}

/** One that was begun too long ago, or is confirmed already, leads to the list. */
async function show(
  dependencies: FaktorDependencies, ctx: Context, { kode, nama = '' }: { kode?: Text; nama?: string } = {},
): Promise<void> {
  const { person } = visitorOf(ctx)
  const { id } = ctx['params'] as { id: string }
  const pasang = await findEnrolment(dependencies, { pegawaiId: person.id, id, nomor: person.nomor })
  if (!pasang) return done(ctx, '/akun/faktor', 'faktor-lewat')
  showAkun(dependencies, ctx, 'pasang', { pasang, action: ctx.path, errors: { kode }, nama })
}

async function confirm(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const { csrf, kode, nama } = await readForm(ctx, codeForm)
  checkForm(dependencies, ctx, csrf)
  const { person } = visitorOf(ctx)
  const { id } = ctx['params'] as { id: string }
  const code = normaliseCode(kode)
  const outcome = code === undefined
    ? undefined : await confirmTotp(dependencies, { pegawaiId: person.id, id, code, nama })
  if (outcome?.ok) return done(ctx, '/akun/faktor', person.kodePemulihan === 0 ? 'faktor-perlu-kartu' : 'faktor-ditambahkan')
  if (outcome?.alasan === 'hilang') return done(ctx, '/akun/faktor', 'faktor-lewat')
  ctx.status = 400
  return show(dependencies, ctx, { kode: outcome ? totpError(outcome) : { key: 'faktor.galat.kodeKosong' }, nama })
}
