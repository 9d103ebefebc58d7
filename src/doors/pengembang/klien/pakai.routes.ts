import type { Context } from 'koa'
import { type Receipt, selectReceiptsOfClient } from '../../../domain/sessions/pengiriman/receipts.queries.ts'
import { selectUse, type Use } from '../../../domain/sessions/pemakaian.queries.ts'
import type { Route } from '../../route.ts'
import { receiptRow } from '../../tanda-terima.rules.ts'
import { KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { chartOfUse, dayFrom, unusedScopes } from './pakai.rules.ts'
import { scopeWords } from './ringkasan.rules.ts'

/** Days of the chart, and days in which a scope of which nothing was released counts as unused. */
const DAYS = 30
const SCOPE_DAYS = 90

const MOST_RECEIPTS = 20

/** How many people a client serves, what it never asks for, and how telling it of sign-outs went. */
export function pakaiRoutes(dependencies: KlienDependencies): Route[] {
  return [{ method: 'GET', path: `${KLIEN}/:klien/pakai`, handle: (ctx) => show(dependencies, ctx) }]
}

async function show(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const { database, clock } = dependencies
  const client = await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')
  const { clientId, metadata } = client
  const today = clock.today()
  const [[use = { hari: [], klaim: [] }], receipts] = await Promise.all([
    database.query<Use>(selectUse(clientId, { hari: dayFrom(today, 1 - DAYS), klaim: dayFrom(today, 1 - SCOPE_DAYS) })),
    database.query<Receipt>(selectReceiptsOfClient(clientId, MOST_RECEIPTS)),
  ])
  const unused = use.hari.length === 0 && use.klaim.length === 0 ? [] : unusedScopes(metadata.scope ?? '', use.klaim)
  showClient(dependencies, ctx, client, 'pengembang/klien/pakai.njk', {
    judul: `Pemakaian ${client.nama}`, ...chartOfUse(use.hari, today, DAYS), hariCakupan: SCOPE_DAYS, dipakai: use.klaim.length > 0,
    menganggur: unused.map((scope) => [scopeWords(scope), scope]),
    kabar: receipts.map(receiptRow), minta: metadata.backchannel_logout_uri !== undefined,
  })
}
