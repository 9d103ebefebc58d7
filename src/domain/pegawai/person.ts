import type { Kategori } from './kategori.rules.ts'
import type { Keadaan } from './kedudukan.rules.ts'

/** A unit as tokens and pages name it on a day. */
export interface UnitToday {
  readonly id: string
  readonly kode: string | null
  /** `sintetis`: an invented code that no production instance tells anybody. */
  readonly kodeSumber: string | null
  readonly nama: string
  readonly jenis: string
}

export interface PenugasanToday {
  readonly jenis: 'PLT' | 'PLH' | 'PJ' | 'TT'
  readonly jabatan: string
  readonly unit: UnitToday
  /** Ids of that unit and those above it. */
  readonly rantai: readonly string[]
  /** First day. */
  readonly mulai: string
  /** Last day, inclusive. */
  readonly selesai: string | null
  readonly sk: string | null
}

export interface JabatanToday {
  readonly id: string | null
  readonly nama: string | null
  readonly jenis: string | null
  /** In words, "II.a". */
  readonly eselon: string | null
  readonly tmt: string | null
}

/** What a person may do at the staff doors on that day. */
export interface RoleToday {
  readonly role: string
  /** The unit that the role is bound to; with all units below it. */
  readonly unitId: string | null
  /** The same unit as pages name it. */
  readonly opd: UnitToday | null
  /** Of a seat: our id of it, and how he came to act in it (domain/permohonan/kursi/kursi.ts). */
  readonly kursi?: string
  readonly cara?: string
}

/** An application's own role of a person, by the dates of that day. */
export interface PeranAplikasiToday {
  readonly klien: string
  readonly kode: string
  /** The OPD by which it was given: it counts while he works there or in a unit below it. */
  readonly unit: string
}

/** A second factor that a person has, confirmed and not revoked. */
export interface FaktorToday {
  readonly id: string
  readonly jenis: 'totp' | 'passkey'
  /** As its owner calls it. */
  readonly nama: string
  readonly sejak: Date
}

/** A browser that a person signed in from and did not forget. */
export interface PerangkatToday {
  /** SHA-256 of the browser's secret and the person, hexadecimal. */
  readonly sidik: string
  /** Until then it stands in for his second factor; null: he did not trust it, or does not any more. */
  readonly tepercayaSampai: Date | null
}

/** A person as the directory has him on one day: what claims, pages and rules are made from. */
export interface PersonToday {
  readonly id: string
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  readonly jenis_kelamin: 'L' | 'P' | null
  readonly email: string | null
  readonly no_hp: string | null
  readonly kategori: Kategori
  /** What the person types at the login box: the NIP, or the number of who has none (nomor.rules.ts). */
  readonly nomor: string | null
  /** Null for a person without a NIP. */
  readonly nip: string | null
  readonly jenis: 'PNS' | 'CPNS' | 'PPPK' | null
  /** Null for a person without a NIP. */
  readonly kedudukan_kode: string | null
  readonly kedudukan_nama: string | null
  /** On that day, its dates considered. */
  readonly keadaan: Keadaan
  /** A kedudukan that nobody knows, or a live mark: what was, goes on, and nothing new is given. */
  readonly tahan: boolean
  readonly golongan: string | null
  readonly jabatan: JabatanToday | null
  /** The person's own unit first, then its parent, up to the province; empty without a unit. */
  readonly unitChain: readonly UnitToday[]
  /** Each once, however many sources tell it. */
  readonly penugasan: readonly PenugasanToday[]
  /** Product roles of that day, and seats. */
  readonly roles: readonly RoleToday[]
  /** Roles of applications, by application and code; none unless told. */
  readonly peranAplikasi?: readonly PeranAplikasiToday[]
  /** Second factors, the oldest first. */
  readonly faktor: readonly FaktorToday[]
  /** How many recovery codes are left. */
  readonly kodePemulihan: number
  /** Networks that he signed in from (`wideNetworkOf`), the latest first. */
  readonly jaringan: readonly string[]
  /** Browsers that he signed in from. */
  readonly perangkat: readonly PerangkatToday[]
  /** The newest version of the privacy notice that he read; null for an account that an operator activated. */
  readonly pemberitahuan?: number | null
  /** Of letters, and of pages where his browser says nothing else: as he chose it. */
  readonly bahasa?: 'id' | 'en' | null
  readonly frozen: boolean
  readonly activated: boolean
  readonly updatedAt: Date
  /** When the last personnel run was applied. */
  readonly dataPer: Date | null
}
