import {
  addClient, type ApiScopes, approveClient, changeApiScope, issueSecret, type ListedClient, listClients, markClient,
  type MovedClient, resumeClient, setSelfService, suspendClient,
} from '../domain/clients/index.ts'
import { command, type Outcome, UsageError } from './kit/command.ts'
import { atWork } from './kit/database.ts'
import { readJsonFile } from './kit/json-file.ts'
import { changing, readSecond, SECOND } from './kit/second-person.ts'
import { alignColumns } from './kit/table.rules.ts'

const REASON = { value: 'text', required: true, about: 'why; it stands in the audit trail' } as const

function listText(clients: readonly ListedClient[]): string {
  if (clients.length === 0) return 'There is no client yet: `seed aplikasi` loads those of Table 1.'
  const rows = clients.map(({ client_id: id, state, host, nama, opd, layanan_mandiri, berisiko, kelompok }) =>
    [id, state, layanan_mandiri ? 'yes' : '', berisiko ? 'high' : '', kelompok ?? '', host === id ? '' : host, nama, opd.nama])
  return alignColumns([['client_id', 'state', 'self-service', 'risk', 'group', 'other host', 'nama', 'OPD'], ...rows])
}

function secretOutcome(issued: { readonly client_id: string; readonly client_secret?: string }): Outcome {
  const { client_id: id, client_secret: secret } = issued
  const text = secret === undefined
    ? `${id} is registered; it has no secret.`
    : `${alignColumns([['client_id', id], ['client_secret', secret]])}\n\n`
      + 'The secret is shown this once and kept nowhere: hand it over now.'
  return { json: issued, text }
}

const movedOutcome = (moved: MovedClient): Outcome => ({ json: moved, text: `${moved.client_id} is ${moved.state}.` })

function scopesOutcome(given: ApiScopes): Outcome {
  const { client_id: id, resource, scopes } = given
  return { json: given, text: `${id} may do at ${resource}: ${scopes.length === 0 ? 'nothing' : scopes.join(', ')}.` }
}

/** @throws UsageError unless exactly one of the two was given */
function scopeChange({ add, remove }: { add: string | undefined; remove: string | undefined }) {
  if (add !== undefined && remove === undefined) return { act: 'add', scope: add } as const
  if (remove !== undefined && add === undefined) return { act: 'remove', scope: remove } as const
  throw new UsageError('Give one of --add and --remove.')
}

/** @throws UsageError for anything but on and off */
function isOn(word: string): boolean {
  if (word !== 'on' && word !== 'off') throw new UsageError('Say on or off.')
  return word === 'on'
}

export const commands = [
  command({
    name: 'client list', parameters: [], options: {},
    about: 'Lists the registered applications.',
    async run(_given, say) {
      const clients = await atWork(say, ({ database, clock }) => listClients(database, clock))
      return { json: clients, text: listText(clients) }
    },
  }),
  command({
    name: 'client add', parameters: ['file.json'], options: {},
    about: 'Registers an application from a file of OIDC client metadata with opd, and perhaps host, state, testers.',
    async run({ 'file.json': path }, say) {
      const file = await readJsonFile(path)
      return secretOutcome(await atWork(say, ({ database, clock, config: { demo, issuer } }) =>
        addClient(database, clock, file, { demo, issuer })))
    },
  }),
  command({
    name: 'client secret', parameters: ['client_id'], options: {},
    about: 'Issues a secret and shows it once; two can live, a third ends the oldest.',
    async run({ client_id: id }, say) {
      return secretOutcome(await atWork(say, ({ database, clock }) => issueSecret(database, clock, id)))
    },
  }),
  command({
    name: 'client suspend', parameters: ['client_id'], options: { reason: REASON },
    about: 'Closes an application: nobody gets into it until it is resumed.',
    async run({ client_id: id, reason }, say) {
      return movedOutcome(await atWork(say, ({ database, clock }) => suspendClient(database, clock, id, reason)))
    },
  }),
  command({
    name: 'client resume', parameters: ['client_id'], options: { reason: REASON },
    about: 'Opens a suspended application again.',
    async run({ client_id: id, reason }, say) {
      return movedOutcome(await atWork(say, ({ database, clock }) => resumeClient(database, clock, id, reason)))
    },
  }),
  command({
    name: 'client approve', parameters: ['client_id'], options: {},
    about: 'Opens an application on trial, or one that waits, to everybody who may enter.',
    async run({ client_id: id }, say) {
      return movedOutcome(await atWork(say, ({ database, clock }) => approveClient(database, clock, id)))
    },
  }),
  command({
    name: 'client scope', parameters: ['client_id'],
    options: {
      add: { value: 'scope', about: 'gives it, kepegawaian:tulis for instance' },
      remove: { value: 'scope', about: 'takes it, also from tokens that are in use' },
    },
    about: 'Changes what a program may do at the province\'s API; refused for a client that people sign in to.',
    async run({ client_id: id, ...given }, say) {
      const change = scopeChange(given)
      return scopesOutcome(await atWork(say, ({ database, clock, config: { issuer } }) =>
        changeApiScope(database, clock, id, { ...change, issuer })))
    },
  }),
  command({
    name: 'client self-service', parameters: ['client_id', 'on|off'], options: { reason: REASON },
    about: 'Marks an application as everybody\'s self-service, which people whose state is terbatas may enter, or not.',
    async run({ client_id: id, 'on|off': word, reason }, say) {
      const on = isOn(word)
      const marked = await atWork(say, ({ database, clock }) => setSelfService(database, clock, id, { on, reason }))
      return { json: marked, text: `${id} is ${on ? '' : 'not '}everybody's self-service.` }
    },
  }),
  command({
    name: 'client mark', parameters: ['client_id'],
    options: {
      'high-risk': { value: 'on|off', about: 'whether somebody could do great harm there; no trusted device stands in then' },
      'group': { value: 'name', about: 'group that rules of the policy may name; `none` takes it out of its group' },
      'reason': REASON, 'second': SECOND,
    },
    about: 'Says what rules of the policy may name an application by: high risk, a group.',
    async run({ client_id: id, 'high-risk': risk, group, reason, second: nip }, say) {
      if (risk === undefined && group === undefined) throw new UsageError('Give --high-risk or --group.')
      const berisiko = risk === undefined ? undefined : isOn(risk)
      const kelompok = group === 'none' ? null : group
      const second = await readSecond(nip)
      const marked = await atWork(say, async (desk) => markClient(await changing(desk), id, {
        reason, second, ...(berisiko !== undefined && { berisiko }), ...(kelompok !== undefined && { kelompok }),
      }))
      const words = [marked.berisiko ? 'of high risk' : 'not of high risk', marked.kelompok === null ? 'in no group' : `in the group ${marked.kelompok}`]
      return { json: marked, text: `${id} is ${words.join(' and ')}.` }
    },
  }),
]
