import { randomBytes } from 'node:crypto'
import { createCertificateProbe } from '../../../kernel/http/certificate.ts'
import { createOutbound } from '../../../kernel/http/outbound.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { OutsideAllowList, type ResolveName } from '../../../kernel/lib/destination.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { splitHost } from '../../clients/host.rules.ts'
import { certificateFindings, headerFindings, logoutFinding, plainHttpFinding, sameFor } from './jawaban.rules.ts'
import { pendaftaranFindings } from './pendaftaran.rules.ts'
import type { Hasil, Periksa, Sasaran, Temuan } from './temuan.ts'

/** First pages are larger than the protocol's answers; longer than this nobody waits. */
const LIMITS = { maxBytes: 4 * 1024 * 1024, timeoutMs: 5_000 }

export interface CheckDependencies {
  readonly issuer: string
  readonly clock: Clock
  /** Addresses that may be reached (decision 5). */
  readonly cidrs: readonly string[]
  readonly resolveName?: ResolveName
}

const TLS: readonly Periksa[] = ['https', 'sertifikat-berlaku', 'sertifikat-host', 'sertifikat-rantai']
const HEADERS: readonly Periksa[] = ['hsts', 'nosniff', 'bingkai', 'cookie']

const OUTSIDE = 'Tidak dapat diperiksa dari sini: host ini di luar jaringan yang boleh dihubungi layanan ini.'

/** What keeps a host from being looked at; its code tells the team more than our words could. */
function trouble(points: readonly Periksa[], error: unknown, otherwise: Hasil): Temuan[] {
  if (error instanceof OutsideAllowList) return sameFor(points, 'tidak-dapat', OUTSIDE)
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : (error as Error).name
  return sameFor(points, otherwise, `Host tidak dapat dihubungi (${code}).`)
}

/**
 * The steps of the automatic check, each bounded in time, so that a report grows while it is made. Each asks at most one
 * host at most twice; nothing but a first page and a logout token that is no good is ever sent for.
 * @returns the steps in order; none of them throws
 */
export function checkSteps(sasaran: Sasaran, dependencies: CheckDependencies): (() => Promise<Temuan[]>)[] {
  const { clock, cidrs, resolveName } = dependencies
  const asked = { cidrs, ...(resolveName && { resolveName }) }
  const outbound = createOutbound({ ...asked, ...LIMITS })
  const certificateOf = createCertificateProbe(asked)
  const { name, port } = splitHost(sasaran.host)
  const plainTwin = async (): Promise<Temuan[]> => {
    const answer = await outbound(`http://${name}/`).catch(() => undefined)
    return [plainHttpFinding(answer && { status: answer.status, location: answer.headers.get('location') })]
  }
  const first = sasaran.beranda ?? `https://${sasaran.host}/`

  return [
    () => Promise.resolve(pendaftaranFindings(sasaran, clock.now())),
    async () => {
      try {
        const certificate = certificateFindings(await certificateOf(name, Number(port || '443')), clock.now())
        // Another port than 443 has no plain twin that people would come to.
        return [port === '' ? await plainTwin() : sameFor(['https'], 'lulus', `https menjawab di port ${port}.`), certificate].flat()
      } catch (error) {
        return trouble(TLS, error, 'gagal')
      }
    },
    async () => {
      try {
        return headerFindings((await outbound(first)).headers)
      } catch (error) {
        return trouble(HEADERS, error, 'tidak-dapat')
      }
    },
    async () => {
      if (sasaran.backchannel === undefined) return sameFor(['keluar'], 'tidak-dapat', 'Tidak ada alamat back-channel logout yang didaftarkan.')
      try {
        const { status } = await outbound(sasaran.backchannel, {
          method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ logout_token: forgedLogoutToken(dependencies.issuer, sasaran.clientId, clock.now()) }),
        })
        return [logoutFinding(status)]
      } catch (error) {
        return trouble(['keluar'], error, 'gagal')
      }
    },
  ]
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A logout token about nobody, right in everything but its signature. */
function forgedLogoutToken(issuer: string, clientId: string, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000)
  const claims = {
    iss: issuer, aud: clientId, iat, exp: iat + 120, jti: newId(), sub: newId(), sid: newId(),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  }
  return [encoded({ alg: 'RS256', typ: 'logout+jwt', kid: 'periksa' }), encoded(claims), randomBytes(256).toString('base64url')].join('.')
}
