import type { FaktorToday, PersonToday } from '../../pegawai/person.ts'

/** How sure a sign-in has to be, weakest first. */
export const TUNTUTAN = ['sandi', 'faktor-kedua', 'tahan-phishing'] as const

export type Tuntutan = (typeof TUNTUTAN)[number]

/** How a one-time code may travel that is no factor of its own. */
export type Saluran = 'email' | 'sms'

/** Conditions on the person: each that is named must hold, by any of its values; none is everybody. */
export interface Siapa {
  /** Ids of units: whoever works there or in a unit below it today. */
  readonly opd?: readonly string[] | undefined
  readonly jenis_jabatan?: readonly string[] | undefined
  /** Levels, "II" for II.a and II.b. */
  readonly eselon?: readonly string[] | undefined
  /** As the directory has it, "IV/a"; "IX" is a PPPK. */
  readonly golongan?: readonly string[] | undefined
  /** Product roles of today; `*` for any of them. */
  readonly peran?: readonly string[] | undefined
  /** `sub` of single people. */
  readonly pegawai?: readonly string[] | undefined
}

/** Conditions on the application: each that is named must hold; none is every application. */
export interface Ke {
  readonly klien?: readonly string[] | undefined
  readonly kelompok?: readonly string[] | undefined
  readonly berisiko?: true | undefined
}

/** Conditions on the caller's address; none is everywhere. An address that nobody knows meets both. */
export interface Dari {
  /** CIDR ranges, any of which the address lies in. */
  readonly jaringan?: readonly string[] | undefined
  /** CIDR ranges, none of which the address lies in. */
  readonly luar_jaringan?: readonly string[] | undefined
}

/** One rule of the policy. Rules only ever add: what is asked is the strictest of all that fit. */
export interface Aturan {
  /** Chosen by whoever wrote it: "peran-produk". */
  readonly id: string
  /** In words, for pages. */
  readonly nama: string
  readonly siapa: Siapa
  readonly ke: Ke
  readonly dari: Dari
  readonly tuntutan: Tuntutan
  /** Whether a device that the person trusted may stand in for the second factor. */
  readonly perangkat_tepercaya: boolean
  /** Codes by message that stand in for a factor; SMS never does for who has a product role. */
  readonly kode_pesan: readonly Saluran[]
  /** First day on which it holds, YYYY-MM-DD in WIB. */
  readonly sejak: string
  /** Last day on which somebody without a fitting factor is let in and reminded; null: none, at once. */
  readonly pendaftaran_sampai: string | null
}

/** What rules look at in a person, as of the day. */
export type Orang = Pick<PersonToday, 'id' | 'golongan' | 'jabatan' | 'email' | 'no_hp'> & {
  readonly unitChain: readonly { readonly id: string }[]
  readonly roles: readonly { readonly role: string }[]
  readonly faktor: readonly Pick<FaktorToday, 'jenis'>[]
}

/** What rules look at in an application. */
export interface Tujuan {
  readonly client_id: string
  /** Somebody could do great harm there: no trusted device stands in. */
  readonly berisiko: boolean
  readonly kelompok: string | null
}

/** One sign-in, as the policy sees it. */
export interface Keadaan {
  readonly person: Orang
  readonly client: Tujuan
  /** The caller's address, or the network of an IPv6 one (`networkOf`); undefined when it is not known. */
  readonly network: string | undefined
  /** Official day in WIB, YYYY-MM-DD. */
  readonly today: string
}
