import { codeAt, stepAt } from '../../src/domain/mfa/totp/totp.rules.ts'

/** The key that a page of a new authenticator shows, as somebody copies it. */
export function keyOn(html: string): string {
  const key = /<p class="key code">([A-Z2-7 ]+)<\/p>/.exec(html)?.[1]?.replaceAll(' ', '')
  if (key === undefined) throw new Error(`no key of an authenticator stands on the page:\n${html.slice(0, 2000)}`)
  return key
}

/** What a phone with this key shows whose clock is off by so many minutes. */
export function phoneShows(key: string, { minutesOff = 0, now = new Date() } = {}): string {
  return codeAt(key, stepAt(new Date(now.getTime() + minutesOff * 60_000)))
}

/** The codes of a recovery card on a page. */
export function codesOn(html: string): string[] {
  return [...html.matchAll(/<li class="code">([^<]+)<\/li>/g)].map(([, code = '']) => code.trim())
}
