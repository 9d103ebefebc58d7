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

interface Asked {
  readonly ctx: KoaContextWithOIDC
  readonly params: Facts
  readonly error: LibraryError
}

const said = ({ error }: Asked): Rincian => ({ keterangan: plainWord(error.error_description) })
const asked = (name: string) => ({ params }: Asked): Rincian => ({ diminta: plainWord(params[name]) })

/** The facts that go with a reason, where there are any. */
const FACTS: Readonly<Partial<Record<Alasan, (asked: Asked) => Rincian>>> = {
  'alamat-kembali': ({ ctx, params }) => addressFacts(params['redirect_uri'], ctx.oidc.client?.redirectUris ?? []),
  'alamat-keluar': ({ ctx, params }) =>
    addressFacts(params['post_logout_redirect_uri'], ctx.oidc.client?.postLogoutRedirectUris ?? []),
  'alamat-kembali-beda': ({ params }) => addressFacts(params['redirect_uri'], [String(presentedToken()?.redirectUri)]),
  'cakupan-tidak-terdaftar': ({ error }) => ({ cakupan: plainWord(error.scope) }),
  'cara-bukti-diri': ({ ctx, params }) => ({
    terdaftar: String(ctx.oidc.client?.['tokenEndpointAuthMethod']), dipakai: methodUsed(ctx.get('authorization'), params),
  }),
  'jam-aplikasi': ({ params }) => clockFacts(params['client_assertion'], epoch()),
  'jenis-jawaban': asked('response_type'),
  'prompt-salah': asked('prompt'),
  'hibah-tidak-dikenal': asked('grant_type'),
  'hibah-tidak-terdaftar': asked('grant_type'),
  'gangguan-kami': ({ ctx }) => ({ bantuan: stateOf(ctx).kode }),
  'parameter-kurang': said, 'parameter-ganda': said, lain: said,
}

/** The library looks at how the answer goes before it looks at what is asked: whoever asked for neither left that out. */
function askedNothing(alasan: Alasan, { response_mode: mode, response_type: type }: Facts): Alasan {
  if (alasan !== 'cara-jawaban' || mode !== undefined) return alasan
  return type === undefined ? 'parameter-kurang' : 'jenis-jawaban'
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
  const { alasan, rincian } = tokenFacts(askedNothing(reasonOf(words), params), token, epoch())
  return {
    clientId, titik, kode, alasan, pasti: known !== undefined, rincian: { ...FACTS[alasan]?.({ ctx, params, error }), ...rincian },
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
    provider.on(event as 'grant.error', (ctx, error) => { hear(titik, ctx, error) })
  }
  provider.on('server_error', (ctx, error) => {
    const titik = ROUTES[ctx.oidc.route]
    if (titik) hear(titik, ctx, error)
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
