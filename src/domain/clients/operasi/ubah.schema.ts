import { z } from 'zod'
import type { ClientState } from '../client.types.ts'
import { fields } from '../pendaftaran/client.schema.ts'
import { checkRedirectUri } from '../redirect-uri.rules.ts'

/** What its OPD changes of a client without asking anybody: nothing that decides who enters or what is released. */
export interface Harmless {
  readonly nama: string
  readonly keterangan: string
  /** E-mail addresses of whoever runs it. */
  readonly kontak: readonly string[]
  /** Home page on the client's host; empty for none. */
  readonly beranda: string
}

export type HarmlessField = keyof Harmless

export const LONGEST_DESCRIPTION = 1000

const keterangan = z.string().max(LONGEST_DESCRIPTION).regex(/^[\P{Cc}\r\n\t]*$/u)

/** @returns which fields are not right; the page has a sentence for each */
export function harmlessMistakes(
  given: Harmless, { host, state }: { readonly host: string; readonly state: ClientState },
): HarmlessField[] {
  const good: Readonly<Record<HarmlessField, boolean>> = {
    nama: fields.client_name.safeParse(given.nama).success,
    keterangan: keterangan.safeParse(given.keterangan).success,
    kontak: fields.contacts.safeParse(given.kontak).success,
    beranda: given.beranda === '' || checkRedirectUri(given.beranda, { host, state }).ok,
  }
  return (Object.keys(good) as HarmlessField[]).filter((field) => !good[field])
}
