import tls from 'node:tls'
import type { X509Certificate } from 'node:crypto'
import { createDestinations, type ResolveName } from '../lib/destination.ts'

/** What a host showed when it was asked for https. */
export interface SeenCertificate {
  readonly from: Date
  readonly until: Date
  /** Whether one of its names is the host's. */
  readonly coversHost: boolean
  /** Node's code of what is wrong with the chain (`DEPTH_ZERO_SELF_SIGNED_CERT`); undefined where it is trusted. */
  readonly chainFault: string | undefined
}

export interface CertificateLimits {
  /** Addresses that may be reached; nothing else is tried (decision 5). */
  readonly cidrs: readonly string[]
  /** From the first question to a name server to the end of the handshake. */
  readonly timeoutMs?: number
  readonly resolveName?: ResolveName
}

/**
 * Looks at the certificate of a host: a handshake within the allow-list of `createOutbound`, on the very address that was
 * checked, and not a byte of a request. A certificate that is not to be trusted is looked at all the same.
 * @returns a function of host and port; it throws OutboundRefused, or what the network says
 */
export function createCertificateProbe({ cidrs, timeoutMs = 5_000, resolveName }: CertificateLimits) {
  const destinationOf = createDestinations(cidrs, resolveName)

  return async function certificateOf(host: string, port: number): Promise<SeenCertificate> {
    const signal = AbortSignal.timeout(timeoutMs)
    const target = await destinationOf(host)
    return new Promise((settle, fail) => {
      // Whom to trust is what is asked here: nothing is sent to whoever fails.
      const socket = tls.connect({
        host: target.address, port, servername: host, rejectUnauthorized: false, checkServerIdentity: () => undefined,
      })
      const giveUp = (error: Error): void => {
        socket.destroy()
        fail(error)
      }
      signal.addEventListener('abort', () => { giveUp(signal.reason as Error) }, { once: true })
      socket.on('error', giveUp)
      socket.on('secureConnect', () => {
        const certificate = socket.getPeerX509Certificate()
        if (certificate) settle(seen(certificate, host, socket))
        else fail(new Error('the host shows no certificate'))
        socket.destroy()
      })
    })
  }
}

/** Node says the fault's code, where its types say an Error. */
function seen(certificate: X509Certificate, host: string, { authorized, authorizationError }: tls.TLSSocket): SeenCertificate {
  return {
    from: certificate.validFromDate, until: certificate.validToDate, coversHost: certificate.checkHost(host) !== undefined,
    chainFault: authorized ? undefined : String(authorizationError),
  }
}
