/**
 * What a set of events makes of a person: a pure fold, the same for every order in which they came and however often.
 * Of two words on one fact the one with the later effective time counts, then the higher version, then the greater id.
 */
import type { Keadaan } from '../../pegawai/kedudukan.rules.ts'
import { readKedudukan } from '../../pegawai/kedudukan.rules.ts'
import { parseNip } from '../../pegawai/nip.rules.ts'
import { dayAfter } from '../days.rules.ts'
import type { PersonColumns } from '../person.ts'
import type { AssignmentKind } from '../validation/penugasan.rules.ts'
import type { DATA, Jenis } from './peristiwa.schema.ts'
import type { z } from 'zod'

type DataOf<Name extends Jenis> = z.output<(typeof DATA)[Name]>

/** An event as it is kept. */
export type Kept = { readonly [Name in Jenis]: KeptAs<Name, DataOf<Name>> }[Jenis]

interface KeptAs<Name extends string, Data> {
  /** our own id of its row */
  readonly id: string
  /** whose event it is, and its id there */
  readonly sumber: string
  readonly peristiwa_id: string
  readonly jenis: Name
  /** ISO 8601 with milliseconds, UTC */
  readonly berlaku: string
  /** official day in WIB of `berlaku`, YYYY-MM-DD */
  readonly hari: string
  readonly versi: number
  /** number of the person as the event knows him */
  readonly nip: string | null
  readonly tanggal_lahir: string | null
  readonly data: Data
}

/** A fact with the event that told it last. */
export interface Told<Value> {
  readonly value: Value
  readonly by: Kept
}

export interface Post {
  readonly externalId: string
  readonly nama: string
  readonly jenis: 'struktural' | 'fungsional' | 'rangkap' | 'pelaksana'
  readonly eselon: string | null
}

export interface ToldAssignment {
  readonly jenis: AssignmentKind
  readonly jabatan: string
  readonly unit: string
  readonly valid_from: string
  readonly valid_to: string | null
}

export interface Standing {
  readonly kode: string
  readonly nama: string
  readonly keadaan: Keadaan
}

type Column = Exclude<keyof PersonColumns, 'kedudukan_kode' | 'kedudukan_nama' | 'keadaan' | 'tahan'>

export interface Folded {
  /** columns of the person that are in force, by name */
  readonly columns: ReadonlyMap<Column, Told<PersonColumns[Column]>>
  readonly nip: Told<string> | undefined
  /** the last kedudukan in force that is known, and whether the very last one is a kode that nobody knows */
  readonly standing: Told<Standing> | undefined
  readonly unknown: Told<boolean> | undefined
  /** kedudukan to come, one for each day */
  readonly coming: readonly Told<string>[]
  /** every word on the post, one for each day, by day */
  readonly posts: readonly Told<Post | null>[]
  readonly units: readonly Told<string>[]
  /** by the number of the letter; null: taken back */
  readonly assignments: ReadonlyMap<string, Told<ToldAssignment | null>>
}

/** The one order of all events: effective time, version, id. */
export function compareEvents(one: Kept, other: Kept): number {
  return compareTexts(one.berlaku, other.berlaku) || one.versi - other.versi
    || compareTexts(one.peristiwa_id, other.peristiwa_id) || compareTexts(one.sumber, other.sumber)
}

/** By code units: no language's order, the same on every machine. */
const compareTexts = (one: string, other: string): number => one < other ? -1 : Number(one > other)

/** Kinds whose facts carry their own days: what they tell is written down at once. */
const DATED: ReadonlySet<Jenis> = new Set<Jenis>([
  'mutasi', 'jabatan', 'kedudukan', 'pensiun', 'meninggal', 'kontrak', 'penugasan', 'penugasan_selesai',
  'penugasan_dicabut',
])

/** @returns whether nothing of the event can be written down before its day */
export const waitsForItsDay = ({ jenis, hari }: Pick<Kept, 'jenis' | 'hari'>, today: string): boolean =>
  hari > today && !DATED.has(jenis)

/**
 * @param events of one person, each once or more
 * @param today official day in WIB, YYYY-MM-DD
 */
export function fold(events: readonly Kept[], today: string): Folded {
  const columns = new Map<Column, Told<PersonColumns[Column]>>()
  const posts = new Map<string, Told<Post | null>>()
  const units = new Map<string, Told<string>>()
  const coming = new Map<string, Told<string>>()
  const assignments = new Map<string, Told<ToldAssignment | null>>()
  let nip: Told<string> | undefined
  let standing: Told<Standing> | undefined
  let unknown: Told<boolean> | undefined

  for (const by of distinct(events)) {
    if (waitsForItsDay(by, today)) continue
    for (const [column, value] of columnsOf(by)) columns.set(column, { value, by })
    const number = numberOf(by)
    if (number !== undefined) nip = { value: number, by }
    const kode = standingOf(by)
    if (kode !== undefined && by.hari > today) coming.set(by.hari, { value: kode, by })
    else if (kode !== undefined) {
      const read = readKedudukan(kode)
      unknown = { value: read.tahan, by }
      if (!read.tahan) standing = { value: read.kedudukan, by }
    }
    const post = postOf(by)
    if (post !== undefined) posts.set(by.hari, { value: post, by })
    const unit = unitOf(by)
    if (unit !== undefined) units.set(by.hari, { value: unit, by })
    noteAssignment(assignments, by)
  }
  return { columns, nip, standing, unknown, coming: [...coming.values()], posts: [...posts.values()], units: [...units.values()], assignments }
}

/** The events in their order, each once. */
function distinct(events: readonly Kept[]): Kept[] {
  return [...new Map(events.map((event) => [event.id, event])).values()].toSorted(compareEvents)
}

function columnsOf(event: Kept): [Column, PersonColumns[Column]][] {
  const { jenis, data } = event
  const said = ((): Partial<Pick<PersonColumns, Column>> => {
    switch (jenis) {
      case 'masuk': {
        const { nama, gelar_depan, gelar_belakang, jenis_kelamin, email, no_hp, tmt_pensiun, akhir_kontrak } = data
        return {
          nama, gelar_depan, gelar_belakang, email, no_hp, tmt_pensiun, akhir_kontrak,
          ...bornAs(event.nip), ...kindOf(event.nip, data.jenis), ...event.tanggal_lahir !== null && { tanggal_lahir: event.tanggal_lahir },
          ...jenis_kelamin !== undefined && { jenis_kelamin },
          ...data.golongan !== undefined && { golongan: data.golongan, tmt_golongan: data.tmt_golongan ?? null },
        }
      }
      case 'golongan': return { golongan: data.golongan, tmt_golongan: event.hari }
      case 'nip_berubah': return kindOf(data.nip, data.jenis)
      case 'pensiun': case 'meninggal': case 'kontrak': case 'kontak': return data
      case 'mutasi': case 'jabatan': case 'kedudukan': case 'penugasan': case 'penugasan_selesai':
      case 'penugasan_dicabut': return {}
    }
  })()
  return (Object.entries(said) as [Column, PersonColumns[Column] | undefined][])
    .flatMap(([column, value]) => value === undefined ? [] : [[column, value] as [Column, PersonColumns[Column]]])
}

/** What the number itself tells. */
function bornAs(nip: string | null): Partial<PersonColumns> {
  const read = parseNip(nip ?? '', '9999-12-31')
  return read.ok ? { jenis_kelamin: read.kelamin } : {}
}

/** The number tells PNS and PPPK apart, and only a PPPK has a contract. */
function kindOf(nip: string | null, said: PersonColumns['jenis'] | undefined): Partial<PersonColumns> {
  const read = parseNip(nip ?? '', '9999-12-31')
  if (!read.ok) return said === undefined ? {} : { jenis: said }
  if (read.jenis === 'PPPK') return { jenis: 'PPPK' }
  return { jenis: said === 'CPNS' ? 'CPNS' : 'PNS', akhir_kontrak: null }
}

function numberOf(event: Kept): string | undefined {
  if (event.jenis === 'nip_berubah') return event.data.nip
  return event.jenis === 'masuk' ? event.nip ?? undefined : undefined
}

const standingOf = ({ jenis, data }: Kept): string | undefined =>
  jenis === 'masuk' || jenis === 'kedudukan' ? data.kedudukan : undefined

/** @returns the post that the event gives, null for none, undefined where it does not say */
export function postOf({ jenis, data }: Kept): Post | null | undefined {
  if (jenis !== 'masuk' && jenis !== 'jabatan') return undefined
  if (!data.jabatan) return data.jabatan
  const { id, nama, jenis: kind, eselon = null } = data.jabatan
  return { externalId: id ?? `nama:${nama.toLowerCase()}`, nama, jenis: kind, eselon }
}

/** @returns the source's id of the unit that the person belongs to from then on */
function unitOf({ jenis, data }: Kept): string | undefined {
  return jenis === 'masuk' || jenis === 'jabatan' || jenis === 'mutasi' ? data.unit : undefined
}

function noteAssignment(assignments: Map<string, Told<ToldAssignment | null>>, by: Kept): void {
  if (by.jenis === 'penugasan') {
    const { sk, jenis, jabatan, unit, mulai, selesai } = by.data
    const value = { jenis, jabatan, unit, valid_from: mulai, valid_to: selesai ? dayAfter(selesai) : null }
    assignments.set(sk, { value, by })
  } else if (by.jenis === 'penugasan_dicabut') {
    assignments.set(by.data.sk, { value: null, by })
  } else if (by.jenis === 'penugasan_selesai') {
    const { sk, selesai } = by.data
    const begun = assignments.get(sk)?.value
    // Of a letter that nobody knows there is nothing to end; when it comes with an earlier date, this counts.
    if (!begun) return
    const value = selesai < begun.valid_from ? null : { ...begun, valid_to: dayAfter(selesai) }
    assignments.set(sk, { value, by })
  }
}
