/** Files that an application is connected with, filled in for its client: no secret stands in any of them. */
import { apacheFile } from './apache.rules.ts'
import { nodeFile } from './node.rules.ts'
import { phpParts, phpUsersExample } from './php-parts.ts'
import { phpFile, phpHtaccess } from './php.rules.ts'
import { pythonFile } from './python.rules.ts'
import type { Stelan } from './stelan.ts'

export { type Alamat, alamatOf, type Kendala, kendalaOf, needsFallback, type Tumpukan } from './alamat.rules.ts'
export { SECRET_FILE } from './apache.rules.ts'
export { phpDoor } from './php.rules.ts'
export { type Stelan, stelanOf } from './stelan.ts'

interface ReadyFile {
  /** As it is saved. */
  readonly nama: string
  readonly isi: (stelan: Stelan) => string
}

/** By the last part of its address. */
export const BERKAS: Readonly<Record<string, ReadyFile>> = {
  'php': { nama: 'index.php', isi: (stelan) => phpFile(phpParts(), stelan) },
  'php-pengguna': { nama: 'pengguna.php', isi: () => phpUsersExample() },
  'php-folder': { nama: '.htaccess', isi: phpHtaccess },
  'apache': { nama: 'sso.conf', isi: apacheFile },
  'node': { nama: 'sso.mjs', isi: nodeFile },
  'python': { nama: 'sso.py', isi: pythonFile },
}
