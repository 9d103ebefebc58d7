/** First cells of the table of what was tried on the bare library, in its order. */
export const TRIED = [
  'one code redeemed 5x in parallel, plain adapter',
  'one refresh token used 5x in parallel',
  '7 silent sign-ins in parallel from one browser (restored tabs)',
  'logout racing a request in flight',
  '`Host: evil.example`',
  '`acr_values=...`',
  'person deactivated with a live session',
  'back-channel logout to 10.x / 192.168.x',
  'back-channel logout',
  'CSP `form-action \'self\'` on the login page',
  'confidential client without PKCE',
  'introspection by any confidential client',
  'registration of `https://*.x`, `https://user:pw@a`, `http://10.0.0.5`',
  '`cookies.keys` empty',
  'an async event listener that rejects',
  'a new `Provider` swapped in between code and token',
  'wizard state in `interactionResult(..., { step })` without `login`',
  'pages of the IdP itself as a `response_types: [\'none\']` client with `provider.Session.get(ctx)`',
  '`Client.prototype.compareClientSecret` overridden, hashed secrets',
  'rows keyed by SHA-256 of the token id',
  'new Grant on every login for a first-party client',
  'ID sliding',
  'more than 100 clients',
] as const

/** What stands below the table: defaults that held, and what follows from them. */
export const BELOW = [
  'warnings at start are failures',
  '19 of 19 redirect_uri tricks refused',
  'S256 only',
  'sequential code replay revokes the tokens',
  '`find` must return consumed rows (with `consumed`), or reuse detection dies',
  '`iss` in every response',
  '56 KiB body cap',
  'settings to make once',
  'not in the library',
] as const
