import { fileURLToPath } from 'node:url'
import type { Context } from 'koa'
import nunjucks from 'nunjucks'
import { assetPath } from './assets.ts'
import { findText, language, otherLanguageHref, rememberLanguage } from './locale.ts'
import type { Language, TextParams } from './locale.ts'

/** Turns views into pages. `view` is the file below views/ with its ending, e.g. `masuk/kata-sandi.njk`. */
export interface Renderer {
  /** Renders a view as HTML string (for library hooks that only give a string). */
  html(ctx: Context, view: string, data?: Record<string, unknown>): string
  /** Renders into ctx.body, type html; a status set before stays, and nothing is cached unless set before. */
  page(ctx: Context, view: string, data?: Record<string, unknown>): void
}

interface RendererOptions {
  /** Its host stands in the bar of every page; https makes the language cookie `__Host-`. */
  issuer: string
  /** Reads views again on every request, and throws for an unknown text key instead of showing the key. */
  development: boolean
}

const views = fileURLToPath(new URL('../../../views', import.meta.url))

/**
 * Nunjucks with autoescape. Every view sees, besides its own data: `t(key, params)`, `bahasa`, `otherLanguageHref`,
 * `issuerHost`, `aset(name)`, and from ctx.state `kode` (help code), `csrf`, `orang` (who is signed in), `skrip` (the page's one
 * script, if any).
 */
export function createRenderer(options: RendererOptions): Renderer {
  const secure = new URL(options.issuer).protocol === 'https:'
  const environments = { id: environment('id', options), en: environment('en', options) }

  function html(ctx: Context, view: string, data: Record<string, unknown> = {}): string {
    const lang = language(ctx)
    const { kode, csrf, orang, skrip } = ctx.state as Record<string, unknown>
    rememberLanguage(ctx, secure)
    const shared = { kode, csrf, orang, skrip, otherLanguageHref: otherLanguageHref(ctx, lang) }
    // A page that calls something else so would show it as the help code: an activation code, in the footer.
    if (options.development && kode !== undefined && 'kode' in data && data['kode'] !== kode) {
      throw new Error(`${view} is given a kode of its own: that is the name of the help code`)
    }
    return environments[lang].render(view, { ...shared, ...data, ...(kode !== undefined && { kode }) })
  }

  return {
    html,
    page(ctx, view, data) {
      ctx.body = html(ctx, view, data)
      ctx.type = 'html'
      ctx.set('content-language', language(ctx))
      if (!ctx.response.get('cache-control')) ctx.set('cache-control', 'no-store')
    },
  }
}

/** One environment a language, so that macros, which see globals but no data, can translate. */
function environment(lang: Language, { issuer, development }: RendererOptions): nunjucks.Environment {
  const loader = new nunjucks.FileSystemLoader(views, { noCache: development })
  const env = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true })
  env.addGlobal('bahasa', lang)
  env.addGlobal('issuerHost', new URL(issuer).host)
  env.addGlobal('aset', assetPath)
  env.addGlobal('t', (key: string, params?: TextParams) => {
    const text = findText(lang, key, params)
    if (text === undefined && development) throw new Error(`views/locales/${lang}.json has no ${key}`)
    return text ?? key
  })
  return env
}
