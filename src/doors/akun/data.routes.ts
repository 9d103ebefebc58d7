import type { Context } from 'koa'
import { type ReleasedSet, selectReleasedSets } from '../../domain/sessions/pelepasan.queries.ts'
import { language, type TextKey } from '../../kernel/http/locale.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { type AkunDependencies, showAkun, wordsFor } from './halaman.ts'
import { dayInWords, type Words } from './kata.ts'
import { copyOfEverything } from './salinan.ts'

/** Which application received which data about me and when, and a copy of everything (UU 27/2022). */
export function dataRoutes(dependencies: AkunDependencies): Route[] {
  return [
    { method: 'GET', path: '/akun/data', handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: '/akun/data/unduh', handle: (ctx) => download(dependencies, ctx) },
  ]
}

/** A claim in words; one that nobody named keeps its own. */
function claimWords(claim: string, words: Words): string {
  const key = `akun.klaim.${claim}` as TextKey
  const said = words(key)
  return said === key ? claim : said
}

async function show(dependencies: AkunDependencies, ctx: Context): Promise<void> {
  const lang = language(ctx)
  const words = wordsFor(ctx)
  const sets = await dependencies.database.query<ReleasedSet>(selectReleasedSets(visitorOf(ctx).person.id))
  const byClient = Map.groupBy(sets, ({ clientId }) => clientId)
  showAkun(dependencies, ctx, 'data', {
    aplikasi: [...byClient].map(([host, of]) => ({
      nama: of[0]?.nama, host,
      baris: of.map(({ klaim, pertama, terakhir, hari }) => ({
        data: [...new Set(klaim.map((claim) => claimWords(claim, words)))].join(', '),
        pertama: dayInWords(pertama, lang), terakhir: dayInWords(terakhir, lang), hari,
      })),
    })),
  })
}

async function download(dependencies: AkunDependencies, ctx: Context): Promise<void> {
  const { person } = visitorOf(ctx)
  const copy = await copyOfEverything(dependencies, person)
  ctx.attachment(`data-saya-${dependencies.clock.today()}.json`)
  ctx.type = 'application/json'
  ctx.set('cache-control', 'no-store')
  ctx.body = JSON.stringify(copy, undefined, 2)
}
