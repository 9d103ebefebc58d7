import { deviceName } from '../../kernel/lib/device-name.ts'
import { findText, type Language, type TextKey, type TextParams } from '../../kernel/http/locale.ts'

/** Words of the page's language. */
export type Words = (key: TextKey, params?: TextParams) => string

export const wordsOf = (language: Language): Words => (key, params) => findText(language, key, params) ?? key

const localeOf = (language: Language): string => language === 'id' ? 'id-ID' : 'en-GB'

/** @returns an official day in words, "30 November 2026" */
export function dayInWords(day: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
}

/** @returns an instant in WIB in words, "22 November 2026 09.15 WIB" */
export function instantInWords(at: Date, language: Language): string {
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'Asia/Jakarta' }).format(at)
  const time = new Intl.DateTimeFormat(localeOf(language), {
    hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Jakarta',
  }).format(at)
  return `${day} ${time} WIB`
}

/** @returns a browser as its owner recognises it, "Chrome, Android" */
export function deviceInWords(userAgent: string | null, words: Words): string {
  const { peramban, sistem } = deviceName(userAgent)
  return [peramban, sistem].filter(Boolean).join(', ') || words('akun.perangkat.lain')
}
