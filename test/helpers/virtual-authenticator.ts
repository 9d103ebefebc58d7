import type { CDPSession, Page } from 'playwright-core'

/** A passkey as it lies in an authenticator; its private part too, as whoever copied it has it. */
export type StoredPasskey = Awaited<ReturnType<typeof credentialsOf>>[number]

const credentialsOf = async (cdp: CDPSession, authenticatorId: string) =>
  (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials

/**
 * Puts the authenticator of a phone into a browser (DevTools protocol, WebAuthn): it answers at once, as somebody does who
 * touches its sensor.
 * @returns what its owner, and whoever copied it, can do with it
 */
export async function giveAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    /** Whether the finger on the sensor is its owner's. */
    verifies: (isUserVerified: boolean) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    passkeys: () => credentialsOf(cdp, authenticatorId),
    /** As a copy that was made when the counter stood there. */
    async putBack(passkey: StoredPasskey, signCount: number): Promise<void> {
      await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: passkey.credentialId })
      await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...passkey, signCount } })
    },
  }
}
