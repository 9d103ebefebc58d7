import { isProvinceHost, splitHost } from '../../clients/host.rules.ts'
import { checkRedirectUri, type UriCheck } from '../../clients/redirect-uri.rules.ts'

/** Words by which a host says that it is no production: skp-uji, uji-skp, uji.skp. */
const TRIAL_WORDS = ['uji', 'ujicoba', 'dev', 'staging', 'stg', 'test', 'demo'] as const

/**
 * Whether a host is the trial place of another: right below it with a word for trial as its label, or, within the province,
 * beside it with that word before or behind its first label. No other host: a trial would else send codes to somebody
 * else's application.
 * @param host of a trial address
 * @param registered host of the application
 */
export function isTrialHostOf(host: string, registered: string): boolean {
  const { name } = splitHost(host)
  const { name: own } = splitHost(registered)
  const [label, ...parent] = own.split('.')
  return TRIAL_WORDS.some((word) => {
    const beside = [`${word}-${label}`, `${label}-${word}`].map((one) => [one, ...parent].join('.'))
    return name === `${word}.${own}` || beside.filter(isProvinceHost).includes(name)
  })
}

/**
 * Whether an application may use this address while it is on trial: `http://localhost:<port>/<path>`, or `https` on its
 * own host or a trial place of it. The redirect rule (decision 20) judges it on that very host.
 */
export function checkTrialUri(uri: string, registered: string): UriCheck {
  const host = URL.canParse(uri) ? new URL(uri).host : ''
  return checkRedirectUri(uri, { host: isTrialHostOf(host, registered) ? host : registered, state: 'uji' })
}
