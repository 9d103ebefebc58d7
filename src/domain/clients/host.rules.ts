import type { ClientState } from './client.types.ts'

/** Why a host cannot be registered. */
export type HostReason =
  | 'panjang' | 'huruf-besar' | 'alamat-ip' | 'port' | 'localhost' | 'label' | 'punycode' | 'akhiran'

export type HostCheck = { readonly ok: true } | { readonly ok: false; readonly reason: HostReason }

/** What each reason says to the operator. */
export const HOST_SENTENCES: Record<HostReason, string> = {
  panjang: 'must have at most 253 characters',
  'huruf-besar': 'must be in lower case',
  'alamat-ip': 'must be a name, not an IP address in any notation',
  port: 'must have a port from 1 to 65535 or none; 443 goes without saying',
  localhost: 'may be localhost only in state uji',
  label: 'must be a full name of letters, digits and hyphens without a trailing dot',
  punycode: 'must not be an internationalised name: look-alikes cannot be told apart',
  akhiran: 'must be a name that somebody can register, not a public suffix',
}

const PROVINCE = 'bantenprov.go.id'
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** A name whose last label is a number in any notation is read as an IPv4 address (WHATWG URL, "ends in a number"). */
const NUMBER = /^(?:[0-9]+|0x[0-9a-f]*)$/
/** Second levels under .id that PANDI sells below. */
const ID_SUFFIX = /^(?:ac|biz|co|desa|go|kop|mil|my|net|or|ponpes|sch|web)\.id$/

/** @returns name and port of a registered host, the port empty when there is none */
export function splitHost(host: string): { name: string; port: string } {
  const colon = host.indexOf(':')
  return colon < 0 ? { name: host, port: '' } : { name: host.slice(0, colon), port: host.slice(colon + 1) }
}

/** Whether it is the developer's own machine: for state `uji` alone (decision 20). */
export const isLocalhost = (host: string): boolean => splitHost(host).name === 'localhost'

/** Whether a host is bantenprov.go.id or below: everything else is `eksternal` and pairwise (decision 19). */
export function isProvinceHost(host: string): boolean {
  const { name } = splitHost(host)
  return name === PROVINCE || name.endsWith(`.${PROVINCE}`)
}

/**
 * Whether a host can be the one host of a client (decision 20): a registrable DNS name in lower case, with a port
 * only when it is not 443, or localhost for a client on trial.
 *
 * @param host without scheme and path
 * @param state of the client
 */
export function checkHost(host: string, state: ClientState = 'aktif'): HostCheck {
  const reason = reasonOf(host, state)
  return reason === undefined ? { ok: true } : { ok: false, reason }
}

function reasonOf(host: string, state: ClientState): HostReason | undefined {
  if (host.length > 253) return 'panjang'
  if (host !== host.toLowerCase()) return 'huruf-besar'
  // IPv6, bare or in brackets, is the only host with more than one colon.
  if (host.indexOf(':') !== host.lastIndexOf(':')) return 'alamat-ip'
  const { name, port } = splitHost(host)
  const labels = name.split('.')
  const last = labels.at(-1) ?? ''
  if (NUMBER.test(last)) return 'alamat-ip'
  if (host.includes(':') && !isPort(port)) return 'port'
  if (name === 'localhost') return state === 'uji' ? undefined : 'localhost'
  // RFC 6761: everything below localhost is the reader's own machine too.
  if (last === 'localhost') return 'localhost'
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return 'label'
  if (labels.some((label) => label.startsWith('xn--'))) return 'punycode'
  return ID_SUFFIX.test(name) ? 'akhiran' : undefined
}

const isPort = (port: string): boolean => /^[1-9][0-9]{0,4}$/.test(port) && Number(port) <= 65535 && port !== '443'
