import Bowser from 'bowser'

/** What a browser is called in a list of one's own devices: names of products, the same in every language. */
export interface DeviceName {
  /** "Chrome" */
  readonly peramban: string | undefined
  /** "Android", "Windows" */
  readonly sistem: string | undefined
}

/** Of an unknown browser the library takes whatever it says of itself: text of a stranger, who may write a letter with it. */
const KNOWN: ReadonlySet<string> = new Set([...Object.values(Bowser.BROWSER_MAP), ...Object.values(Bowser.OS_MAP)])

const known = (name: string): string | undefined => KNOWN.has(name) ? name : undefined

/**
 * @param userAgent what the browser says of itself (RFC 9110, 10.1.5): a hint for its owner, never a proof
 * @returns the parts that can be told, of a closed list of products
 */
export function deviceName(userAgent: string | null | undefined): DeviceName {
  if (!userAgent) return { peramban: undefined, sistem: undefined }
  const parser = Bowser.getParser(userAgent)
  return { peramban: known(parser.getBrowserName()), sistem: known(parser.getOSName()) }
}
