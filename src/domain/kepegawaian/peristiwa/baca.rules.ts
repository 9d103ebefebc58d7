/** Reads what was pushed into events, or says where each mistake stands (RFC 6901). Pure. */
import { createHash } from 'node:crypto'
import { dayInWib } from '../../../kernel/lib/clock.ts'
import type { Peristiwa } from './peristiwa.schema.ts'
import { peristiwaSchema } from './peristiwa.schema.ts'
import type { NewEvent } from './simpan.queries.ts'

export interface EventMistake {
  /** within the event, as `/data/unit` */
  readonly pointer: string
  readonly detail: string
}

export type ReadEvent =
  | { readonly ok: true; readonly event: Peristiwa }
  | { readonly ok: false; readonly mistakes: readonly EventMistake[] }

const MOST_MISTAKES = 20

/** @param today official day in WIB, YYYY-MM-DD: nobody is born after it */
export function readEvent(sent: unknown, today: string): ReadEvent {
  const read = peristiwaSchema.safeParse(sent)
  if (!read.success) {
    const mistakes = read.error.issues.slice(0, MOST_MISTAKES)
      .map(({ path, message, code }) => ({ pointer: pointerOf(path), detail: code === 'unrecognized_keys' ? 'has members that are not known' : message }))
    return { ok: false, mistakes }
  }
  const { orang: { tanggal_lahir: lahir } } = read.data
  return lahir !== undefined && lahir > today
    ? { ok: false, mistakes: [{ pointer: '/orang/tanggal_lahir', detail: 'must not lie in the future' }] }
    : { ok: true, event: read.data }
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Same members in the same order, whatever order they came in. */
function canonical(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => a < b ? -1 : 1).map(([name, member]) => [name, canonical(member)]))
}

/** @param id our own id of the row */
export function toRow(event: Peristiwa, { id, clientId }: { id: string; clientId: string }): NewEvent {
  const { id: peristiwa_id, sumber, jenis, berlaku, versi, orang, data } = event
  return {
    id, sumber, peristiwa_id, jenis, versi, data, client_id: clientId,
    berlaku: berlaku.toISOString(), hari: dayInWib(berlaku),
    external_id: orang.id ?? null, nip: orang.nip ?? null, tanggal_lahir: orang.tanggal_lahir ?? null,
    nip_baru: givenNumber(event) ?? null, unit: 'unit' in data ? data.unit ?? null : null,
    isi: createHash('sha256').update(JSON.stringify(canonical(event))).digest('hex'),
  }
}

function givenNumber(event: Peristiwa): string | undefined {
  if (event.jenis === 'masuk') return event.orang.nip
  return event.jenis === 'nip_berubah' ? event.data.nip : undefined
}
