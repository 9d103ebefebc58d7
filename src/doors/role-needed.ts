import { AppError } from '../kernel/lib/app-error.ts'
import type { Role } from '../domain/accounts/role.rules.ts'

/** Somebody is signed in and holds none of the roles that a page asks for. */
export class RoleNeeded extends AppError {
  readonly roles: readonly Role[]

  constructor(roles: readonly Role[]) {
    super('role-needed', 403)
    this.roles = roles
  }
}

const PROVINCE = 'administrator Banten Satu Login di Dinas Komunikasi, Informatika, Statistik dan Persandian'

/** Each role as people call it, and who gives it. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly nama: string; readonly minta: string }>> = {
  'admin': { nama: 'administrator layanan', minta: PROVINCE },
  'keamanan': { nama: 'petugas keamanan', minta: PROVINCE },
  'auditor': { nama: 'auditor', minta: PROVINCE },
  'bkd': { nama: 'pengelola data kepegawaian (BKD)', minta: PROVINCE },
  'csirt': { nama: 'anggota tim tanggap insiden siber', minta: PROVINCE },
  'admin-opd': { nama: 'admin OPD', minta: PROVINCE },
  'pengembang': { nama: 'pengembang aplikasi OPD', minta: 'admin OPD Anda' },
  'helper-mfa': { nama: 'pembantu faktor kedua OPD', minta: 'admin OPD Anda' },
  'pemilik-data': { nama: 'pemilik data', minta: PROVINCE },
  'kepala-opd': { nama: 'kepala OPD', minta: PROVINCE },
  'kepala-dinas': { nama: 'Kepala Dinas Kominfo', minta: PROVINCE },
  'kepala-bidang': { nama: 'Kepala Bidang di Dinas Kominfo', minta: PROVINCE },
  'kepala-seksi': { nama: 'Kepala Seksi di Dinas Kominfo', minta: PROVINCE },
}

/** @returns what the refusal says: the roles in words, and everybody who gives one of them, once */
export function roleNeededWords(roles: readonly Role[]): { peran: readonly string[]; minta: readonly string[] } {
  return {
    peran: roles.map((role) => ROLE_WORDS[role].nama),
    minta: [...new Set(roles.map((role) => ROLE_WORDS[role].minta))],
  }
}
