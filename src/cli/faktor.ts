import { requirePerson } from '../domain/accounts/person.service.ts'
import { findPersonToday } from '../domain/pegawai/person.queries.ts'
import { breakGlass, type ResetOutcome } from '../domain/sessions/faktor-reset.service.ts'
import { command, type Outcome } from './kit/command.ts'
import { atWork, type Desk } from './kit/database.ts'
import { alignColumns } from './kit/table.rules.ts'

async function listOf({ database, clock }: Desk, nip: string): Promise<Outcome> {
  const { pegawai_id: sub } = await requirePerson(database, nip)
  const { faktor = [], kodePemulihan: kode = 0 } = await findPersonToday(database, sub, clock.today()) ?? {}
  const rows = faktor.map(({ id, jenis, nama, sejak }) => [id, jenis, nama, sejak.toISOString()])
  const table = rows.length === 0 ? 'This person has no second factor.' : alignColumns([['id', 'kind', 'name', 'since'], ...rows])
  return { json: { sub, faktor, kode_pemulihan: kode }, text: `${table}\n\nRecovery codes left: ${kode}` }
}

const resetText = ({ faktor, kode, sessions }: ResetOutcome): string =>
  `Taken: second factors ${faktor}, recovery codes ${kode}. Sessions ended: ${sessions}.\n`
  + 'The person sets up a new factor at the next sign-in; he and all of keamanan are told.'

export const commands = [
  command({
    name: 'faktor list', parameters: ['nip'], options: {},
    about: 'Shows the second factors of a person, and how many recovery codes are left.',
    run: ({ nip }, say) => atWork(say, (desk) => listOf(desk, nip)),
  }),
  command({
    name: 'faktor reset', parameters: ['nip'],
    options: { reason: { value: 'text', required: true, about: 'why; it stands in the audit trail, and keamanan reads it' } },
    about: 'Breaks the glass: takes every second factor and recovery code from a person and ends his sessions.',
    run: (order, say) => atWork(say, async ({ database, clock }) => {
      const outcome = await breakGlass(database, clock, order)
      const { pegawaiId: sub, faktor, kode, sessions } = outcome
      return { json: { sub, faktor, kode_pemulihan: kode, sessions }, text: resetText(outcome) }
    }),
  }),
]
