import { forgetOffice, listOffices, nameOffice, type OfficeNetwork } from '../domain/accounts/sinyal/kantor.service.ts'
import { command, type Outcome } from './kit/command.ts'
import { atWork } from './kit/database.ts'
import { alignColumns } from './kit/table.rules.ts'

const outcomeOf = (offices: readonly OfficeNetwork[]): Outcome => ({
  json: offices,
  text: offices.length === 0 ? 'No network has a name.'
    : alignColumns([['network', 'office'], ...offices.map(({ blok, nama }) => [blok, nama])]),
})

export const commands = [
  command({
    name: 'network list', parameters: [], options: {},
    about: 'Lists the networks of offices.',
    async run(_given, say) {
      return outcomeOf(await atWork(say, ({ database }) => listOffices(database)))
    },
  }),
  command({
    name: 'network name', parameters: ['cidr'],
    options: { name: { value: 'text', required: true, about: 'the office, as letters and pages tell it' } },
    about: 'Names the network of an office: many people at new computers are nothing unusual there.',
    async run({ cidr, name }, say) {
      return outcomeOf(await atWork(say, ({ database, clock }) => nameOffice(database, clock, { cidr, name })))
    },
  }),
  command({
    name: 'network forget', parameters: ['cidr'], options: {},
    about: 'Takes the name of a network back.',
    async run({ cidr }, say) {
      return outcomeOf(await atWork(say, ({ database, clock }) => forgetOffice(database, clock, cidr)))
    },
  }),
]
