import { readGolongan } from '../domain/pegawai/golongan.rules.ts'
import { holdsPost } from '../domain/pegawai/jabatan.rules.ts'
import { appRolesOf } from '../domain/clients/peran/peran.rules.ts'
import { bagianNama, namaLengkap } from '../domain/pegawai/nama.rules.ts'
import type { JabatanToday, PenugasanToday, PersonToday, UnitToday } from '../domain/pegawai/person.ts'
import { indukOf, opdOf } from '../domain/pegawai/unit/unit.rules.ts'

export type ClaimValue = string | number | boolean | ClaimValue[] | { [name: string]: ClaimValue }
export type Claims = Record<string, ClaimValue>

type Loose = { [name: string]: Loose | ClaimValue | null | undefined } | ClaimValue | null | undefined

/** Nulls, empty objects and empty lists are left out: a claim that says nothing is not sent. */
function present(values: Record<string, Loose>): Claims {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, ClaimValue] => {
    const [, value] = entry
    return value !== null && value !== undefined && value !== ''
      && !(typeof value === 'object' && Object.keys(value).length === 0)
  }))
}

/** An invented code identifies nothing outside a demo: production leaves it out, `id` is always there. */
interface Disclosure {
  readonly syntheticCodes: boolean
  /** Whose roles of the person are told; none without it. */
  readonly klien?: string | undefined
}

function unit({ id, kode, kodeSumber, nama }: UnitToday, { syntheticCodes }: Disclosure): Claims {
  return present({ id, kode: kodeSumber === 'sintetis' && !syntheticCodes ? null : kode, nama })
}

function opdClaims(chain: readonly UnitToday[], disclosure: Disclosure): Claims {
  const own = chain[0]
  const opd = opdOf(chain)
  const induk = indukOf(chain)
  return present({
    unit_kerja: own && unit(own, disclosure),
    opd: opd && { ...unit(opd, disclosure), ...(induk && { induk: unit(induk, disclosure) }) },
  })
}

function jabatanClaim(jabatan: JabatanToday, own: UnitToday | undefined, disclosure: Disclosure): Claims {
  return present({
    id: jabatan.id, nama: jabatan.nama, jenis: jabatan.jenis, eselon: jabatan.eselon,
    unit: own && unit(own, disclosure),
    tmt: jabatan.tmt,
  })
}

function penugasanClaim(tugas: PenugasanToday, disclosure: Disclosure): Claims {
  return present({
    jenis: tugas.jenis, jabatan: tugas.jabatan, unit: unit(tugas.unit, disclosure), mulai: tugas.mulai,
    selesai: tugas.selesai, sk: tugas.sk,
  })
}

function asnClaim({ jenis, kedudukan_nama: kedudukan, golongan }: PersonToday): Claims {
  const pangkat = golongan === null || jenis === 'PPPK' ? undefined : readGolongan(golongan)?.pangkat
  return present({ jenis, kedudukan, golongan, pangkat })
}

/** Who was elected holds an office of the province, whichever OPD looks after him. */
function postUnit({ kategori, unitChain }: PersonToday): UnitToday | undefined {
  return kategori === 'pejabat-negara' ? unitChain.at(-1) : unitChain[0]
}

const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000)

/**
 * Everything that may be said of a person on the day he was read, whatever was asked: the library keeps what the
 * granted scopes release (architecture.md, "Claims").
 * @param disclosure whether invented unit codes may be shown: not in production; and to which application it is said
 */
export function claimsOf(person: PersonToday, disclosure: Disclosure): Claims {
  const posted = holdsPost(person)
  return present({
    name: namaLengkap(person),
    ...bagianNama(person.nama),
    gelar_depan: person.gelar_depan,
    gelar_belakang: person.gelar_belakang,
    gender: person.jenis_kelamin && (person.jenis_kelamin === 'L' ? 'male' : 'female'),
    locale: 'id-ID',
    zoneinfo: 'Asia/Jakarta',
    updated_at: seconds(person.updatedAt),
    email: person.email,
    email_verified: person.email ? false : null,
    phone_number: person.no_hp,
    phone_number_verified: person.no_hp ? false : null,
    nip: person.nip,
    asn: asnClaim(person),
    ...opdClaims(person.unitChain, disclosure),
    jabatan: posted && person.jabatan ? jabatanClaim(person.jabatan, postUnit(person), disclosure) : null,
    penugasan: posted ? person.penugasan.map((tugas) => penugasanClaim(tugas, disclosure)) : null,
    peran: disclosure.klien === undefined ? null : appRolesOf(person, disclosure.klien),
    data_per: person.dataPer?.toISOString(),
  })
}
