import { OutsideAllowList } from '../../../kernel/lib/destination.ts'
import type { KeyOwner } from '../pendaftaran/feature.rules.ts'
import { writeKeys } from './kunci.queries.ts'
import { type Jwks, keyFacts, type ReadKeys, readKeys } from './kunci.rules.ts'
import { actAsPerson, type PersonAct } from './orang.ts'

/** The one way out (kernel/http/outbound.ts). */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>

/** `luar-jaringan`: it may not go out and nothing was tried; `tak-terjangkau`: nobody answered as asked. */
export type FetchedKeys = ReadKeys | { readonly ok: false; readonly salah: 'luar-jaringan' | 'tak-terjangkau' }

/**
 * Fetches the keys at an address, as the protocol will, and judges them.
 * @param address on the client's own host, which the caller has checked
 */
export async function fetchKeys(fetch: Fetch, address: string, owner: KeyOwner): Promise<FetchedKeys> {
  let text
  try {
    const answer = await fetch(address, { headers: { accept: 'application/jwk-set+json, application/json' } })
    if (answer.status !== 200) return { ok: false, salah: 'tak-terjangkau' }
    text = await answer.text()
  } catch (error) {
    // Whatever else keeps it from answering (name, connection, certificate, time, size) is the same to its developer.
    return { ok: false, salah: error instanceof OutsideAllowList ? 'luar-jaringan' : 'tak-terjangkau' }
  }
  return readKeys(text, owner)
}

/**
 * Registers other keys of a client, or another address of them, within the way in which it has them.
 * @param order.address of the keys, where they are registered by it; they have been fetched from there
 * @returns false when the client has keys by another way by now
 */
export function rotateKeys(
  who: PersonAct, { clientId, jwks, address }: { clientId: string; jwks: Jwks; address?: string | undefined },
): Promise<boolean> {
  return actAsPerson(who, async ({ trx, at, tell }) => {
    if (!await writeKeys(trx, clientId, { keys: address === undefined ? { jwks } : { jwks_uri: address }, at })) return false
    tell({ kind: 'klien.kunci-diganti', subject: clientId, clientId, data: {
      cara: address === undefined ? 'jwks' : 'jwks_uri', kunci: keyFacts(jwks).map(({ sidik }) => sidik),
    } })
    return true
  })
}
