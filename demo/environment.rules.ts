import type { DemoSettings } from './settings.ts'

/** Where the demo application listens and whom it asks; the cookie key is drawn by the caller. */
export interface DemoEnvironment {
  host: string
  port: number
  settings: Omit<DemoSettings, 'cookieKey'>
}

/**
 * Reads DEMO_ISSUER, DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_PORT (3001) and DEMO_HOST (127.0.0.1).
 * @throws Error with all mistakes in one sentence
 */
export function readEnvironment(env: Record<string, string | undefined>): DemoEnvironment {
  const mistakes: string[] = []
  const required = (name: string) => {
    const value = env[name] ?? ''
    if (value === '') mistakes.push(`${name} is missing`)
    return value
  }
  const issuer = required('DEMO_ISSUER')
  if (issuer !== '' && !isWebAddress(issuer)) mistakes.push('DEMO_ISSUER is no http(s) address')
  const clientId = required('DEMO_CLIENT_ID')
  const clientSecret = required('DEMO_CLIENT_SECRET')
  const port = Number(env['DEMO_PORT'] ?? '3001')
  if (!Number.isInteger(port) || port < 1 || port > 65535) mistakes.push('DEMO_PORT is no port number')
  if (mistakes.length > 0) throw new Error(`The demo application cannot start: ${mistakes.join(', ')}.`)
  return {
    host: env['DEMO_HOST'] ?? '127.0.0.1',
    port,
    settings: { issuer, clientId, clientSecret, baseUrl: `http://localhost:${port}` },
  }
}

function isWebAddress(text: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '')
}
