import type { ExecutionContext } from 'ava'

/** What both fronts say for a service that is away. */
export async function isCalm(t: ExecutionContext, response: Response): Promise<void> {
  t.is(response.status, 503)
  t.is(response.headers.get('retry-after'), '10')
  t.is(response.headers.get('cache-control'), 'no-store')
  t.is(response.headers.get('content-type'), 'text/html; charset=utf-8')
  t.regex(response.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-[^']+'; /)
  t.is(response.headers.get('strict-transport-security'), 'max-age=63072000')
  t.regex(await response.text(), /<h1>Layanan sedang tidak dapat menjawab<\/h1>[^]*<section lang="en">/)
}
