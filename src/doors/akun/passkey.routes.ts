import type { Context } from 'koa'
import { askRegistration } from '../../domain/mfa/passkey/challenge.service.ts'
import { registerPasskey } from '../../domain/mfa/passkey/register.service.ts'
import { readForm } from '../../kernel/http/form.ts'
import type { Text } from '../../kernel/http/locale.ts'
import { passkeyError, passkeyLabel } from '../faktor.rules.ts'
import { visitorOf } from '../guards.ts'
import { emptyForm, newPasskeyForm } from '../passkey.schema.ts'
import type { Route } from '../route.ts'
import { runScript } from '../skrip.ts'
import { type FaktorDependencies, mayChange, provenFactors } from './bukti.ts'
import { done, showAkun } from './halaman.ts'

const PAGE = '/akun/faktor/passkey'

/** Another passkey: its page, what the browser is asked to make, and what it made. */
export function passkeyRoutes(dependencies: FaktorDependencies): Route[] {
  return [
    { method: 'GET', path: PAGE, handle: (ctx) => open(dependencies, ctx) },
    { method: 'POST', path: `${PAGE}/opsi`, handle: (ctx) => ask(dependencies, ctx) },
    { method: 'POST', path: PAGE, handle: (ctx) => keep(dependencies, ctx) },
  ]
}

/** Who has to prove more does so before he is asked for a finger or a face. */
async function open(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  if (await mayChange(dependencies, ctx, PAGE)) show(dependencies, ctx)
}

function show(dependencies: FaktorDependencies, ctx: Context, { passkey, nama = '' }: { passkey?: Text; nama?: string } = {}): void {
  runScript(ctx, 'passkey.js')
  showAkun(dependencies, ctx, 'passkey', { passkey: { opsi: `${PAGE}/opsi`, action: PAGE, ingat: true }, errors: { passkey }, nama })
}

async function ask(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const { csrf } = await readForm(ctx, emptyForm)
  if (!await provenFactors(dependencies, ctx, csrf)) return
  const { person, session } = visitorOf(ctx)
  ctx.body = await askRegistration(dependencies, { pegawaiId: person.id, label: passkeyLabel(person), ikatan: session.uid })
}

async function keep(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const { csrf, jawaban: response, nama } = await readForm(ctx, newPasskeyForm)
  const own = await provenFactors(dependencies, ctx, csrf)
  if (!own) return
  const { person, session } = visitorOf(ctx)
  const outcome = await registerPasskey(dependencies, { pegawaiId: person.id, ikatan: session.uid, nama, response })
  if (outcome.ok) return done(ctx, '/akun/faktor', own.kodePemulihan === 0 ? 'faktor-perlu-kartu' : 'faktor-ditambahkan')
  ctx.status = 400
  show(dependencies, ctx, { passkey: passkeyError(outcome), nama })
}
