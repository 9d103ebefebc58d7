import { findRoles } from '../domain/accounts/role.queries.ts'
import { requirePerson } from '../domain/accounts/person.service.ts'
import { findPersonToday } from '../domain/pegawai/person.queries.ts'
import { type FreezeOutcome, freezePerson, unfreezePerson } from '../domain/sessions/freeze.service.ts'
import { command, type Outcome } from './kit/command.ts'
import { atWork, type Desk } from './kit/database.ts'
import { type PersonOnDesk, personText } from './kit/person-text.rules.ts'

const REASON = { value: 'text', required: true, about: 'why; it stands in the audit trail' } as const

async function readPerson({ database, clock }: Desk, sub: string): Promise<PersonOnDesk> {
  const today = clock.today()
  const [person, roles] = await Promise.all([findPersonToday(database, sub, today), findRoles(database, sub, today)])
  if (!person) throw new Error('the person went away while being read')
  return { person, roles }
}

/** `sub` is the name under which everybody else knows the id. */
function outcomeOf({ person: { id: sub, ...person }, roles }: PersonOnDesk, sentence?: string): Outcome {
  const text = personText({ person: { id: sub, ...person }, roles })
  return { json: { sub, ...person, roles }, text: sentence === undefined ? text : `${sentence}\n\n${text}` }
}

const sessionsText = (sessions: number): string => sessions === 1 ? '1 session was' : `${sessions} sessions were`

const frozenText = ({ changed, sessions }: FreezeOutcome): string => changed
  ? `The account is frozen; ${sessionsText(sessions)} ended, and every token with them.`
  : 'The account was frozen already: nothing was changed.'

const unfrozenText = ({ changed }: FreezeOutcome): string => changed
  ? 'The account is open again: the person can sign in with the same password.'
  : 'The account was not frozen: nothing was changed.'

export const commands = [
  command({
    name: 'person show', parameters: ['nip'], options: {},
    about: 'Shows a person as the directory has him today.',
    async run({ nip }, say) {
      return outcomeOf(await atWork(say, async (desk) => {
        const { pegawai_id: sub } = await requirePerson(desk.database, nip)
        return readPerson(desk, sub)
      }))
    },
  }),
  command({
    name: 'person freeze', parameters: ['nip'], options: { reason: REASON },
    about: 'Keeps a person out at once: no sign-in, and every session and token of the person ends.',
    run: (order, say) => atWork(say, async (desk) => {
      const freeze = await freezePerson(desk.database, desk.clock, order)
      return outcomeOf(await readPerson(desk, freeze.pegawaiId), frozenText(freeze))
    }),
  }),
  command({
    name: 'person unfreeze', parameters: ['nip'], options: { reason: REASON },
    about: 'Lets a frozen person sign in again.',
    run: (order, say) => atWork(say, async (desk) => {
      const freeze = await unfreezePerson(desk.database, desk.clock, order)
      return outcomeOf(await readPerson(desk, freeze.pegawaiId), unfrozenText(freeze))
    }),
  }),
]
