import type { TextKey, TextParams } from '../../kernel/http/locale.ts'
import { maskNip } from '../../domain/pegawai/nip.rules.ts'
import { PENUGASAN_LABELS } from '../../domain/pegawai/penugasan.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { type Claims, claimsOf } from '../../oidc/claims.rules.ts'
import type { RequestedResource } from '../../oidc/interactions.ts'
import { CLAIMS_BY_SCOPE, knownScopes } from '../../oidc/scopes.ts'

/** Words of the page's language. */
export type Words = (key: TextKey, params?: TextParams) => string

/** One kind of data that an application asks for, in words, with what it would be told today. */
export interface ReleaseGroup {
  readonly judul: string
  readonly isi: string
  /** Asked for now, beside what the person agreed to before. */
  readonly baru: boolean
  readonly butir: readonly { readonly nama: string; readonly nilai: string }[]
}

type Scope = keyof typeof CLAIMS_BY_SCOPE
type ClaimName = typeof CLAIMS_BY_SCOPE[Scope][number]

/** A claim with a value that helps to decide; absent today is said, since it may be there tomorrow. */
interface Shown {
  readonly nama: TextKey
  readonly nilai: (claims: Claims, words: Words) => string | undefined
  /** Nothing to say of what most people do not have. */
  readonly silent?: true
}

const text = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined
const member = (value: unknown, name: string): string | undefined => text((value as Claims | undefined)?.[name])
const joined = (...parts: (string | undefined)[]): string | undefined => parts.filter(Boolean).join(', ') || undefined

const gender = ({ gender: value }: Claims, words: Words): string | undefined =>
  value === undefined ? undefined : words(value === 'male' ? 'persetujuan.nilai.pria' : 'persetujuan.nilai.wanita')

const employment = ({ asn }: Claims): string | undefined =>
  joined(member(asn, 'jenis'), member(asn, 'kedudukan'), member(asn, 'golongan'), member(asn, 'pangkat'))

const opd = ({ opd: own }: Claims): string | undefined =>
  joined(member(own, 'nama'), member((own as Claims | undefined)?.['induk'], 'nama'))

const assignments = ({ penugasan = [] }: Claims): string | undefined => joined(...(penugasan as Claims[]).map((tugas) =>
  `${PENUGASAN_LABELS[tugas['jenis'] as keyof typeof PENUGASAN_LABELS]} ${text(tugas['jabatan']) ?? ''}`))

/** `undefined`: the scope's own sentence names it, a value would tell nobody anything. */
const CLAIMS: Record<ClaimName, Shown | undefined> = {
  sub: undefined, acr: undefined, amr: undefined, auth_time: undefined, sid: undefined, locale: undefined,
  zoneinfo: undefined, updated_at: undefined, data_per: undefined, email_verified: undefined,
  phone_number_verified: undefined, peran: undefined,
  // Parts of the name that is shown whole.
  given_name: undefined, family_name: undefined, gelar_depan: undefined, gelar_belakang: undefined,
  name: { nama: 'persetujuan.nilai.nama', nilai: ({ name }) => text(name) },
  gender: { nama: 'persetujuan.nilai.jenisKelamin', nilai: gender },
  email: { nama: 'persetujuan.nilai.surel', nilai: ({ email }) => text(email) },
  phone_number: { nama: 'persetujuan.nilai.telepon', nilai: ({ phone_number: phone }) => text(phone) },
  nip: { nama: 'persetujuan.nilai.nip', nilai: ({ nip }) => text(nip) && maskNip(text(nip) ?? '') },
  asn: { nama: 'persetujuan.nilai.status', nilai: employment },
  opd: { nama: 'persetujuan.nilai.opd', nilai: opd },
  unit_kerja: { nama: 'persetujuan.nilai.unit', nilai: ({ unit_kerja: unit }) => member(unit, 'nama') },
  jabatan: { nama: 'persetujuan.nilai.jabatan', nilai: ({ jabatan }) => member(jabatan, 'nama') },
  penugasan: { nama: 'persetujuan.nilai.penugasan', nilai: assignments, silent: true },
}

/** What a person is asked to agree to. */
export interface Asked {
  readonly scopes: string
  readonly sumber: readonly RequestedResource[]
  /** Scopes that the person agreed to before, in this session. */
  readonly agreed: string
}

/**
 * The release in words, claim by claim with the person's own values of today. It is made from the very claims that the
 * application would receive, so that the page cannot say less than the token.
 * @param person who is asked; undefined when he may no longer be signed in: no values then
 */
export function presentRelease(person: PersonToday | undefined, asked: Asked, words: Words): ReleaseGroup[] {
  // A page needs no codes.
  const claims = person ? claimsOf(person, { syntheticCodes: false }) : undefined
  const agreed = new Set(asked.agreed.split(' ').filter(Boolean))
  const scopes = knownScopes(asked.scopes).split(' ').filter(Boolean).map((scope) => ({
    judul: words(`klaim.${scope}.judul` as TextKey), isi: words(`klaim.${scope}.isi` as TextKey),
    baru: agreed.size > 0 && !agreed.has(scope),
    butir: claims ? values(scope, claims, words) : [],
  }))
  const apis = asked.sumber.map(({ nama, scopes: izin }) => ({
    judul: words('persetujuan.api', { nama }), isi: words('persetujuan.api.isi', { izin: izin.join(', ') }),
    baru: false, butir: [],
  }))
  return [...scopes, ...apis]
}

function values(scope: string, claims: Claims, words: Words): ReleaseGroup['butir'] {
  const names: readonly ClaimName[] = CLAIMS_BY_SCOPE[scope as Scope] ?? []
  return names.flatMap((name) => {
    const shown = CLAIMS[name]
    const value = shown?.nilai(claims, words)
    if (!shown || (shown.silent && value === undefined)) return []
    return [{ nama: words(shown.nama), nilai: value ?? words('persetujuan.nilai.kosong') }]
  })
}
