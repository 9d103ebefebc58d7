import type { Context } from 'koa'
import type { PresentError } from '../kernel/http/error-boundary.ts'
import type { TextKey } from '../kernel/http/locale.ts'
import type { Renderer } from '../kernel/http/render.ts'
import { stateOf } from '../kernel/http/state.ts'
import type { AppError } from '../kernel/lib/app-error.ts'
import { BusyError } from '../kernel/lib/busy-error.ts'
import type { ClientState } from '../domain/clients/client.types.ts'
import type { ProtocolError } from '../oidc/errors.ts'
import { rememberedRequest } from '../oidc/request-memory.ts'
import { RoleNeeded, roleNeededWords } from './role-needed.ts'

type Reason =
  | 'permintaan' | 'dilarang' | 'formulir' | 'tidakAda' | 'cara' | 'alamat' | 'terlaluSering' | 'server' | 'sibuk'
  | 'basi' | 'klienTidakDikenal' | 'klienDitangguhkan' | 'klienBelumAktif' | 'klienDitutup'

/** Which words belong to which error code; what is not listed is our own failure. */
const REASONS: Record<string, Reason> = {
  'bad-request': 'permintaan',
  'too-large': 'permintaan',
  'unsupported-encoding': 'permintaan',
  'forbidden': 'dilarang',
  'stale-form': 'formulir',
  // An application that was filed, changed or applied for by somebody else while its page lay open.
  'permohonan-terkunci': 'formulir',
  'isian-berubah': 'formulir',
  'sudah-diajukan': 'formulir',
  'not-found': 'tidakAda',
  'method-not-allowed': 'cara',
  'wrong-host': 'alamat',
  'busy': 'sibuk',
  'stale-interaction': 'basi',
  'wrong-step': 'basi',
  'unknown-client': 'klienTidakDikenal',
  'bad-redirect': 'klienTidakDikenal',
}

/** A known client that is not open tells so; an unknown one is a warning to the person. */
const CLIENT_STATES: Partial<Record<ClientState, Reason>> = {
  draf: 'klienBelumAktif',
  menunggu: 'klienBelumAktif',
  tangguh: 'klienDitangguhkan',
  tutup: 'klienDitutup',
}

interface ErrorPageDependencies {
  readonly renderer: Renderer
  readonly issuer: string
  /** @returns name and state of a registered client, whatever its state */
  readonly findClientState: (clientId: string) => Promise<{ nama: string; state: ClientState } | undefined>
}

/** Errors as pages for people and as typed JSON for programs. */
export function createErrorPages({ renderer, issuer, findClientState }: ErrorPageDependencies) {
  const secure = issuer.startsWith('https:')
  function show(ctx: Context, reason: Reason, status: number, params: Record<string, string | number> = {}): void {
    const key = (part: string): TextKey => `galat.${reason}.${part}` as TextKey
    renderer.page(ctx, 'galat.njk', {
      judulKey: key('judul'), isiKey: key('isi'), saranKey: key('saran'), status, params,
      ...(reason === 'alamat' && { issuerHref: issuer }),
    })
  }

  /** A page that is over or was used begins the same sign-in anew where this browser can (decision 26). */
  function healed(ctx: Context, error: AppError): boolean {
    const again = error.code === 'stale-interaction' ? rememberedRequest(ctx, { secure }) : undefined
    if (again === undefined) return false
    ctx.redirect(again)
    ctx.status = 303
    return true
  }

  const present: PresentError = (ctx, error) => {
    if (healed(ctx, error)) return
    const busy = error instanceof BusyError ? { detik: error.retryAfterSeconds } : undefined
    if (busy) ctx.set('retry-after', String(busy.detik))
    if (ctx.accepts('html', 'json') === 'json') ctx.body = { error: error.code }
    else if (error instanceof RoleNeeded) renderer.page(ctx, 'peran.njk', roleNeededWords(error.roles))
    else show(ctx, REASONS[error.code] ?? 'server', error.status, busy)
  }

  /** A protocol error that has no application to go back to. */
  async function presentProtocolError(ctx: Context, { error, clientId }: ProtocolError): Promise<void> {
    if (healed(ctx, error)) return
    stateOf(ctx).failure = error.detail
    const known = error.code === 'unknown-client' && clientId !== undefined
      ? await findClientState(clientId) : undefined
    const reason = known && CLIENT_STATES[known.state]
    if (known && reason) show(ctx, reason, error.status, { aplikasi: known.nama })
    else show(ctx, REASONS[error.code] ?? 'server', error.status)
  }

  return { present, presentProtocolError }
}

