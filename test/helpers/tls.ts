// @peculiar/x509 needs it first.
import 'reflect-metadata'
import { webcrypto, createHash, randomBytes, X509Certificate as NodeCertificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'

/** PEM texts as node:https takes them; the chain holds the CA, so that a browser can tell whom it trusts. */
export interface ServerKeys { readonly cert: string; readonly key: string }

/** A certificate authority of one test run; its key never leaves the memory of the process. */
export interface TestCa {
  /** PEM; for Node clients: `tls.setDefaultCACertificates([...tls.getCACertificates(), ca.pem])` or the `ca` option. */
  readonly pem: string
  /** SHA-256 of its public key in base64: `openBrowser(t, { trustedSpki: ca.spki })`. */
  readonly spki: string
  /** @param names DNS names such as `login.test` or `*.test` */
  issue(...names: string[]): Promise<ServerKeys>
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const HOUR_MS = 3_600_000

const drawKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

/** Valid from an hour ago for a day; a serial number is a positive integer (RFC 5280, 4.1.2.2). */
function common(): { serialNumber: string; notBefore: Date; notAfter: Date; signingAlgorithm: typeof ALGORITHM } {
  const now = Date.now()
  return {
    serialNumber: `01${randomBytes(8).toString('hex')}`,
    notBefore: new Date(now - HOUR_MS), notAfter: new Date(now + 24 * HOUR_MS), signingAlgorithm: ALGORITHM,
  }
}

/** Makes a CA for `*.test` names, for flows that need https (decision 35). */
export async function createTestCa(): Promise<TestCa> {
  const keys = await drawKeys()
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...common(), name: 'CN=Satu Login Test CA', keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  })
  const pem = ca.toString('pem')
  const spki = createHash('sha256')
    .update(new NodeCertificate(pem).publicKey.export({ type: 'spki', format: 'der' })).digest('base64')
  return {
    pem,
    spki,
    async issue(...names) {
      const own = await drawKeys()
      const certificate = await x509.X509CertificateGenerator.create({
        ...common(), subject: `CN=${names[0]}`, issuer: ca.subject, publicKey: own.publicKey, signingKey: keys.privateKey,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
        ],
      })
      const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', own.privateKey))
      return { cert: `${certificate.toString('pem')}\n${pem}`, key: x509.PemConverter.encode(key, 'PRIVATE KEY') }
    },
  }
}
