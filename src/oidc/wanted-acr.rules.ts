import { ACRS, type Acr, reaches } from '../domain/accounts/acr.rules.ts'

/** What an authorization request says about how sure the sign-in shall be. */
export interface WantedAcr {
  /** Values of which one has to be reached (OpenID Connect Core, 5.5.1.1); undefined where none has to. */
  readonly wajib: readonly string[] | undefined
  /** Values that it would like, the dearest first (`acr_values`, 3.1.2.1). */
  readonly ingin: readonly string[]
}

interface AcrRequest { readonly essential?: unknown; readonly value?: unknown; readonly values?: unknown }

const texts = (value: unknown): string[] => [value].flat().filter((one) => typeof one === 'string')

function acrRequest(claims: unknown): AcrRequest {
  if (typeof claims !== 'string') return {}
  const { id_token: idToken } = JSON.parse(claims) as { id_token?: { acr?: AcrRequest | null } | null }
  return idToken?.acr ?? {}
}

/** @param params of a request that the library has accepted */
export function wantedAcr(params: Readonly<Record<string, unknown>>): WantedAcr {
  const { essential, value, values } = acrRequest(params['claims'])
  const named = [...texts(value), ...texts(values)]
  const wished = texts(params['acr_values']).flatMap((list) => list.split(' '))
  return essential === true && named.length > 0 ? { wajib: named, ingin: wished } : { wajib: undefined, ingin: [...wished, ...named] }
}

/** @returns those of some values that mean something here */
export const knownAcrs = (values: readonly string[]): Acr[] =>
  values.flatMap((value) => ACRS.find((acr) => acr === value) ?? [])

/** Whether one of some values is reached: what is surer than a value is that as well. */
export const reachesAny = (acr: string | undefined, values: readonly string[]): boolean =>
  knownAcrs(values).some((value) => reaches(acr, value))

/** @returns the least that satisfies an essential request; undefined where there is none, or nothing would */
export const leastOf = ({ wajib = [] }: WantedAcr): Acr | undefined => ACRS.find((acr) => knownAcrs(wajib).includes(acr))

/** @returns the dearest of the wishes that somebody can fulfil */
export const bestWish = (ingin: readonly string[], reachable: Acr): Acr | undefined =>
  knownAcrs(ingin).find((acr) => reaches(reachable, acr))
