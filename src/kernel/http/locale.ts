import type { Context } from 'koa'
import en from '../../../views/locales/en.json' with { type: 'json' }
import id from '../../../views/locales/id.json' with { type: 'json' }
import { stateOf } from './state.ts'
import { keepForAYear } from './year-cookie.ts'

/** The languages of pages before sign-in (decision 29). */
export type Language = 'id' | 'en'
/** A key of views/locales/*.json. */
export type TextKey = keyof typeof id
export type TextParams = Record<string, string | number>
/** A text still without language: what a service or door gives to a view. */
export interface Text {
  key: TextKey
  params?: TextParams
}

const texts: Record<Language, Record<string, string>> = { id, en }
const cookieName = 'satu_login_bahasa'

/** `in` is what old Android sends for Indonesian; who reads Sundanese, Javanese or Malay reads it before English. */
const languageOfTag: Record<string, Language> = { id: 'id', in: 'id', su: 'id', jv: 'id', ms: 'id', en: 'en' }

/**
 * The first wish that can be served.
 * @param wishes language tags, best first (BCP 47, any case); empty, unknown and `*` are passed over
 * @returns Indonesian when no wish can be served
 */
export function chooseLanguage(wishes: readonly (string | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split(/[-_]/)[0] ?? ''
    if (Object.hasOwn(languageOfTag, primary)) return languageOfTag[primary] ?? 'id'
  }
  return 'id'
}

/**
 * The language of this request: that of the door, where it has only one (decision 29) > `?bahasa=` > cookie > what the
 * person chose for himself > `ctx.state.uiLocales` (the OIDC parameter `ui_locales`, set by whoever knows the
 * authorization request; OIDC Core 3.1.2.1) > Accept-Language > Indonesian.
 */
export function language(ctx: Context): Language {
  const { bahasa, bahasaOrang, uiLocales } = ctx.state as { bahasa?: Language; bahasaOrang?: Language; uiLocales?: unknown }
  if (bahasa !== undefined) return bahasa
  return chooseLanguage([
    asked(ctx),
    ctx.cookies.get(`__Host-${cookieName}`, { signed: false }),
    ctx.cookies.get(cookieName, { signed: false }),
    bahasaOrang,
    ...(typeof uiLocales === 'string' ? uiLocales.split(' ') : []),
    ...ctx.acceptsLanguages(),
  ])
}

/** Pages of this request speak as its person chose, where his browser was told nothing else. */
export function speakAs(ctx: Context, { bahasa }: { readonly bahasa?: Language | null }): void {
  if (bahasa) stateOf(ctx).bahasaOrang = bahasa
}

/**
 * Keeps a language that was asked for with `?bahasa=` for a year.
 * @param secure whether the issuer is https
 */
export function rememberLanguage(ctx: Context, secure: boolean): void {
  const tag = asked(ctx)?.toLowerCase()
  if (tag === 'id' || tag === 'en') keepForAYear(ctx, cookieName, tag, secure)
}

/**
 * A link to this same page in the other language. A query alone, so that no path of the request, however odd, can become
 * a link to another host; with a path where the handler said at which one of ours the page is shown again.
 */
export function otherLanguageHref(ctx: Context, current: Language): string {
  const query = new URLSearchParams(ctx.querystring)
  query.set('bahasa', current === 'id' ? 'en' : 'id')
  return `${stateOf(ctx).halaman ?? ''}?${query.toString()}`
}

/**
 * The words for a key, with `{name}` filled from params; a name without a value stays as it is.
 * @returns undefined for an unknown key
 */
export function findText(lang: Language, key: string, params: TextParams = {}): string | undefined {
  if (!Object.hasOwn(texts[lang], key)) return undefined
  return texts[lang][key]?.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

function asked(ctx: Context): string | undefined {
  const { bahasa } = ctx.query
  return Array.isArray(bahasa) ? bahasa[0] : bahasa
}
