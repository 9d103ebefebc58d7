import { type Answer, ask } from '../../http/ask.ts'
import { AUTHORIZATION } from '../../../src/doors/authorization.ts'
import { isStaff } from '../../../src/doors/requirement.rules.ts'
import { pathOf } from '../../helpers/rows.ts'
import type { Attempt } from './requests.ts'
import type { Stage } from './stage.ts'
import type { Value } from './values.ts'

type Pairs = readonly (readonly [name: string, value: string])[]

/** A text as it is sent in the place of this name. */
function written(stage: Stage, value: Value, name: string, at: { method: string; url: string }): string {
  if (value.kind === 'text') return value.text
  if (value.kind === 'signed') return stage.jwt(name, at, value.claims, value.header)
  const { real } = stage.now
  const whole = real[value.pick % real.length] ?? ''
  if (value.kind === 'real') return whole
  const at0 = value.at % (whole.length + 1)
  if (value.how === 'cut') return whole.slice(0, at0)
  return value.how === 'double' ? whole + whole : `${whole.slice(0, at0)}\0${whole.slice(at0 + 1)}`
}

/** What node:http lets into a header: it refuses the rest itself, as every server does. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e\xa0-\xff]/g, '?').slice(0, 4_000)

function changed(fields: Pairs, { changes }: Attempt, write: (value: Value, name: string) => string): Pairs {
  return changes.reduce<Pairs>((pairs, { name, how, value }) => {
    const others = how === 'add' ? pairs : pairs.filter(([one]) => one !== name)
    return how === 'drop' ? others : [...others, [name, write(value, name)]]
  }, fields)
}

const form = (pairs: Pairs): string => new URLSearchParams(
  pairs.map(([name, value]): [string, string] => [name.toWellFormed(), value.toWellFormed()])).toString()

const BODIES: Record<Attempt['body'], readonly [type: string, write: (pairs: Pairs) => string]> = {
  form: ['application/x-www-form-urlencoded', form],
  json: ['application/json', (pairs) => JSON.stringify(Object.fromEntries(pairs))],
  multipart: ['multipart/form-data; boundary=x', (pairs) => `${pairs.map(([name, value]) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--x--\r\n`],
  text: ['text/plain', form],
  none: ['', form],
}

/** Who an endpoint asks to be proved to it. */
function fitting(path: string): Exclude<Attempt['as'], 'fitting'> {
  if (path === '/oidc/me') return 'bearer'
  return /^\/oidc\/(token|request)/.test(path) ? 'basic' : 'nobody'
}

function credentials(stage: Stage, { as, path }: Attempt, at: { method: string; url: string }) {
  const { app, program, now } = stage
  const assertion: Pairs = [
    ['client_id', program.clientId],
    ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
    ['client_assertion', stage.jwt('client_assertion', at)],
  ]
  const headers: Record<Exclude<Attempt['as'], 'fitting'>, Record<string, string>> = {
    nobody: {}, assertion: {}, basic: { authorization: `Basic ${btoa(`${app.clientId}:${app.secret}`)}` },
    bearer: { authorization: `Bearer ${now.accessToken}` },
    dpop: { authorization: `DPoP ${now.accessToken}`, dpop: stage.jwt('dpop', at) },
  }
  const who = as === 'fitting' ? fitting(path) : as
  return { headers: headers[who], fields: who === 'assertion' ? assertion : [] }
}

/** Sends an attempt to the service. */
export async function send(stage: Stage, attempt: Attempt): Promise<Answer> {
  const { house: { issuer }, desk, now } = stage
  const { method, path: pattern, rightly, signedIn, inQuery, body } = attempt
  const path = pathOf(pattern, {
    uid: pattern.endsWith('/persetujuan') ? now.uids.consent : now.uids.login, tautan: now.uids.tautan,
  })
  const atStaffDoor = isStaff(AUTHORIZATION[`${method} ${pattern}`])
  const at = { method, url: issuer + path }
  const write = (value: Value, name: string): string => written(stage, value, name, at)
  const ways = now.fields[pattern] ?? [atStaffDoor ? { csrf: desk.csrf } : {}]
  const right = rightly === null ? [] : Object.entries(ways[rightly % ways.length] ?? {})
  const { headers, fields } = credentials(stage, attempt, at)
  const named = new Set(fields.map(([name]) => name))
  const pairs = changed([...right.filter(([name]) => !named.has(name)), ...fields], attempt, write)
  const bodyless = /^(GET|HEAD|OPTIONS)$/.test(method) || inQuery
  const [type, encode] = BODIES[body]
  const query = bodyless && pairs.length > 0 ? `?${form(pairs).slice(0, 12_000)}` : ''
  const { jar } = atStaffDoor ? desk : stage
  const cookies = signedIn && URL.canParse(at.url) ? await jar.cookies(at.url) : {}
  return ask(issuer, {
    method, target: path + query, ...(!bodyless && { body: encode(pairs) }),
    headers: {
      'accept': 'text/html', 'sec-fetch-site': 'same-origin', ...(!bodyless && type !== '' && { 'content-type': type }),
      'cookie': Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; '), ...headers,
      ...Object.fromEntries(attempt.headers.map(([name, value]) => [name, headerText(write(value, name))])),
    },
  })
}
