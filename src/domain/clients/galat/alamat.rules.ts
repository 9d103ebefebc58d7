/** What is different between the address that an application sent and those that it registered. */

export type Beda = 'skema' | 'host' | 'port' | 'jalur' | 'garis-miring' | 'huruf' | 'kueri' | 'fragmen'

interface Parts {
  readonly skema: string
  readonly host: string
  readonly port: string
  readonly jalur: string
  readonly kueri: string
  readonly fragmen: string
}

/** Not by the URL parser, which would hide what differs: a default port, letters, a missing slash. */
const FORM = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/i

function partsOf(uri: string): Parts | undefined {
  const found = FORM.exec(uri)
  if (!found) return undefined
  const [, skema = '', host = '', port = '', jalur = '', kueri = '', fragmen = ''] = found
  return { skema, host, port, jalur, kueri, fragmen }
}

const slashless = (path: string): string => path.replace(/\/+$/, '')

function pathDifference(one: string, other: string): Beda[] {
  if (one === other) return []
  if (one.toLowerCase() === other.toLowerCase()) return ['huruf']
  if (slashless(one) === slashless(other)) return ['garis-miring']
  return slashless(one).toLowerCase() === slashless(other).toLowerCase() ? ['huruf', 'garis-miring'] : ['jalur']
}

function sameButCase(name: Beda, one: string, other: string): Beda[] {
  if (one === other) return []
  return one.toLowerCase() === other.toLowerCase() ? ['huruf'] : [name]
}

/** @returns what differs, each once; both texts are compared character by character, as the protocol does */
export function differences(asked: string, registered: string): Beda[] {
  const [one, other] = [partsOf(asked), partsOf(registered)]
  if (!one || !other) return asked === registered ? [] : ['skema']
  return [...new Set([
    ...sameButCase('skema', one.skema, other.skema), ...sameButCase('host', one.host, other.host),
    ...one.port === other.port ? [] : ['port' as const], ...pathDifference(one.jalur, other.jalur),
    ...one.kueri === other.kueri ? [] : ['kueri' as const], ...one.fragmen === other.fragmen ? [] : ['fragmen' as const],
  ])]
}

/** How far away a difference is: another host is another application, a slash is a slip. */
const WEIGHT: Readonly<Record<Beda, number>> = {
  host: 8, jalur: 5, skema: 3, port: 3, kueri: 2, fragmen: 1, 'garis-miring': 1, huruf: 1,
}

/** @returns the registered address that is most like the one that was sent, with what differs; undefined for none */
export function nearest(asked: string, registered: readonly string[]): { terdaftar: string; beda: Beda[] } | undefined {
  return registered.map((terdaftar) => {
    const beda = differences(asked, terdaftar)
    return { terdaftar, beda, jarak: beda.reduce((sum, one) => sum + WEIGHT[one], 0) }
  }).toSorted((one, other) => one.jarak - other.jarak)
    .map(({ terdaftar, beda }) => ({ terdaftar, beda }))[0]
}

const LONGEST = 200

/**
 * An address as it may be kept: whoever asks chooses it, so that it may hold a number of somebody or a token. Its query
 * is left out, and long numbers and long runs of letters in its path.
 */
export function masked(uri: string): string {
  const parts = partsOf(uri)
  if (!parts) return '(bukan alamat)'
  const { skema, host, port, jalur, kueri, fragmen } = parts
  const path = jalur.replace(/[A-Za-z0-9_-]{33,}|\d{8,}/g, '…')
  const text = `${skema}://${host}${port === '' ? '' : `:${port}`}${path}${kueri === '' ? '' : '?…'}${fragmen === '' ? '' : '#…'}`
  const plain = text.replace(/[^\x21-\x7e…]/g, '\u{fffd}')
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain
}
