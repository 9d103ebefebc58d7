/** What the library knows of a request when it has answered it; only what says where its page leads. */
export interface AnsweredRequest {
  readonly route?: string
  readonly redirectUriCheckPerformed?: boolean
  readonly params?: { readonly response_mode?: unknown; readonly redirect_uri?: unknown }
  readonly entities?: { readonly Interaction?: { readonly params: Readonly<Record<string, unknown>> } }
  readonly session?: { readonly state?: Readonly<Record<string, unknown>> }
}

/** Response modes that are a page with a form (JARM, 2.3.3, beside the plain one). */
const BY_FORM: ReadonlySet<unknown> = new Set(['form_post', 'form_post.jwt'])

function uriOf({ route, params, entities, session, ...request }: AnsweredRequest): unknown {
  if (route === 'end_session') return session?.state?.['postLogoutRedirectUri']
  if (entities?.Interaction) return entities.Interaction.params['redirect_uri']
  const byForm = BY_FORM.has(params?.response_mode) && request.redirectUriCheckPerformed
  return byForm ? params?.redirect_uri : undefined
}

/**
 * Where a page of the library leads by its form, at once or through redirects of ours: back to the application with a
 * code (OAuth 2.0 Form Post Response Mode), through the end of the session that somebody else had in this browser, or
 * after a logout (OpenID Connect RP-Initiated Logout 1.0, section 3).
 * @returns the origin of a registered URI, which the page's `form-action` must name
 */
export function wayOut(request: AnsweredRequest): string | undefined {
  const uri = uriOf(request)
  return typeof uri === 'string' ? URL.parse(uri)?.origin : undefined
}
