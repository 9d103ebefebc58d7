/**
 * What every page of one client is made with: whose it is, and the bar of its pages. To hang a page there: its line in TABS,
 * its row in the authorization table, a view on layouts/kerja.njk that calls `tabKlien(tab)` of macros/klien.njk first.
 */
import type { Context } from 'koa'
import { type ClientFile, clientFile } from '../../domain/clients/operasi/index.ts'
import type { Database } from '../../kernel/db/database.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { visitorOf } from '../guards.ts'
import type { StaffPages } from '../kerja.ts'
import { mayOpen } from '../menu.ts'
import { type OwnRole, ownUnits, requireOwn } from '../pengembang-milik.ts'

export interface KlienDependencies {
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
}

export const KLIEN = '/pengembang/klien'

/** Where the pages of a client begin. */
export const clientPath = (clientId: string): string => `${KLIEN}/${encodeURIComponent(clientId)}`

/** A tab stands there when its page does, and when its visitor may open it. */
const TABS: readonly { readonly judul: string; readonly akhir: string }[] = [
  { judul: 'Ringkasan', akhir: '' },
  { judul: 'Rahasia', akhir: '/rahasia' },
  { judul: 'Kunci', akhir: '/kunci' },
  { judul: 'Siapa boleh masuk', akhir: '/masuk' },
  { judul: 'Penguji', akhir: '/penguji' },
  { judul: 'Peran aplikasi', akhir: '/peran' },
  { judul: 'Coba masuk', akhir: '/coba' },
  { judul: 'Galat terakhir', akhir: '/galat' },
  { judul: 'Berkas siap pakai', akhir: '/berkas' },
  { judul: 'Pemakaian', akhir: '/pakai' },
  { judul: 'Petakan pengguna', akhir: '/petakan' },
]

/** A tab as the macro shows it; `kini` where its visitor is. */
export interface Tab {
  readonly judul: string
  readonly href: string
  readonly kini: boolean
}

/** @returns the bar of a client's pages for this visitor; a page below a tab is the tab's */
export function clientTabs(ctx: Context, { clientId, metadata }: ClientFile): Tab[] {
  const { roles } = visitorOf(ctx)
  const root = clientPath(clientId)
  const isShown = (akhir: string): boolean => mayOpen(`${KLIEN}/:klien${akhir}`, roles)
    // Of the two ways in which a client proves itself there is one.
    && (akhir !== '/rahasia' || metadata.token_endpoint_auth_method.startsWith('client_secret_'))
    && (akhir !== '/kunci' || metadata.token_endpoint_auth_method === 'private_key_jwt' || metadata.jwks !== undefined
      || metadata.jwks_uri !== undefined)
  return TABS.filter(({ akhir }) => isShown(akhir)).map(({ judul, akhir }) => {
    const href = `${root}${akhir}`
    return { judul, href, kini: ctx.path === href || (akhir !== '' && ctx.path.startsWith(`${href}/`)) }
  })
}

/**
 * The client that the address names.
 * @param roles that may see this page; one of them must be bound to the client's OPD, or to a unit above it
 * @throws AppError 404 for one that there is not, and for another OPD's
 */
export async function ownClient(
  { database, clock }: KlienDependencies, ctx: Context, ...roles: readonly OwnRole[]
): Promise<ClientFile> {
  const { klien: clientId = '' } = ctx['params'] as { klien?: string }
  const client = await clientFile(database, { clientId, today: clock.today() })
  if (!client) throw notFound('no such client')
  await requireOwn(database, { units: ownUnits(ctx, ...roles), unitId: client.unitId })
  return client
}

/**
 * Answers with a page of a client.
 * @param data `judul` and whatever the view shows; `klien` { id, nama, alamat }, `tab` and `remah` come by themselves
 */
export function showClient(
  { staff }: KlienDependencies, ctx: Context, client: ClientFile, view: string, data: Record<string, unknown>,
): void {
  const alamat = clientPath(client.clientId)
  staff.page(ctx, view, {
    remah: [{ judul: 'Klien', href: KLIEN }, ...ctx.path === alamat ? [] : [{ judul: client.nama, href: alamat }]],
    klien: { id: client.clientId, nama: client.nama, alamat }, tab: clientTabs(ctx, client), ...data,
  })
}
