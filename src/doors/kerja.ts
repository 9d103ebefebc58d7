/**
 * The staff doors: what every page behind a product role is shown with. To add a page:
 *  1. row in authorization.ts, `'GET /bkd/sesuatu': 'peran:bkd'` (up to three roles, separated by commas);
 *  2. line in menu.ts, if people go there by themselves;
 *  3. `src/doors/<door>/<thing>.routes.ts` with its routes, taken up in the door's index.ts; a handler ends in `staff.page(...)`, and
 *     after a form in `staff.done(...)`; its form carries `csrf` and is checked by `staff.check(...)`;
 *  4. `views/<door>/<thing>.njk` on layouts/kerja.njk, from the macros of macros/kerja.njk; texts in Indonesian;
 *  5. its tests: a row in test/walls/staff.ts (the answer, and the form of a POST), stops in test/browser/staff-tour.ts
 *     and a sample in test/http/staff-pages.ts.
 * `visitorOf(ctx).roles` says which roles he holds today and for which unit; the guard has asked that he holds one.
 */
import type { Context } from 'koa'
import { writeCursor } from '../kernel/db/keyset.ts'
import type { Csrf } from '../kernel/http/csrf.ts'
import type { Renderer } from '../kernel/http/render.ts'
import { stateOf } from '../kernel/http/state.ts'
import { namaLengkap } from '../domain/pegawai/nama.rules.ts'
import { visitorOf } from './guards.ts'
import { menuFor } from './menu.ts'

export interface StaffPages {
  /**
   * Answers with a page of the staff layout; a status that was set before stays.
   * @param view below views/, `bkd/ikhtisar.njk`
   */
  page(ctx: Context, view: string, data: Record<string, unknown>): void
  /** @throws AppError 403 when the form does not come from a page of this session */
  check(ctx: Context, token: unknown): void
  /**
   * Answers a form that was obeyed: 303 to a page that can be loaded again.
   * @param path of ours
   * @param pesan word for what was done; the page there has the sentence for it
   */
  done(ctx: Context, path: string, pesan?: string): void
}

/** @returns how pages behind product roles are shown and their forms are taken */
export function createStaffPages({ renderer, csrf }: { renderer: Renderer; csrf: Csrf }): StaffPages {
  return {
    page(ctx, view, data) {
      const { session, person, roles } = visitorOf(ctx)
      const { pesan } = ctx.query
      stateOf(ctx).csrf = csrf.token(session.uid)
      renderer.page(ctx, view, {
        orang: { nama: namaLengkap(person) }, menu: menuFor(roles, ctx.path), pesan, ...data,
      })
    },
    check(ctx, token) {
      csrf.check(token, visitorOf(ctx).session.uid)
    },
    done(ctx, path, pesan) {
      ctx.redirect(pesan === undefined ? path : `${path}?${new URLSearchParams({ pesan }).toString()}`)
      ctx.status = 303
    },
  }
}

/** @returns the one text of a parameter of the address; empty where it is absent or there more than once */
export const firstOf = (value: string | string[] | undefined): string => typeof value === 'string' ? value : ''

/** What lies beside a page of a list. */
interface Beside {
  /** Both ways, of a list that was cut by cutPage (kernel/db/keyset.ts). */
  readonly lama?: string
  readonly baru?: string
  /** Of a list that is only read on: whether this is not its first page, and the key of its last row if there is more. */
  readonly isLater?: boolean
  readonly next?: readonly string[]
}

/** @returns addresses of the pages beside this one for the macro `halaman`; what is filtered for stays */
export function pagerOf(ctx: Context, { lama, baru, isLater = false, next }: Beside) {
  const beside = (cursor?: readonly [towards: 'lama' | 'baru', value: string]): string => {
    const query = new URLSearchParams(ctx.querystring)
    for (const name of ['lama', 'baru', 'pesan']) query.delete(name)
    if (cursor) query.set(...cursor)
    return `?${query.toString()}`
  }
  return {
    ...(lama !== undefined && { lama: beside(['lama', lama]) }),
    ...(baru !== undefined && { baru: beside(['baru', baru]) }),
    ...(isLater && { awal: beside() }),
    ...(next && { lanjut: beside(['lama', writeCursor(next)]) }),
  }
}
