import { type Database, openDatabase } from '../../src/kernel/db/database.ts'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import type { Credentials } from '../helpers/people.ts'
import { discoverParty, type RelyingParty } from '../helpers/relying-party.ts'
import type { Scope } from '../helpers/scope.ts'
import { startDatabase } from './database.ts'
import { type FrontOptions, type Losses, openFront } from './front.ts'
import { buildImage } from './image.ts'
import { HOST, type Machine, openMachine, type Running } from './machine.ts'

export const CLIENT = 'skp.bantenprov.go.id'

/** The programs without which the compose file cannot be run here. */
export const NEEDED = ['nginx', 'envsubst', 'curl', 'psql', 'pg_isready', 'initdb', 'postgres']

const SAMPLE = 200
const ACTIVE = 4

export type NodeName = 'node-1' | 'node-2'
export const NODES = ['node-1', 'node-2'] as const

/** The machine of docker-compose.yml, with tables, Table 1, synthetic people and one application that has a secret. */
export interface Stage {
  readonly machine: Machine
  readonly people: readonly Credentials[]
  readonly secret: string
  /** The owner's view of the database. */
  readonly owner: Database
  /** How this process, as somebody's browser, reaches nginx. */
  readonly front: FrontOptions
}

/** `docker compose run --rm migrate node src/cli.ts ... --json`. @returns its document; @throws with what it printed */
export async function operate(machine: Machine, args: readonly string[], stdin?: string): Promise<unknown> {
  const before = machine.printed('migrate').length
  const status = await machine.start('migrate', ['node', 'src/cli.ts', ...args, '--json'], stdin).ended
  const printed = machine.printed('migrate').slice(before)
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${printed}`)
  return JSON.parse(printed.slice(printed.lastIndexOf('\n{') + 1))
}

/** Tables, Table 1, people, a few of them active, and a secret: what docs/operating.md has an operator do first. */
export async function openStage(scope: Scope): Promise<Stage> {
  const machine = await openMachine(scope, await buildImage(scope))
  await startDatabase(machine)
  const status = await machine.start('migrate').ended
  if (status !== 0) throw new Error(`migrate ended with ${status}: ${machine.printed('migrate')}`)
  await operate(machine, ['seed', 'aplikasi'])
  await operate(machine, ['kepegawaian', 'sample', '/tmp/bundle', '--people', String(SAMPLE)])
  await operate(machine, ['kepegawaian', 'import', '/tmp/bundle'])
  const owner = openDatabase(machine.environment('migrate')['DATABASE_OWNER_URL'] ?? '', { poolSize: 2 })
  scope.teardown(() => owner.close())
  const rows = await owner.query<{ nip: string }>({
    text: `SELECT nip FROM pegawai_nip JOIN pegawai ON pegawai.id = pegawai_id
           WHERE valid_to IS NULL AND keadaan = 'aktif' AND NOT EXISTS (
             -- Chiefs are reminded of a second factor on the way, from the first day of an instance.
             SELECT FROM pegawai_jabatan j WHERE j.pegawai_id = pegawai.id AND j.valid_to IS NULL AND j.eselon IS NOT NULL
           ) ORDER BY nip LIMIT $1`, values: [ACTIVE],
  })
  const people: Credentials[] = []
  for (const { nip } of rows) {
    const password = `gajah-${newSecret().slice(0, 12)}`
    await operate(machine, ['account', 'activate', nip, '--password-stdin'], `${password}\n`)
    people.push({ nip, password })
  }
  const { client_secret: secret } = await operate(machine, ['client', 'secret', CLIENT]) as { client_secret: string }
  const front = { host: HOST, address: machine.address('nginx'), port: 8443, ca: machine.ca.pem, from: machine.address('nginx').replace(/\d+$/, '77') }
  return { machine, people, secret, owner, front }
}

/** Starts both nodes and nginx, each healthy by its own check before the next, as compose would. */
export async function startAll({ machine }: Stage): Promise<Record<NodeName, Running>> {
  const nodes = { 'node-1': machine.start('node-1'), 'node-2': machine.start('node-2') }
  await Promise.all(NODES.map((name) => machine.healthy(name)))
  machine.start('nginx')
  await machine.healthy('nginx')
  return nodes
}

/** An application that reaches the service through its front. */
export async function openParty(scope: Scope, { front, secret }: Stage): Promise<{ party: RelyingParty; losses: Losses }> {
  const losses = openFront(scope, front)
  return { losses, party: await discoverParty(`https://${HOST}`, CLIENT, secret, `https://${CLIENT}/sso/callback`) }
}
