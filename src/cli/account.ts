import { loadCommonPasswords } from '../domain/accounts/common-passwords.ts'
import { setPassword } from '../domain/sessions/password.service.ts'
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
    about: 'Activates a person\'s account with a password of the person\'s own; again replaces it and ends all sessions.',
    async run({ nip }, say) {
      const password = await readPasswordLine(process.stdin, process.stderr)
      const { sub, replaced, sessions } = await atWork(say, ({ database, clock, config: { passwords: terms } }) => setPassword(
        { database, clock, hasher: createCommandHasher(), common: loadCommonPasswords(), terms }, { nip, password },
      ))
      const text = replaced ? `The password is replaced; sessions ended: ${sessions}.` : 'The account is active.'
      return { json: { sub }, text: `${text} sub: ${sub}` }
    },
  }),
]
