/** The scopes of architecture.md, "Claims"; a client gets those that its registration names. */
export const SCOPES: readonly string[] = [
  'openid', 'profile', 'email', 'phone', 'pegawai', 'opd', 'jabatan', 'peran', 'offline_access',
]

/** What every client of Table 1 gets; more comes by the procedure (domain.md section 7). */
export const BASE_SCOPE = 'openid profile opd jabatan peran'
