/** What the fold of a person's events changes in his row and his numbers. Data only; nothing is written. */
import { isShut, keadaanPada } from '../../pegawai/keadaan.rules.ts'
import { columnChanges, type FieldChange, type PersonDifference } from '../difference/people.rules.ts'
import type { StoredPerson } from '../difference/person-snapshot.ts'
import type { PersonColumns } from '../person.ts'
import type { Folded, Kept, Told } from './fold.rules.ts'
import { isAbsorbed } from './linimasa.rules.ts'
import type { Announced } from './orang.queries.ts'
import type { Stored } from './simpan.queries.ts'

const NOBODY: Omit<PersonColumns, 'nama' | 'tanggal_lahir' | 'kedudukan_kode' | 'keadaan'> = {
  gelar_depan: null, gelar_belakang: null, jenis_kelamin: null, jenis: null, kedudukan_nama: null, tahan: false,
  tmt_cpns: null, tmt_pns: null, golongan: null, tmt_golongan: null, email: null, no_hp: null, tmt_pensiun: null, akhir_kontrak: null, tgl_meninggal: null,
}

const CONTACT = ['email', 'no_hp'] as const

export interface PersonContext {
  readonly id: string
  /** all events of the person that can be folded */
  readonly events: readonly Stored[]
  readonly before: StoredPerson | undefined
  readonly asOf: string | null
  readonly announced: readonly Announced[]
  readonly today: string
}

export interface PersonChange {
  readonly difference: PersonDifference
  /** announcements that are not to begin any more */
  readonly cancelled: readonly Announced[]
  readonly scheduled: readonly Pick<Announced, 'kode' | 'berlaku' | 'sumber'>[]
  /** may not sign in any more, and could before */
  readonly ends: boolean
}

const isSame = (one: PersonChange['scheduled'][number], other: PersonChange['scheduled'][number]): boolean =>
  one.kode === other.kode && one.berlaku === other.berlaku && one.sumber === other.sumber

const ofEvents = (told: Told<unknown>): Kept & { diterima_at: string } => told.by as Kept & { diterima_at: string }

/** @returns what changes, `fields` empty where nothing does */
export function changeOf(folded: Folded, context: PersonContext): PersonChange {
  const { id, before, asOf, announced, today } = context
  const isFresh = (told: Told<unknown> | undefined): boolean => told !== undefined && !isAbsorbed(ofEvents(told), asOf)
  const columns = columnsOf(folded, context, isFresh)
  const changes: FieldChange[] = before
    ? columnChanges(Object.keys(columns) as (keyof PersonColumns)[], before.columns, columns) : []
  const hasWord = isFresh(folded.unknown)
  const { nip } = folded
  const opens = nip !== undefined && isFresh(nip) && !before?.nips.some((known) => known.nip === nip.value)
  const closed = before?.nips.filter((known) => known.nip !== nip?.value
    && isFresh(nip) && (nip?.by.jenis === 'nip_berubah' || known.sumber === nip?.by.sumber)).map((known) => known.nip) ?? []
  if (before && (opens || closed.length > 0)) {
    changes.push({ kolom: 'nip', lama: before.nips.map((known) => known.nip).join(', ') || null, baru: nip?.value ?? null })
  }

  const coming = folded.coming.filter(isFresh)
    .map(({ value, by }) => ({ kode: value, berlaku: by.hari, sumber: by.sumber }))
  const senders = new Set(context.events.map((event) => event.sumber))
  const isWanted = (one: Announced): boolean => coming.some((other) => isSame(one, other))
  const cancelled = announced.filter((one) => senders.has(one.sumber) && (one.berlaku <= today ? hasWord : !isWanted(one)))
  const jadwal = announced.filter((one) => !cancelled.includes(one))
  const dari = before ? keadaanPada({ ...before, ...before.columns }, today) : null
  const ke = keadaanPada({ ...before, ...columns, jadwal }, today)
  return {
    difference: {
      id, externalId: '', hash: '', isNew: !before, changes, columns, post: undefined, keadaan: { dari, ke },
      openNip: opens ? nip.value : undefined, closeNips: closed,
      kontak: before ? CONTACT.flatMap((kolom) => columns[kolom] === before.columns[kolom] ? [] : [{ kolom, nilai: columns[kolom] }]) : [],
    },
    cancelled,
    scheduled: coming.filter((one) => !jadwal.some((other) => isSame(other, one))),
    ends: dari !== null && !isShut(dari) && isShut(ke),
  }
}

function columnsOf(
  folded: Folded, { id, before, events }: PersonContext, isFresh: (told: Told<unknown> | undefined) => boolean,
): PersonColumns {
  const told: Partial<PersonColumns> = Object.fromEntries(
    [...folded.columns].filter(([, fact]) => isFresh(fact)).map(([column, { value }]) => [column, value]))
  if (before && isOlderRank(folded, before.columns, events)) {
    delete told.golongan
    delete told.tmt_golongan
  }
  if (folded.standing && isFresh(folded.standing)) {
    const { kode, nama, keadaan } = folded.standing.value
    Object.assign(told, { kedudukan_kode: kode, kedudukan_nama: nama, keadaan })
  }
  if (isFresh(folded.unknown)) told.tahan = folded.unknown?.value ?? false
  const columns = { ...NOBODY, ...before?.columns, ...told } as PersonColumns
  if (!before && (columns.kedudukan_kode === undefined || columns.nama === undefined)) throw new Error(`nobody brought ${id}`)
  // A contract is a PPPK's: whoever has become a PNS has none, whichever was told first.
  return told.akhir_kontrak !== undefined && columns.jenis !== 'PPPK' ? { ...columns, akhir_kontrak: null } : columns
}

/** Whether the directory has a later rank than the events know, and has it from elsewhere. */
function isOlderRank(folded: Folded, { golongan, tmt_golongan }: PersonColumns, events: readonly Stored[]): boolean {
  const told = folded.columns.get('golongan')
  if (!told || tmt_golongan === null) return false
  const day = folded.columns.get('tmt_golongan')?.value ?? told.by.hari
  const isOurs = events.some((event) => (event.jenis === 'golongan' && event.data.golongan === golongan && event.hari === tmt_golongan)
    || (event.jenis === 'masuk' && event.data.golongan === golongan && (event.data.tmt_golongan ?? null) === tmt_golongan))
  return !isOurs && String(day) < tmt_golongan
}
