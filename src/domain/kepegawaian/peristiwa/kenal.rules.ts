/**
 * Who an event is about: the source's own id first, then NIP plus birth date, as everywhere (domain.md section 6). Only
 * `masuk` makes a person. What would make two people of one, or one of two, is held for a human.
 */
import type { Alasan, Stored } from './simpan.queries.ts'
import { compareEvents } from './fold.rules.ts'

/** Who has, or had, a number. */
export interface NumberOwner {
  readonly nip: string
  readonly pegawai_id: string
  readonly tanggal_lahir: string | null
  readonly current: boolean
}

export interface KnownPeople {
  /** by `${sumber} ${external id}` */
  readonly externals: ReadonlyMap<string, string>
  readonly owners: readonly NumberOwner[]
  /** birth dates of the people in `externals` */
  readonly births: ReadonlyMap<string, string | null>
}

export interface Recognised {
  readonly event: Stored
  readonly pegawaiId: string
  /** nobody knew him: `masuk` brings him */
  readonly isNew: boolean
}

export interface Unrecognised {
  readonly event: Stored
  readonly alasan: Alasan
}

export interface Recognition {
  readonly recognised: readonly Recognised[]
  /** nobody of ours yet, to be asked again */
  readonly unknown: readonly Unrecognised[]
  /** for a human */
  readonly contradictory: readonly Unrecognised[]
  /** ids of sources that belong to people from now on */
  readonly externals: ReadonlyMap<string, string>
}

export const externalKey = (sumber: string, externalId: string): string => `${sumber} ${externalId}`

/**
 * One event may make another's person known, so that they are asked again until nothing more comes of it; the outcome
 * does not depend on how the events are arranged.
 * @param newId makes the id of a new person
 * @param mayBegin whether a `masuk` takes effect: its unit is known and its day has come
 */
export function recognise(
  events: readonly Stored[], known: KnownPeople, { newId, mayBegin }: {
    newId: (event: Stored) => string; mayBegin: (event: Stored) => boolean
  },
): Recognition {
  const externals = new Map(known.externals)
  const owners = [...known.owners]
  const births = new Map([...known.births, ...owners.map(({ pegawai_id, tanggal_lahir }) => [pegawai_id, tanggal_lahir] as const)])
  const recognised: Recognised[] = []
  const contradictory: Unrecognised[] = []
  let waiting = events.toSorted(compareEvents)
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length
    waiting = waiting.filter((event) => {
      const answer = who(event, externals, owners)
      if (answer === undefined) {
        if (event.jenis !== 'masuk' || !mayBegin(event)) return true
      } else if ('alasan' in answer) {
        contradictory.push({ event, alasan: answer.alasan })
        return false
      }
      const pegawaiId = answer?.pegawaiId ?? newId(event)
      recognised.push({ event, pegawaiId, isNew: answer === undefined })
      if (event.external_id !== null) externals.set(externalKey(event.sumber, event.external_id), pegawaiId)
      if (answer === undefined) births.set(pegawaiId, event.tanggal_lahir)
      if (event.nip_baru !== null) {
        owners.push({ nip: event.nip_baru, pegawai_id: pegawaiId, tanggal_lahir: births.get(pegawaiId) ?? null, current: true })
      }
      return false
    })
  }
  return {
    recognised, contradictory, externals,
    unknown: waiting.map((event) => ({ event, alasan: 'orang-tidak-dikenal' })),
  }
}

function who(
  { sumber, external_id, nip, tanggal_lahir, nip_baru, jenis }: Stored, externals: ReadonlyMap<string, string>,
  owners: readonly NumberOwner[],
): { pegawaiId: string } | { alasan: Alasan } | undefined {
  const byId = external_id === null ? undefined : externals.get(externalKey(sumber, external_id))
  const ofNumber = nip === null ? [] : owners.filter((owner) => owner.nip === nip)
  const byNumber = ofNumber.find((owner) => owner.current && owner.tanggal_lahir === tanggal_lahir)
    ?? ofNumber.find((owner) => owner.tanggal_lahir === tanggal_lahir)
  if (byId !== undefined && byNumber !== undefined && byNumber.pegawai_id !== byId) return { alasan: 'dua-orang' }
  const pegawaiId = byId ?? byNumber?.pegawai_id
  const claimed = jenis === 'masuk' || jenis === 'nip_berubah' ? nip_baru : null
  // A number never goes from one person to another, not even one that is not in use any more.
  const isTaken = claimed !== null && owners.some((owner) => owner.nip === claimed && owner.pegawai_id !== pegawaiId)
  if (isTaken && (pegawaiId !== undefined || jenis === 'masuk')) return { alasan: 'nip-milik-orang-lain' }
  return pegawaiId === undefined ? undefined : { pegawaiId }
}
