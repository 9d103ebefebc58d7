import Router from '@koa/router'
import type { Context, Middleware } from 'koa'
import compose from 'koa-compose'
import { stateOf } from '../kernel/http/state.ts'
import { AppError, notFound } from '../kernel/lib/app-error.ts'
import { ID_FORM } from '../kernel/lib/ids.ts'
import type { Role } from '../domain/accounts/role.rules.ts'
import { AUTHORIZATION } from './authorization.ts'
import {
  type ApiRequirement, isApi, isStaff, type Requirement, rolesOf, scopeOf, type StaffRequirement,
} from './requirement.rules.ts'
import { SEGAR } from './segar.rules.ts'

/** One page or act of a door. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly handle: (ctx: Context) => Promise<void> | void
}

/** What stands before a handler for each requirement of the authorization table. */
export interface Guards extends Record<Exclude<Requirement, 'protokol' | StaffRequirement | ApiRequirement>, Middleware> {
  /** Stands behind the guard of a staff page that segar.rules.ts names. */
  readonly segar: Middleware
  /** Of the rows `peran:...`: lets in whoever holds one of the roles. */
  readonly peran: (roles: readonly Role[]) => Middleware
  /** Of the rows `api:...`: lets in programs whose token has the scope. */
  readonly api: (scope: string) => Middleware
}

function guardOf(requirement: Exclude<Requirement, 'protokol'>, guards: Guards): Middleware {
  if (isStaff(requirement)) return guards.peran(rolesOf(requirement))
  return isApi(requirement) ? guards.api(scopeOf(requirement)) : guards[requirement]
}

/**
 * Puts each route behind the guard that its row asks for. Default deny: the table decides, not the handler.
 * @throws when a route has no row or comes twice, or a row of a page has no route: such a service does not start
 */
export function createDoors(routes: readonly Route[], guards: Guards): Middleware {
  const router = new Router()
  const unused = new Set(Object.keys(AUTHORIZATION).filter((key) => AUTHORIZATION[key] !== 'protokol'))
  for (const { method, path, handle } of routes.toSorted(fixedFirst)) {
    const key = `${method} ${path}`
    const requirement = AUTHORIZATION[key]
    if (requirement === undefined || requirement === 'protokol') {
      throw new Error(`route ${key} has no row in the authorization table`)
    }
    if (!unused.delete(key)) throw new Error(`route ${key} is there twice`)
    const name: Middleware = async (ctx, next) => {
      stateOf(ctx).routeName = path
      await next()
    }
    const guard = guardOf(requirement, guards)
    router.register(path, [method], [name, guard, ...SEGAR.has(key) ? [guards.segar] : [], idFits, handle])
  }
  if (unused.size > 0) throw new Error(`authorization rows without a route: ${[...unused].join(', ')}`)
  return compose([router.routes() as Middleware, otherMethod])
}

/**
 * What a path addresses by `:id` has a UUID: any other text is nothing's, and no statement is asked with it.
 * @throws AppError 404
 */
const idFits: Middleware = async (ctx, next) => {
  const { id } = ctx['params'] as { id?: string }
  if (id !== undefined && !ID_FORM.test(id)) throw notFound()
  await next()
}

/**
 * Runs where nothing of this method was found, neither of ours nor of the protocol: a step of a form is opened by
 * sending the form.
 * @throws AppError 405 with the methods there are (RFC 9110, 15.5.6)
 */
const otherMethod: Middleware = (ctx) => {
  const { matched = [] } = ctx as { matched?: readonly { methods: readonly string[] }[] }
  const methods = new Set([...matched.flatMap((layer) => layer.methods), ...protocolMethods(ctx.path)])
  if (methods.size === 0) return
  ctx.set('allow', [...methods].join(', '))
  throw new AppError('method-not-allowed', 405)
}

/** The first route that fits is taken: `/masuk/kembali` must not be read as `/masuk/:uid`. */
const fixedFirst = (one: Route, other: Route): number =>
  Number(one.path.includes(':')) - Number(other.path.includes(':'))

/**
 * Lets through to the protocol what the table lists as `protokol`, and nothing else of the library.
 * @returns the pattern of the row, or undefined
 */
export function protocolRow(method: string, path: string): string | undefined {
  const asked = method === 'HEAD' ? 'GET' : method
  return PROTOCOL_ROWS.find((row) => row.method === asked && row.matches(path))?.pattern
}

/** @returns the methods that the table lists for a path of the protocol, none for any other path */
function protocolMethods(path: string): string[] {
  return PROTOCOL_ROWS.filter((row) => row.matches(path))
    .flatMap(({ method }) => method === 'GET' ? ['HEAD', 'GET'] : [method])
}

const PROTOCOL_ROWS = Object.entries(AUTHORIZATION)
  .filter(([, requirement]) => requirement === 'protokol')
  .map(([key]) => {
    const [method = '', pattern = ''] = key.split(' ')
    const expression = new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/:[a-z]+/g, '[^/]+')}$`)
    return { method, pattern, matches: (path: string) => expression.test(path) }
  })
