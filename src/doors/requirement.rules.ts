import type { Role } from '../domain/accounts/role.rules.ts'

/**
 * What a row of the authorization table asks for.
 *
 * `umum`      everybody, nothing personal behind it
 * `interaksi` the browser that began this sign-in
 * `masuk`     a person who is signed in and may be
 * `masuk:segar` the same, and the password was typed in the last quarter of an hour
 * `peran:a,b` a person who is signed in and holds one of these product roles today; others read whom to ask (403)
 * `api:scope` a program with an access token for our API that has this scope; no session counts there
 * `protokol`  the protocol's own checks decide (oidc-provider)
 */
export type Requirement = 'umum' | 'interaksi' | 'masuk' | 'masuk:segar' | StaffRequirement | ApiRequirement | 'protokol'

/** Roles and seats with commas between them; whoever holds one of them may. */
export type StaffRequirement = `peran:${string}`

/** @returns the requirement that its visitor holds one of these */
export const peran = (...roles: readonly Role[]): StaffRequirement => `peran:${roles.join(',')}`

export const isStaff = (requirement: Requirement | undefined): requirement is StaffRequirement =>
  requirement?.startsWith('peran:') === true

/** @returns the roles of a row, in the order in which the table names them */
export const rolesOf = (requirement: StaffRequirement): readonly Role[] =>
  requirement.slice('peran:'.length).split(',') as Role[]

export type ApiRequirement = `api:${string}`

export const isApi = (requirement: Requirement | undefined): requirement is ApiRequirement =>
  requirement?.startsWith('api:') === true

/** @returns the scope that a row asks for */
export const scopeOf = (requirement: ApiRequirement): string => requirement.slice('api:'.length)
