import { isProvinceHost, splitHost } from './host.rules.ts'

/** OPD that reorganisations ended and whose names still stand in hosts of Table 1. Source: domain.md section 4. */
const DISSOLVED: readonly string[] = [
  'dishubkominfo', 'distamben', 'distambem', 'dppkd', 'disbudpar', 'dishutbun', 'bandiklat', 'dbmtr', 'bpad',
]

/** @returns the name of an OPD that is no more, where the host bears one as a label or a part of it between hyphens */
export function dissolvedName(host: string): string | undefined {
  const parts = splitHost(host).name.split(/[.-]/)
  return DISSOLVED.find((name) => parts.includes(name))
}

/** @returns whether the host stands two levels or more below the province, where a `*.bantenprov.go.id` certificate ends */
export const isBeyondWildcard = (host: string): boolean =>
  isProvinceHost(host) && splitHost(host).name.split('.').length > 'x.bantenprov.go.id'.split('.').length
