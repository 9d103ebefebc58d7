import { errors } from 'oidc-provider'

/** Somebody else was faster with the same code or refresh token: the answer is `invalid_grant` (RFC 6749, 5.2). */
export class AlreadyConsumed extends errors.InvalidGrant {
  constructor() {
    super('grant source was already used')
  }
}

/** Somebody else was faster with the same request_uri: the answer is `invalid_request_uri` (RFC 9126, section 4). */
export class AlreadyPushed extends errors.InvalidRequestUri {
  constructor() {
    super('request_uri is invalid, expired, or was already used')
  }
}
