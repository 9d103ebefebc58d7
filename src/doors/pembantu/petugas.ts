import type { Context } from 'koa'
import type { Pemilik, Petugas } from '../../domain/accounts/bantuan/permintaan.rules.ts'
import { inReach, jangkauanOf } from '../../domain/accounts/pembantu/jangkauan.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { visitorOf } from '../guards.ts'

/** @returns the visitor, and what his roles of today are to this person */
export function petugasFor(ctx: Context, { unitChain }: PersonToday): Petugas {
  const { person, roles } = visitorOf(ctx)
  const holds = (role: string): boolean => inReach(jangkauanOf(roles, [role]), unitChain)
  return { id: person.id, pembantu: holds('helper-mfa'), adminOpd: holds('admin-opd'), keamanan: roles.some(({ role }) => role === 'keamanan') }
}

/** @returns the person as the rules of help see him */
export const pemilikOf = ({ id, activated, roles }: PersonToday): Pemilik => ({ id, activated, berperan: roles.length > 0 })
