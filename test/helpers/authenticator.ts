import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** What a browser asks of an authenticator, as far as this one looks. */
interface Asked {
  readonly challenge: string
}

/** What somebody may change of an answer before it is signed, or after. */
export interface Change {
  readonly origin?: string
  readonly rpID?: string
  readonly challenge?: string
  readonly type?: string
  readonly crossOrigin?: boolean
  /** Whether it was made sure who is there: a fingerprint, a PIN. */
  readonly verified?: boolean
  readonly counter?: number
  readonly userHandle?: string | undefined
  /** Signs what it likes instead. */
  readonly signature?: string
  readonly attestation?: { readonly fmt: string; readonly attStmt: ReadonlyMap<string, Cbor> }
}

/** As much of CBOR as an authenticator writes. */
export type Cbor = number | string | Buffer | readonly Cbor[] | ReadonlyMap<number | string, Cbor>

/** The head of an item (RFC 8949, 3.1). */
function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.of(major << 5 | size)
  if (size < 256) return Buffer.of(major << 5 | 24, size)
  return Buffer.of(major << 5 | 25, size >> 8, size & 255)
}

function cbor(item: Cbor): Buffer {
  if (typeof item === 'number') return item < 0 ? head(1, -1 - item) : head(0, item)
  if (typeof item === 'string') return Buffer.concat([head(3, Buffer.byteLength(item)), Buffer.from(item)])
  if (Buffer.isBuffer(item)) return Buffer.concat([head(2, item.length), item])
  if (item instanceof Map) return Buffer.concat([head(5, item.size), ...[...item].flat().map(cbor)])
  const items = item as readonly Cbor[]
  return Buffer.concat([head(4, items.length), ...items.map(cbor)])
}

const part = (key: KeyObject, name: 'x' | 'y' | 'n' | 'e'): Buffer =>
  Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url')

/** Pairs of keys with the public one as COSE has it (RFC 9053, 7.1.1; RFC 8230, 4). */
const KEYS = {
  ES256: () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    return { privateKey, cose: new Map<number, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, part(publicKey, 'x')], [-3, part(publicKey, 'y')]]) }
  },
  RS256: () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    return { privateKey, cose: new Map<number, Cbor>([[1, 3], [3, -257], [-1, part(publicKey, 'n')], [-2, part(publicKey, 'e')]]) }
  },
}

const FLAGS = { present: 0x01, verified: 0x04, mayTravel: 0x08, travelled: 0x10, brings: 0x40 }

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()

/**
 * An authenticator in software with one passkey, and the browser around it (WebAuthn Level 3, 6).
 * @param site whose passkey it is; `synced` whether it is kept with an account, and not in one device; `counts` whether it
 *   counts its signatures
 */
export function softAuthenticator(
  { origin, rpID, algorithm = 'ES256', synced = true, counts = false }:
  { origin: string; rpID: string; algorithm?: keyof typeof KEYS; synced?: boolean; counts?: boolean },
) {
  const id = randomBytes(32)
  const { privateKey, cose } = KEYS[algorithm]()
  const state = { counter: 0, userHandle: undefined as string | undefined }

  const clientData = (type: string, { challenge }: Asked, change: Change): Buffer => Buffer.from(JSON.stringify({
    type: change.type ?? type, challenge: change.challenge ?? challenge, origin: change.origin ?? origin,
    crossOrigin: change.crossOrigin ?? false,
  }))
  const authenticatorData = (change: Change, brings: Buffer = Buffer.of()): Buffer => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(change.counter ?? state.counter)
    const flags = FLAGS.present | (change.verified === false ? 0 : FLAGS.verified)
      | (synced ? FLAGS.mayTravel | FLAGS.travelled : 0) | (brings.length > 0 ? FLAGS.brings : 0)
    return Buffer.concat([sha256(change.rpID ?? rpID), Buffer.of(flags), counter, brings])
  }
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {} }

  return {
    id: named.id,
    /** navigator.credentials.create(), with the account's handle kept. */
    create(asked: Asked & { user: { id: string } }, change: Change = {}) {
      state.userHandle = asked.user.id
      if (counts) state.counter += 1
      const size = Buffer.alloc(2)
      size.writeUInt16BE(id.length)
      const authData = authenticatorData(change, Buffer.concat([Buffer.alloc(16), size, id, cbor(cose)]))
      const { fmt, attStmt } = change.attestation ?? { fmt: 'none', attStmt: new Map<string, Cbor>() }
      return {
        ...named,
        response: {
          clientDataJSON: clientData('webauthn.create', asked, change).toString('base64url'),
          attestationObject: cbor(new Map<string, Cbor>([['fmt', fmt], ['attStmt', attStmt], ['authData', authData]]))
            .toString('base64url'),
          transports: ['internal', 'hybrid'],
        },
      }
    },
    /** navigator.credentials.get() */
    get(asked: Asked, change: Change = {}) {
      if (counts) state.counter += 1
      const client = clientData('webauthn.get', asked, change)
      const data = authenticatorData(change)
      const signature = createSign('sha256').update(Buffer.concat([data, sha256(client)])).sign(privateKey)
      return {
        ...named,
        response: {
          clientDataJSON: client.toString('base64url'), authenticatorData: data.toString('base64url'),
          signature: change.signature ?? signature.toString('base64url'),
          userHandle: 'userHandle' in change ? change.userHandle : state.userHandle,
        },
      }
    },
  }
}

export type SoftAuthenticator = ReturnType<typeof softAuthenticator>
