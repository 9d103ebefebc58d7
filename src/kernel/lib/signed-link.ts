import { createHmac, timingSafeEqual } from 'node:crypto'

/** Links that only somebody who was sent one can have: nothing about them is stored, so nothing can be stolen at rest. */
export interface SignedLinks {
  /** @param id what the link is about @returns one path segment */
  sign(purpose: string, id: string): string
  /** @returns what the link is about, undefined when it was not made here for this purpose */
  read(purpose: string, segment: string): string | undefined
}

/**
 * A link is the id and an HMAC of purpose and id; that it is answered once is for the row that it is about.
 * @param keys newest first; older ones still read what they signed
 */
export function createSignedLinks(keys: readonly string[]): SignedLinks {
  const [newest] = keys
  if (!newest) throw new Error('signed links need a key')
  const mac = (key: string, purpose: string, id: string): Buffer =>
    createHmac('sha256', key).update(`tautan:${purpose}:${id}`).digest()
  return {
    sign: (purpose, id) => `${id}.${mac(newest, purpose, id).toString('base64url')}`,
    read(purpose, segment) {
      const [id = '', given = '', ...rest] = segment.split('.')
      const said = Buffer.from(given, 'base64url')
      const isOurs = rest.length === 0 && keys.some((key) => {
        const expected = mac(key, purpose, id)
        return expected.length === said.length && timingSafeEqual(expected, said)
      })
      return isOurs ? id : undefined
    },
  }
}
