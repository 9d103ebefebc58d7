import type { ExecutionContext } from 'ava'
import type { Op } from './op.ts'

export type UserInfo = Readonly<Record<string, unknown>>

/** The claims of each scope (OpenID Connect Core 5.4), all of which the suite would like to see. */
export const STANDARD_CLAIMS: Readonly<Record<string, readonly string[]>> = {
  profile: [
    'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'profile', 'picture', 'website', 'gender',
    'birthdate', 'zoneinfo', 'locale', 'updated_at', 'preferred_username',
  ],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
}

/** Types of the standard claims we release (OpenID Connect Core 5.1); every other is a string. */
const TYPES: Readonly<Record<string, 'boolean' | 'number'>> = {
  email_verified: 'boolean', phone_number_verified: 'boolean', updated_at: 'number',
}

/** How an access token may be brought (RFC 6750 section 2). */
export type Bearing = 'header' | 'post-header' | 'post-body'

/** Asks the userinfo endpoint. */
export function askUserInfo({ metadata }: Op, accessToken: string, bearing: Bearing = 'header'): Promise<Response> {
  const headers = { authorization: `Bearer ${accessToken}` }
  const url = metadata.userinfo_endpoint
  if (bearing === 'header') return fetch(url, { headers })
  return bearing === 'post-header' ? fetch(url, { method: 'POST', headers })
    : fetch(url, { method: 'POST', body: new URLSearchParams({ access_token: accessToken }) })
}

/** What the suite demands of every userinfo answer: 200, JSON, the sub of the ID token, claims of the right types. */
export async function checkUserInfo(t: ExecutionContext, response: Response, sub: string): Promise<UserInfo> {
  t.is(response.status, 200)
  t.regex(response.headers.get('content-type') ?? '', /^application\/json(;|$)/)
  const info = await response.json() as UserInfo
  t.is(info['sub'], sub, 'userinfo speaks of the person of the ID token')
  for (const name of Object.values(STANDARD_CLAIMS).flat()) {
    if (name in info) t.is(typeof info[name], TYPES[name] ?? 'string', name)
  }
  return info
}
