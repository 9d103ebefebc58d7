import { errors } from 'oidc-provider'

/** Somebody else was faster with the same code or refresh token: the answer is `invalid_grant` (RFC 6749, 5.2). */
export class AlreadyConsumed extends errors.InvalidGrant {
  constructor() {
    super('grant source was already used')
  }
}
