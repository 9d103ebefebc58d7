import { z } from 'zod'

/** Bytes in base64url, so many characters at most. */
const bytes = (most: number) => z.string().max(most).regex(/^[A-Za-z0-9_-]+$/)

/** The longest credential id has 1023 bytes (WebAuthn Level 3, 4). */
const credential = { id: bytes(1364), rawId: bytes(1364), type: z.literal('public-key') }

const clientDataJSON = bytes(4096)

/** A browser's answer to `askRegistration`, as PublicKeyCredential.toJSON() writes it; what else it says is not read. */
const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON, attestationObject: bytes(8192),
    transports: z.array(z.string().max(32)).max(16).catch([]),
  }),
})

/** A browser's answer to `askAuthentication`. */
const authentication = z.object({
  ...credential,
  response: z.object({
    clientDataJSON, authenticatorData: bytes(2048), signature: bytes(2048), userHandle: bytes(88).nullish(),
  }),
})

/** What the browser says that it did: bytes that the authenticator's signature covers (WebAuthn Level 3, 5.8.1). */
const clientData = z.object({
  type: z.string(), challenge: z.string().min(1).max(100), origin: z.string(), crossOrigin: z.boolean().optional(),
})

export type RegistrationAnswer = z.infer<typeof registration>
export type AuthenticationAnswer = z.infer<typeof authentication>

/** An answer whose form is right, with the challenge that it says it is for. Nothing of it is proven yet. */
export interface Read<Answer> {
  readonly answer: Answer
  readonly challenge: string
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @param response the JSON, or the text of it as a form brings it */
function reader<Answer extends { response: { clientDataJSON: string } }>(schema: z.ZodType<Answer>) {
  return (response: unknown): Read<Answer> | undefined => {
    const { data: answer } = schema.safeParse(typeof response === 'string' ? parsed(response) : response)
    if (!answer) return undefined
    const { data } = clientData.safeParse(parsed(Buffer.from(answer.response.clientDataJSON, 'base64url').toString()))
    // We are in nobody's frame.
    return data && data.crossOrigin !== true ? { answer, challenge: data.challenge } : undefined
  }
}

/** @returns undefined for what no browser sends */
export const readRegistration = reader<RegistrationAnswer>(registration)

/** @returns undefined for what no browser sends */
export const readAuthentication = reader<AuthenticationAnswer>(authentication)

/** @returns the person whom an authenticator took the passkey for, as `askRegistration` named him to it */
export const personOfHandle = (userHandle: string): string => Buffer.from(userHandle, 'base64url').toString()
