import { availableParallelism } from 'node:os'
import { createHashQueue } from '../../domain/accounts/hash-queue.ts'
import { createPasswordHasher, type PasswordHasher } from '../../domain/accounts/password-hash.ts'

/** One command is one caller: nobody has to be refused for a queue that is too long. */
const MAX_WAITING = 1_000

/** The hasher of one command, beside that of a running service. */
export function createCommandHasher(): PasswordHasher {
  return createPasswordHasher({
    queue: createHashQueue({ slots: availableParallelism(), maxWaiting: MAX_WAITING }),
  })
}
