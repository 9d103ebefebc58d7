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

/** A whole number in plain digits, from 1. */
const upTo = (most: number) => z.string()
  .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most, `must be a number from 1 to ${most}`)
  .transform(Number)
const port = upTo(65535)

/** 32 bytes in base64url; drawn ones have some thirty different characters, typed ones seldom as many as half of it. */
const LEAST_CHARACTERS = 16
const keyText = z.string()
  .regex(/^[A-Za-z0-9_-]{43}$/, { error: 'must be 32 random bytes in base64url (43 characters)', abort: true })
  .refine((text) => new Set(text).size >= LEAST_CHARACTERS, 'must be random')

/** `id:key` with the newest first; the id is public and stands in every sealed value. */
const encryptionKey = z.string()
  .regex(/^[a-z0-9-]{1,16}:[A-Za-z0-9_-]{43}$/, { error: 'must be id:key with 32 random bytes in base64url', abort: true })
  .refine((text) => new Set(text.slice(text.indexOf(':') + 1)).size >= LEAST_CHARACTERS, 'must be random')

const differ = (texts: readonly string[]): boolean => new Set(texts).size === texts.length
const idsDiffer = (texts: readonly string[]): boolean => differ(texts.map((text) => text.slice(0, text.indexOf(':'))))

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' })

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `must be one of ${words.join(', ')}` })

const environment = z.object({
  NODE_ENV: oneOf(['development', 'production', 'test']).default('development'),
  ISSUER: z.string().optional(),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  DATA_DIR: z.string().default('.data'),
  DEMO: oneOf(['on', 'off']).optional(),
  DEMO_PORT: port.default(3001),
  COOKIE_KEYS: z.string().transform(list)
    .pipe(z.array(keyText).min(2, 'needs two keys').refine(differ, 'must not repeat a key')).optional(),
  ENCRYPTION_KEYS: z.string().transform(list)
    .pipe(z.array(encryptionKey).min(1, 'needs a key').refine(idsDiffer, 'must not repeat an id')).optional(),
  TRUSTED_PROXIES: z.string().default('').transform(list).pipe(z.array(cidr)),
  OUTBOUND_CIDRS: z.string().transform(list).pipe(z.array(cidr)).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }).optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  SMS_GATEWAY_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  SMS_GATEWAY_TEMPLATE: z.string().optional(),
  // The usual one of the secrets that a template may name; others begin with SMS_GATEWAY_ as well.
  SMS_GATEWAY_TOKEN: z.string().optional(),
  SIMPEG_DATABASE_URL: z.url({ protocol: /^mysql$/, error: 'must be a mysql:// URL' }).optional(),
  SIMPEG_DATABASE_TLS: oneOf(['on', 'off']).default('on'),
  SIMPEG_DATABASE_MINUTES: upTo(1440).default(5),
  SIMPEG_API_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  SIMPEG_API_TOKEN: z.string().regex(/^[\x21-\x7e]{16,4096}$/, 'must be a token of 16 characters or more').optional(),
  SIMPEG_API_MINUTES: upTo(1440).default(1),
  SIMPEG_CA_FILE: z.string().optional(),
  PASSWORD_BSSN: oneOf(['on', 'off']).default('off'),
  PASSWORD_BSSN_DAYS: upTo(3650).default(180),
  WORKERS: upTo(64).default(1),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  DRAIN_NOTICE_SECONDS: upTo(60).optional(),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Where personnel data comes from by itself; without either, people come by the export bundle and by hand. */
export interface SimpegConfig {
  /** mysql:// with account and password */
  readonly databaseUrl: string | undefined
  readonly databaseTls: boolean
  readonly databaseMinutes: number
  /** of the API that docs/openapi-kepegawaian.yaml describes, without a slash at its end */
  readonly apiUrl: string | undefined
  readonly apiToken: string | undefined
  readonly apiMinutes: number
  /** PEM of the authority that both are trusted by; the machine's own without */
  readonly caFile: string | undefined
}

/** Where SMS, or messages of any other kind, are handed over. */
export interface SmsGatewayConfig {
  readonly url: string
  /** path of a JSON file that says what is sent; a plain JSON object without it */
  readonly templateFile: string | undefined
  /** every variable whose name begins with SMS_GATEWAY_: a template names those that it needs */
  readonly secrets: Readonly<Record<string, string | undefined>>
}

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
  /** Undefined: letters wait in the database, none is sent. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Undefined: nobody is sent an SMS. */
  readonly smsGateway: SmsGatewayConfig | undefined
  readonly simpeg: SimpegConfig
  /** What BSSN 4/2021 asks of passwords, against NIST and ASVS: off unless switched on. */
  readonly passwords: { readonly composed: boolean; readonly days: number | undefined }
  /** Processes that answer requests; one of them needs no others. */
  readonly workers: number
  /** Undefined: nobody is told any number (decision 25). */
  readonly metricsPort: number | undefined
  readonly metricsHost: string
  /** How long `/readyz` says 503 before no new connection is taken. */
  readonly drainNoticeMs: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** What production must say itself: there every default would be a weakness. */
const REQUIRED_IN_PRODUCTION = [
  'ISSUER', 'DATABASE_URL', 'COOKIE_KEYS', 'ENCRYPTION_KEYS', 'OUTBOUND_CIDRS',
] as const

/** @param env as it was given, whether or not each value can be read */
function productionMistakes(env: NodeJS.ProcessEnv): string[] {
  if (env['NODE_ENV'] !== 'production') return []
  return [
    ...REQUIRED_IN_PRODUCTION.filter((name) => env[name] === undefined).map((name) => `${name} must be set`),
    ...(env['ISSUER']?.startsWith('http:') ? ['ISSUER must be https in production'] : []),
    ...(env['DEMO'] === 'on' ? ['DEMO must not be on: its passwords are public'] : []),
    ...(list(env['TRUSTED_PROXIES'] ?? '').some((text) => /\/0+$/.test(text))
      ? ['TRUSTED_PROXIES must not be everybody: then each caller says who he is'] : []),
  ]
}

function simpegMistakes(env: NodeJS.ProcessEnv): string[] {
  const { SIMPEG_DATABASE_URL: database, SIMPEG_API_URL: api, SIMPEG_API_TOKEN: token } = env
  const databaseUrl = URL.parse(database ?? '')
  const apiUrl = URL.parse(api ?? '')
  return [
    ...(databaseUrl && (databaseUrl.hostname === '' || databaseUrl.username === '' || databaseUrl.pathname.length < 2)
      ? ['SIMPEG_DATABASE_URL must name account, host and database'] : []),
    ...(apiUrl && (apiUrl.username !== '' || apiUrl.search !== '' || apiUrl.hash !== '')
      ? ['SIMPEG_API_URL must have no account, query or fragment'] : []),
    ...(apiUrl?.protocol === 'http:' && env['NODE_ENV'] === 'production' ? ['SIMPEG_API_URL must be https in production'] : []),
    ...((api === undefined) !== (token === undefined) ? ['SIMPEG_API_URL and SIMPEG_API_TOKEN must be set together'] : []),
  ]
}

function gatewayMistakes(env: NodeJS.ProcessEnv): string[] {
  const { SMS_GATEWAY_URL: url, SMS_GATEWAY_TEMPLATE: template, NODE_ENV: node } = env
  return [
    ...(url === undefined && template !== undefined ? ['SMS_GATEWAY_TEMPLATE needs SMS_GATEWAY_URL'] : []),
    ...(url?.startsWith('http:') && node === 'production' ? ['SMS_GATEWAY_URL must be https in production'] : []),
  ]
}

function issuerMistakes(env: NodeJS.ProcessEnv): string[] {
  const issuer = env['ISSUER']
  if (issuer === undefined) return []
  const url = URL.parse(issuer)
  if (!url || !/^https?:$/.test(url.protocol)) return ['ISSUER must be an http or https URL']
  if (url.origin !== issuer) {
    return [`ISSUER must be an origin and nothing more, in lower case and without the usual port: ${url.origin}`]
  }
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const told = env['NODE_ENV'] === 'production'
  return url.protocol === 'http:' && !loopback && !told ? ['ISSUER must be https outside this machine'] : []
}

/**
 * Reads the environment once; an empty variable is an unset one.
 * @returns one object, frozen through and through
 * @throws OperatorError with one list of everything that is missing or wrong; it repeats no secret
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  const wrong = [
    ...(parsed.error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}`),
    ...productionMistakes(given), ...issuerMistakes(given), ...simpegMistakes(given),
    ...gatewayMistakes(given),
  ]
  if (!parsed.success || wrong.length > 0) throw mistakes([...new Set(wrong)])
  const values = parsed.data
  const issuer = values.ISSUER ?? `http://localhost:${values.PORT}`
  return Object.freeze({
    production: values.NODE_ENV === 'production',
    issuer,
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    dataDir: resolve(values.DATA_DIR),
    demo: values.DEMO === undefined ? values.DATABASE_URL === undefined : values.DEMO === 'on',
    demoPort: values.DEMO_PORT,
    cookieKeys: frozen(values.COOKIE_KEYS),
    encryptionKeys: frozen(values.ENCRYPTION_KEYS),
    trustedProxies: Object.freeze(values.TRUSTED_PROXIES),
    outboundCidrs: Object.freeze(values.OUTBOUND_CIDRS ?? list(LOOPBACK_CIDRS)),
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM ?? `satu-login@${new URL(issuer).hostname}`,
    smsGateway: values.SMS_GATEWAY_URL === undefined ? undefined : Object.freeze({
      url: values.SMS_GATEWAY_URL,
      templateFile: values.SMS_GATEWAY_TEMPLATE,
      secrets: Object.freeze(Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith('SMS_GATEWAY_')))),
    }),
    simpeg: Object.freeze({
      databaseUrl: values.SIMPEG_DATABASE_URL,
      databaseTls: values.SIMPEG_DATABASE_TLS === 'on',
      databaseMinutes: values.SIMPEG_DATABASE_MINUTES,
      apiUrl: values.SIMPEG_API_URL?.replace(/\/+$/, ''),
      apiToken: values.SIMPEG_API_TOKEN,
      apiMinutes: values.SIMPEG_API_MINUTES,
      caFile: values.SIMPEG_CA_FILE,
    }),
    passwords: Object.freeze({
      composed: values.PASSWORD_BSSN === 'on', days: values.PASSWORD_BSSN === 'on' ? values.PASSWORD_BSSN_DAYS : undefined,
    }),
    workers: values.WORKERS,
    metricsPort: values.METRICS_PORT,
    metricsHost: values.METRICS_HOST,
    drainNoticeMs: (values.DRAIN_NOTICE_SECONDS ?? 0) * 1000,
    logLevel: values.LOG_LEVEL,
  })
}

const frozen = (texts: string[] | undefined): readonly string[] | undefined => texts && Object.freeze(texts)

const mistakes = (lines: readonly string[]): OperatorError =>
  new OperatorError(`The environment is not complete:\n${lines.map((line) => `  - ${line}`).join('\n')}`)
