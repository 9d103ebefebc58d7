import { completeFlow } from '../suite/flow.ts'
import type { Op } from '../suite/op.ts'
import type { Module } from '../suite/run.ts'

/** Modules about parameters that a provider may ignore and must not refuse (OpenID Connect Core 15.1). */

const accepted = (change: Record<string, string>): Module<Op> => async ({ t }, op) => {
  await completeFlow(t, op, { change })
}

/** All values that discovery offers are asked for; the suite would like the ID token to name one of them. */
const acrValues: Module<Op> = async ({ t, should }, op) => {
  const offered = op.metadata['acr_values_supported'] as string[] | undefined ?? ['1', '2']
  const { idToken } = await completeFlow(t, op, { change: { acr_values: offered.join(' ') } })
  should(offered.includes(idToken.acr ?? ''), 'acr is one of the values that were asked for')
}

export const parameters: Readonly<Record<string, Module<Op>>> = {
  'oidcc-display-page': accepted({ display: 'page' }),
  'oidcc-display-popup': accepted({ display: 'popup' }),
  // What the suite sends unless its configuration says otherwise.
  'oidcc-login-hint': accepted({ login_hint: 'buffy@www.certification.openid.net' }),
  'oidcc-ui-locales': accepted({ ui_locales: 'se' }),
  'oidcc-claims-locales': accepted({ claims_locales: 'se' }),
  'oidcc-ensure-request-with-acr-values-succeeds': acrValues,
}
