/** What every page under /akun is shown with, and how its forms are taken. */
import type { Context } from 'koa'
import type { Database } from '../../kernel/db/database.ts'
import type { Csrf } from '../../kernel/http/csrf.ts'
import { language, type TextKey } from '../../kernel/http/locale.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { AUTHORIZATION } from '../authorization.ts'
import { visitorOf } from '../guards.ts'
import { type Words, wordsOf } from './kata.ts'

export interface AkunDependencies {
  readonly renderer: Renderer
  readonly csrf: Csrf
  readonly database: Database
  readonly clock: Clock
}

/** Where a person goes by himself, in this order; a page without a route has no link. */
const MENU: readonly { readonly href: string; readonly judul: TextKey }[] = [
  { href: '/akun', judul: 'akun.menu.profil' },
  { href: '/akun/sandi', judul: 'akun.menu.sandi' },
  { href: '/akun/faktor', judul: 'akun.menu.faktor' },
  { href: '/akun/perangkat', judul: 'akun.menu.perangkat' },
  { href: '/akun/sesi', judul: 'akun.menu.sesi' },
  { href: '/akun/riwayat', judul: 'akun.menu.riwayat' },
  { href: '/akun/pilihan', judul: 'akun.menu.pilihan' },
  { href: '/akun/data', judul: 'akun.menu.data' },
]

export const wordsFor = (ctx: Context): Words => wordsOf(language(ctx))

/** What the last form came to: a word in the address, whose sentence stands in the locales. */
function messageOf(ctx: Context, words: Words): string | undefined {
  const { pesan } = ctx.query
  const key = typeof pesan === 'string' && /^[a-z-]{1,30}$/.test(pesan) ? `akun.pesan.${pesan}` : undefined
  const said = key === undefined ? undefined : words(key as TextKey)
  return said === key ? undefined : said
}

/** A page of /akun: its view there, whose title and heading stand in the locales as `akun.<view>`. */
export type AkunView = 'profil' | 'koreksi' | 'sandi' | 'faktor' | 'pasang' | 'passkey' | 'nama' | 'kartu' | 'hapus' | 'perangkat' | 'sesi' | 'riwayat' | 'pilihan' | 'data'

/** Answers with a page of /akun; a status that was set before stays. */
export function showAkun(
  { renderer, csrf }: AkunDependencies, ctx: Context, view: AkunView, data: Record<string, unknown>,
): void {
  const { person, session } = visitorOf(ctx)
  stateOf(ctx).csrf = csrf.token(session.uid)
  const menu = MENU.filter(({ href }) => Object.hasOwn(AUTHORIZATION, `GET ${href}`))
    .map(({ href, judul }) => ({ href, judul, kini: ctx.path === href || (href !== '/akun' && ctx.path.startsWith(`${href}/`)) }))
  renderer.page(ctx, `akun/${view}.njk`, {
    orang: { nama: namaLengkap(person) }, judul: `akun.${view}`, menu, pesan: messageOf(ctx, wordsFor(ctx)), ...data,
  })
}

/** @throws AppError 403 when the form does not come from a page of this session */
export function checkForm({ csrf }: AkunDependencies, ctx: Context, token: unknown): void {
  csrf.check(token, visitorOf(ctx).session.uid)
}

/** Answers a form that was obeyed: 303 to a page that can be loaded again. */
export function done(ctx: Context, path: string, pesan?: string): void {
  ctx.redirect(pesan === undefined ? path : `${path}?${new URLSearchParams({ pesan }).toString()}`)
  ctx.status = 303
}
