import { activateAccount } from '../domain/accounts/activate.service.ts'
import { loadCommonPasswords } from '../domain/accounts/common-passwords.ts'
import { command } from './kit/command.ts'
import { atWork } from './kit/database.ts'
import { createCommandHasher } from './kit/hasher.ts'
import { readPasswordLine } from './kit/password-line.ts'

export const commands = [
  command({
    name: 'account activate', parameters: ['nip'],
    options: {
      'password-stdin': {
        required: true, about: 'take the password from the first line of stdin: arguments are seen by others',
      },
    },
    about: 'Activates a person\'s account with a password of the person\'s own; again replaces the password.',
    async run({ nip }, say) {
      const password = await readPasswordLine(process.stdin, process.stderr)
      const { sub } = await atWork(say, ({ database, clock }) => activateAccount(
        { database, clock, hasher: createCommandHasher(), common: loadCommonPasswords() }, { nip, password },
      ))
      return { json: { sub }, text: `The account is active. sub: ${sub}` }
    },
  }),
]
