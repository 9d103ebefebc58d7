import type { Context } from 'koa'
import { type HistoryEvent, selectHistory } from '../../domain/audit/history.queries.ts'
import { cutPage, KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { language } from '../../kernel/http/locale.ts'
import { visitorOf } from '../guards.ts'
import { pagerOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import { type AkunDependencies, showAkun, wordsFor } from './halaman.ts'
import { deviceInWords, instantInWords } from './kata.ts'
import { TOLD, TOLD_KINDS, type ToldKind } from './riwayat.rules.ts'

const PAGE = 30

/** What happened with the account, in words. */
export function riwayatRoutes(dependencies: AkunDependencies): Route[] {
  return [{ method: 'GET', path: '/akun/riwayat', handle: (ctx) => show(dependencies, ctx) }]
}

async function show(dependencies: AkunDependencies, ctx: Context): Promise<void> {
  const { person } = visitorOf(ctx)
  const lang = language(ctx)
  const words = wordsFor(ctx)
  const window = readWindow(ctx.query, [KEY_PARTS.instant, KEY_PARTS.uuid], PAGE)
  const found = await dependencies.database.query<HistoryEvent>(selectHistory(person.id, TOLD_KINDS, window))
  const page = cutPage(found, window, ({ kunci, id }) => [kunci, id])
  showAkun(dependencies, ctx, 'riwayat', {
    kejadian: page.rows.map(({ kind, at, clientId, alamat, device }) => ({
      apa: words(TOLD[kind as ToldKind], { aplikasi: clientId ?? '' }), kapan: instantInWords(at, lang),
      dari: device === null ? undefined : deviceInWords(device, words), alamat,
    })),
    tautan: pagerOf(ctx, page),
  })
}
