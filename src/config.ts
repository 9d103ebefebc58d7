import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { OperatorError } from './kernel/lib/operator-error.ts'

const LOOPBACK_CIDRS = '127.0.0.0/8,::1/128'

const list = (text: string): string[] => text.split(',').map((part) => part.trim()).filter(Boolean)

const cidr = z.string().refine((text) => {
  const [address = '', bits = '', ...rest] = text.split('/')
  const width = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= width
}, 'must be addresses with a prefix length, for instance 10.0.0.0/8')

const keyText = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 random bytes in base64url (43 characters)')

/** `id:key` with the newest first; the id is public and stands in every sealed value. */
const encryptionKey = z.string().regex(
  /^[a-z0-9-]{1,16}:[A-Za-z0-9_-]{43}$/, 'must be id:key with 32 random bytes in base64url',
)

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  ISSUER: z.string().optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().default('.data'),
  DEMO: z.enum(['on', 'off']).optional(),
  DEMO_PORT: z.coerce.number().int().min(1).max(65535).default(3001),
  COOKIE_KEYS: z.string().transform(list).pipe(z.array(keyText).min(2, 'needs two keys')).optional(),
  ENCRYPTION_KEYS: z.string().transform(list).pipe(z.array(encryptionKey).min(1)).optional(),
  TRUSTED_PROXIES: z.string().default('').transform(list).pipe(z.array(cidr)),
  OUTBOUND_CIDRS: z.string().transform(list).pipe(z.array(cidr)).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  readonly production: boolean
  /** Without a path and without a trailing slash. */
  readonly issuer: string
  readonly port: number
  readonly host: string
  /** Undefined: the embedded server under `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly databaseOwnerUrl: string | undefined
  readonly dataDir: string
  /** Demo people and the demo application (decision 4). */
  readonly demo: boolean
  readonly demoPort: number
  /** Undefined in development: drawn once and kept in `dataDir`. */
  readonly cookieKeys: readonly string[] | undefined
  readonly encryptionKeys: readonly string[] | undefined
  readonly trustedProxies: readonly string[]
  readonly outboundCidrs: readonly string[]
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** What production must say itself: there every default would be a weakness. */
const REQUIRED_IN_PRODUCTION = [
  'ISSUER', 'DATABASE_URL', 'COOKIE_KEYS', 'ENCRYPTION_KEYS', 'OUTBOUND_CIDRS',
] as const

function productionMistakes(env: z.infer<typeof environment>): string[] {
  if (env.NODE_ENV !== 'production') return []
  return [
    ...REQUIRED_IN_PRODUCTION.filter((name) => env[name] === undefined).map((name) => `${name} must be set`),
    ...(env.ISSUER?.startsWith('http:') ? ['ISSUER must be https'] : []),
    ...(env.DEMO === 'on' ? ['DEMO must not be on: its passwords are public'] : []),
  ]
}

function issuerMistakes(issuer: string): string[] {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return ['ISSUER must be an http or https URL']
  if (url.origin !== issuer) return ['ISSUER must have no path, query or trailing slash']
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'http:' && !loopback ? ['ISSUER must be https outside this machine'] : []
}

/**
 * Reads the environment once.
 * @returns one frozen object
 * @throws OperatorError with one list of everything that is missing or wrong
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    throw mistakes(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`))
  }
  const values = parsed.data
  const issuer = values.ISSUER ?? `http://localhost:${values.PORT}`
  const wrong = [...productionMistakes(values), ...issuerMistakes(issuer)]
  if (wrong.length > 0) throw mistakes(wrong)
  const embedded = values.DATABASE_URL === undefined
  return Object.freeze({
    production: values.NODE_ENV === 'production',
    issuer,
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    dataDir: resolve(values.DATA_DIR),
    demo: values.DEMO === undefined ? embedded : values.DEMO === 'on',
    demoPort: values.DEMO_PORT,
    cookieKeys: values.COOKIE_KEYS,
    encryptionKeys: values.ENCRYPTION_KEYS,
    trustedProxies: values.TRUSTED_PROXIES,
    outboundCidrs: values.OUTBOUND_CIDRS ?? list(LOOPBACK_CIDRS),
    logLevel: values.LOG_LEVEL,
  })
}

function mistakes(lines: readonly string[]): OperatorError {
  return new OperatorError(`The environment is not complete:\n${lines.map((line) => `  - ${line}`).join('\n')}`)
}
