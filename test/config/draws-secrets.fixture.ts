/** Reads the secrets of a folder when it is told to, and says what it got. */
import { readConfig } from '../../src/config.ts'
import { readSecrets } from '../../src/secrets.ts'

process.once('message', () => {
  readSecrets(readConfig({ DATA_DIR: process.argv[2] }))
    .then((secrets) => JSON.stringify(secrets), (error: unknown) => `Error ${String(error)}`)
    .then((answer) => process.send?.(answer, () => process.disconnect()), () => process.exit(1))
})
process.send?.('ready')
