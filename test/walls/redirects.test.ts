import test, { type ExecutionContext } from 'ava'
import type { Database } from '../../src/kernel/db/database.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { fileScope } from '../helpers/scope.ts'
import { FEWEST, MUTATIONS } from './mutations.ts'
import { CLIENTS } from './tabel.ts'

// Every application of Table 1, and every way to ask for an answer elsewhere in its name.

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

const file = fileScope(test)
let house: House

/** Statements by which the errors of applications are kept: a few for all of some seconds, after the answers. */
let beside = 0

const besideAnswers = (database: Database): Database => ({
  get knex() { return database.knex },
  get statements() { return database.statements },
  query(statement) {
    if (statement.text.includes('klien_galat')) beside += 1
    return database.query(statement)
  },
  close: () => database.close(),
})

test.before(async () => {
  // Views are read once then, as where it counts.
  house = await openHouse(file, { template: 'penuh', overrides: { production: true }, wrap: besideAnswers })
})

test('all 99 hosts are here, and the list is long enough', (t) => {
  t.is(CLIENTS.length, 99)
  t.true(MUTATIONS.length >= FEWEST)
  t.is(new Set(MUTATIONS.map(({ name }) => name)).size, MUTATIONS.length)
})

type Parameters = readonly (readonly [name: string, value: string])[]
const opened = (path: string, parameters: Parameters) =>
  fetch(`${house.issuer}${path}?${new URLSearchParams(parameters as [string, string][]).toString()}`, {
    headers: { accept: 'text/html' }, redirect: 'manual',
  })

const authorize = (clientId: string, ...more: Parameters) => opened('/oidc/auth', [
  ['client_id', clientId], ['response_type', 'code'], ['scope', 'openid'], ['state', 's'],
  ['code_challenge', CHALLENGE], ['code_challenge_method', 'S256'], ...more,
])
const leave = (clientId: string, ...more: Parameters) => opened('/oidc/session/end', [['client_id', clientId], ...more])

const formAction = ({ headers }: Response): string => 
  /form-action ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? ''

/** Where a page leads: its links, forms, files and refreshes. */
const leadsTo = (page: string): string[] =>
  [...page.matchAll(/\b(?:href|action|src|content|url)="?([^"\s>]*)/g)].map(([, target = '']) => target)

/** A page of ours in words, from which nothing leads away. */
async function assertRefused(t: ExecutionContext, answer: Response, name: string): Promise<void> {
  t.is(answer.status, 400, name)
  for (const header of ['location', 'refresh', 'set-cookie', 'link']) t.is(answer.headers.get(header), null, name)
  t.is(formAction(answer), "'self'", name)
  t.deepEqual(leadsTo(await answer.text()).filter((target) => /^(?:[a-z]+:|\/\/|\\)/i.test(target)), [], name)
}

/** Each of some mutations that differs from the URI, with its name. */
function mutated(right: string, neighbour: string): { name: string; uri: string }[] {
  return MUTATIONS.map(({ name, of }) => ({ name, uri: of(new URL(right), neighbour) }))
    .filter(({ uri }) => uri !== right)
}

for (const { client_id: id, host, state, right, goodbye, neighbour } of CLIENTS) {
  const open = state === 'aktif'
  test.serial(`${host} at /auth: its own URI ${open ? 'opens a sign-in' : 'is refused as well'}`, async (t) => {
    const answer = await authorize(id, ['redirect_uri', right])
    if (open) {
      t.is(answer.status, 303)
      t.regex(answer.headers.get('location') ?? '', /^\/masuk\/[\w-]+$|^http:\/\/localhost:\d+\/masuk\/[\w-]+$/)
    } else {
      await assertRefused(t, answer, 'a client that waits')
    }
    const before = house.db.app.statements - beside
    const tries = mutated(right, neighbour)
    t.true(tries.length >= FEWEST)
    for (const { name, uri } of tries) await assertRefused(t, await authorize(id, ['redirect_uri', uri]), name)
    t.is(house.db.app.statements - beside, before, 'what is refused costs the database nothing')

    for (const [name, parameters] of [
      ['missing', []],
      ['twice', [['redirect_uri', right], ['redirect_uri', right]]],
      ['the right one before another', [['redirect_uri', right], ['redirect_uri', 'https://evil.example/']]],
      ['another one before the right one', [['redirect_uri', 'https://evil.example/'], ['redirect_uri', right]]],
      ['a list', [['redirect_uri[]', right]]],
      ['a member', [['redirect_uri[0]', 'https://evil.example/'], ['redirect_uri[x]', right]]],
      ['an upper-case parameter', [['REDIRECT_URI', right]]],
    ] satisfies [string, Parameters][]) await assertRefused(t, await authorize(id, ...parameters), name)
  })

  test.serial(`${host} after a logout: its own page and no other`, async (t) => {
    const answer = await leave(id, ['post_logout_redirect_uri', goodbye])
    if (open) {
      t.is(answer.status, 200)
      t.is(formAction(answer), `'self' ${new URL(goodbye).origin}`)
    } else {
      await assertRefused(t, answer, 'a client that waits')
    }
    const tries = mutated(goodbye, neighbour)
    t.true(tries.length >= FEWEST)
    for (const { name, uri } of tries.filter((one) => one.uri !== '')) {
      await assertRefused(t, await leave(id, ['post_logout_redirect_uri', uri]), name)
    }
    const evil = ['post_logout_redirect_uri', 'https://evil.example/'] as const
    const twice = [['post_logout_redirect_uri', goodbye], evil] as const
    for (const both of [twice, twice.toReversed()]) await assertRefused(t, await leave(id, ...both), 'twice')
    // A logout that names no client, or no page, leads nowhere.
    const list = ['post_logout_redirect_uri[]', evil[1]] as const
    for (const named of [await opened('/oidc/session/end', [evil]), await leave(id, list)]) {
      t.is(named.headers.get('location'), null)
      t.is(formAction(named), "'self'")
    }
  })
}
