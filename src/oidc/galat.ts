import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { stateOf } from '../kernel/http/state.ts'
import { isMistake, reasonOf } from '../domain/clients/galat/alasan.rules.ts'
import type { Alasan, Galat, Rincian, Titik } from '../domain/clients/galat/galat.ts'
import type { ErrorBook, Noted } from '../domain/clients/galat/pencatat.service.ts'
import {
  addressFacts, claimedClient, clockFacts, methodUsed, plainWord, tokenFacts,
} from './galat.rules.ts'
import { presentedToken, refusedSecret } from './presented.ts'

/** The library's events of errors, by the place that an application meets them. */
const EVENTS = {
  'authorization.error': 'auth', 'pushed_authorization_request.error': 'auth', 'grant.error': 'token',
  'userinfo.error': 'userinfo', 'introspection.error': 'introspeksi', 'revocation.error': 'revocation',
  'end_session.error': 'end_session',
} as const satisfies Record<string, Titik>

const ROUTES: Readonly<Record<string, Titik>> = {
  authorization: 'auth', resume: 'auth', pushed_authorization_request: 'auth', token: 'token', userinfo: 'userinfo',
  introspection: 'introspeksi', revocation: 'revocation', end_session: 'end_session',
}

/** What the library's errors say; its types leave some of it out. */
interface LibraryError {
  readonly message: string
  readonly expose?: boolean
  readonly error_description?: string
  readonly error_detail?: string
  readonly scope?: string
}

type Facts = Readonly<Record<string, unknown>>

const epoch = (): number => Math.floor(Date.now() / 1000)

/** The facts that go with a reason. */
function factsOf(alasan: Alasan, ctx: KoaContextWithOIDC, error: LibraryError): Rincian {
  const { client } = ctx.oidc
  const params: Facts = ctx.oidc.params ?? {}
  switch (alasan) {
    case 'alamat-kembali': return addressFacts(params['redirect_uri'], client?.redirectUris ?? [])
    case 'alamat-keluar': return addressFacts(params['post_logout_redirect_uri'], client?.postLogoutRedirectUris ?? [])
    case 'alamat-kembali-beda': return addressFacts(params['redirect_uri'], [String(presentedToken()?.redirectUri)])
    case 'cakupan-tidak-terdaftar': return { cakupan: plainWord(error.scope) }
    case 'cara-bukti-diri':
      return { terdaftar: String(client?.['tokenEndpointAuthMethod']), dipakai: methodUsed(ctx.get('authorization'), params) }
    case 'jam-aplikasi': return clockFacts(params['client_assertion'], epoch())
    case 'jenis-jawaban': return { diminta: plainWord(params['response_type']) }
    case 'prompt-salah': return { diminta: plainWord(params['prompt']) }
    case 'hibah-tidak-dikenal': case 'hibah-tidak-terdaftar': return { diminta: plainWord(params['grant_type']) }
    case 'gangguan-kami': return { bantuan: stateOf(ctx).kode }
    case 'parameter-kurang': case 'parameter-ganda': case 'lain': return { keterangan: plainWord(error.error_description) }
    default: return {}
  }
}

/** @returns the error of a known client, or of one that the request says it is of; undefined where nobody is named */
function read(titik: Titik, ctx: KoaContextWithOIDC, error: LibraryError): Noted | undefined {
  const kode = error.expose === false || error.expose === undefined ? 'server_error' : error.message
  const params: Facts = ctx.oidc.params ?? {}
  const token = presentedToken()
  const known = ctx.oidc.client?.clientId ?? (titik === 'userinfo' ? token?.clientId : undefined)
  const clientId = known ?? claimedClient(ctx.get('authorization'), { ...ctx.query, ...params })
  if (clientId === undefined || !isMistake(kode)) return undefined
  const words = { titik, kode, keterangan: error.error_description ?? '', detail: error.error_detail ?? '' }
  const { alasan, rincian } = tokenFacts(reasonOf(words), token, epoch())
  return {
    clientId, titik, kode, alasan, pasti: known !== undefined, rincian: { ...factsOf(alasan, ctx, error), ...rincian },
    ...(alasan === 'rahasia-salah' && { rahasia: refusedSecret()?.toString('hex') }),
  }
}

/**
 * Tells the book of every error that the protocol answers an application with. A listener that threw would change the
 * answer: none does.
 * @param isOwn whether the service itself asks, in a try-out
 */
export function tellErrors(
  provider: Provider, book: Pick<ErrorBook, 'note' | 'warn'>, { isOwn, onFailure }: {
    isOwn: (ctx: KoaContextWithOIDC) => boolean; onFailure: (error: unknown) => void
  },
): void {
  const safely = (tell: () => void): void => {
    try {
      tell()
    } catch (failure) {
      onFailure(failure)
    }
  }
  const hear = (titik: Titik, ctx: KoaContextWithOIDC, error: LibraryError): void => {
    safely(() => {
      const galat = isOwn(ctx) ? undefined : read(titik, ctx, error)
      if (galat) book.note(galat)
    })
  }
  for (const [event, titik] of Object.entries(EVENTS)) {
    provider.on(event as 'grant.error', (ctx, error) => { hear(titik, ctx, error as LibraryError) })
  }
  provider.on('server_error', (ctx, error) => {
    const titik = ROUTES[ctx.oidc.route]
    if (titik) hear(titik, ctx, error as unknown as LibraryError)
  })
  provider.on('authorization.success', (ctx) => { safely(() => { warnOf(ctx, book) }) })
}

/** A request that went well and could have been safer. */
function warnOf(ctx: KoaContextWithOIDC, book: Pick<ErrorBook, 'warn'>): void {
  const { client, params } = ctx.oidc
  if (!client || params?.['response_type'] !== 'code') return
  const warn = (alasan: Galat['alasan']): void => {
    book.warn({ clientId: client.clientId, titik: 'auth', kode: 'peringatan', alasan, rincian: {} })
  }
  if (params['state'] === undefined) warn('tanpa-state')
  if (params['nonce'] === undefined) warn('tanpa-nonce')
}
