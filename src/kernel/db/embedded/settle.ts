import { existsSync } from 'node:fs'
import { OperatorError } from '../../lib/operator-error.ts'
import { drawPasswords, findPasswords, passwordFileOf, type Passwords } from './passwords.ts'
import { removeFolder, type Place } from './place.ts'
import { makeRoles } from './roles.ts'
import type { Running } from './server.ts'

const closed = (place: Place, fault: string): OperatorError => new OperatorError(
  `${passwordFileOf(place.dataDir)} ${fault} the database in ${place.data}; `
  + 'restore the file, or remove the whole data folder to begin with an empty database.')

/**
 * The passwords of the place's cluster, new ones for a new cluster. A cluster in the spare folder whose DATA_DIR has
 * been removed is removed after it: nobody could enter it any more.
 * @throws OperatorError when the passwords of a cluster in DATA_DIR are gone
 */
export async function settlePasswords(place: Place, say: (line: string) => void): Promise<Passwords> {
  const passwords = findPasswords(place.dataDir)
  if (passwords !== undefined) return passwords
  if (existsSync(place.data)) {
    if (place.base === place.dataDir) throw closed(place, 'is missing and alone opens')
    say(`Removing ${place.data}, the database of a data folder that was removed.`)
    await removeFolder(place.data, place.account)
  }
  return drawPasswords(place.dataDir)
}

/**
 * Makes sure that a server has our roles and database.
 * @throws OperatorError when it does not take our password
 */
export async function settleRoles({ server, answer }: Running, place: Place, passwords: Passwords): Promise<void> {
  if (answer === 'refused') throw closed(place, 'does not open')
  if (answer === 'empty') await makeRoles(server.port, passwords)
}
