import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Context } from 'koa'
import { claimsSchema, SKEMA_PATH } from '../../../domain/clients/klaim/skema.ts'
import { type Language, language } from '../../../kernel/http/locale.ts'
import type { Renderer } from '../../../kernel/http/render.ts'
import type { Route } from '../../route.ts'
import { type Blok, readMarkdown } from './markdown.rules.ts'
import { presentClaims, presentGuide } from './panduan.rules.ts'

interface PanduanDependencies {
  readonly renderer: Renderer
  readonly issuer: string
}

const FILES: Readonly<Record<Language, string>> = { id: 'panduan-pengembang.md', en: 'panduan-pengembang.en.md' }
const guides = new Map<Language, readonly Blok[]>()

/** @returns the guide of docs/ in a language, read once */
function guideIn(lang: Language): readonly Blok[] {
  const known = guides.get(lang) ?? readMarkdown(readFileSync(fileURLToPath(new URL(`../../../../docs/${FILES[lang]}`, import.meta.url)), 'utf8'))
  guides.set(lang, known)
  return known
}

/** What developers read without signing in: the guide, and the claims as a contract, for people and for programs. */
export function panduanRoutes({ renderer, issuer }: PanduanDependencies): Route[] {
  const schema = `${JSON.stringify(claimsSchema(issuer), null, 2)}\n`
  return [
    { method: 'GET', path: '/panduan/pengembang', handle: (ctx) => {
      renderer.page(ctx, 'panduan/pengembang.njk', presentGuide(guideIn(language(ctx))))
    } },
    { method: 'GET', path: '/panduan/klaim', handle: (ctx) => {
      renderer.page(ctx, 'panduan/klaim.njk', { ...presentClaims(language(ctx)), skema: SKEMA_PATH })
    } },
    { method: 'GET', path: SKEMA_PATH, handle: (ctx) => { giveSchema(ctx, schema) } },
  ]
}

/** Anybody may take it, from a page of any other host too: nothing personal stands in it. */
function giveSchema(ctx: Context, schema: string): void {
  ctx.type = 'application/schema+json'
  ctx.set('access-control-allow-origin', '*')
  ctx.set('cross-origin-resource-policy', 'cross-origin')
  ctx.set('cache-control', 'public, max-age=300')
  ctx.body = schema
}
