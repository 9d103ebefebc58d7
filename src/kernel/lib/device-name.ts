import { getParser } from 'bowser'

/** What a browser is called in a list of one's own devices: names of products, the same in every language. */
export interface DeviceName {
  /** "Chrome" */
  readonly peramban: string | undefined
  /** "Android", "Windows" */
  readonly sistem: string | undefined
}

/**
 * @param userAgent what the browser says of itself (RFC 9110, 10.1.5): a hint for its owner, never a proof
 * @returns the parts that can be told
 */
export function deviceName(userAgent: string | null | undefined): DeviceName {
  if (!userAgent) return { peramban: undefined, sistem: undefined }
  const parser = getParser(userAgent)
  return { peramban: parser.getBrowserName() || undefined, sistem: parser.getOSName() || undefined }
}
