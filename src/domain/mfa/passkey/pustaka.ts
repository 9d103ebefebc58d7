/** The library comes with the first passkey: it takes a tenth of a second and 26 MB that no start has to pay for. */
export const webauthn = () => import('@simplewebauthn/server')

/** What reads single parts of an answer, of the same library. */
export const webauthnHelpers = () => import('@simplewebauthn/server/helpers')
