import { type Changed, readRule, removeRule, setRule } from '../domain/mfa/kebijakan/kebijakan.service.ts'
import { currentRules } from '../domain/mfa/kebijakan/kebijakan.queries.ts'
import { simulate } from '../domain/mfa/kebijakan/simulasi/simulasi.service.ts'
import { PORTAL_CLIENT_ID } from '../oidc/registration.ts'
import { command, type Outcome } from './kit/command.ts'
import { atWork, type Desk } from './kit/database.ts'
import { readJsonFile } from './kit/json-file.ts'
import { rulesText, simulationText } from './kit/kebijakan-text.rules.ts'
import { changing, readSecond, SECOND } from './kit/second-person.ts'

const REASON = { value: 'text', required: true, about: 'why; it stands in the audit trail' } as const

const ruleOf = ({ database, clock }: Desk, file: unknown) =>
  readRule(database, file, { today: clock.today(), portal: PORTAL_CLIENT_ID })

function changedOutcome(changed: Changed, done: string): Outcome {
  const text = changed.changed ? `${changed.id} ${done}, version ${changed.versi}.` : `${changed.id} was like that already.`
  return { json: changed, text: changed.weaker ? `${text} The policy is weaker now; two people did it.` : text }
}

export const commands = [
  command({
    name: 'kebijakan list', parameters: [], options: {},
    about: 'Lists the rules that demand second factors; the strictest of all that fit is asked.',
    async run(_given, say) {
      const rules = (await atWork(say, ({ database }) => currentRules(database))).map(({ aturan }) => aturan)
      return { json: rules, text: rulesText(rules) }
    },
  }),
  command({
    name: 'kebijakan simulate', parameters: ['file.json'], options: {},
    about: 'Counts by OPD whom a rule would meet, who has a fitting factor and who would be locked out; changes nothing.',
    async run({ 'file.json': path }, say) {
      const file = await readJsonFile(path)
      const outcome = await atWork(say, async (desk) => simulate(desk.database, await ruleOf(desk, file), desk.clock.today()))
      return { json: outcome, text: simulationText(outcome) }
    },
  }),
  command({
    name: 'kebijakan set', parameters: ['file.json'], options: { reason: REASON, second: SECOND },
    about: 'Puts a rule into force, in the place of the one with its id; it counts from the next request.',
    async run({ 'file.json': path, reason, second: nip }, say) {
      const file = await readJsonFile(path)
      const second = await readSecond(nip)
      return changedOutcome(await atWork(say, async (desk) =>
        setRule(await changing(desk), await ruleOf(desk, file), { reason, second })), 'is in force')
    },
  }),
  command({
    name: 'kebijakan remove', parameters: ['id'], options: { reason: REASON, second: SECOND },
    about: 'Takes a rule out of the policy; its versions stay on record.',
    async run({ id, reason, second: nip }, say) {
      const second = await readSecond(nip)
      return changedOutcome(await atWork(say, async (desk) => removeRule(await changing(desk), id, { reason, second })), 'is removed')
    },
  }),
]
