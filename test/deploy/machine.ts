import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { appendFileSync, chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { guardArguments } from '../helpers/network.ts'
import type { Scope } from '../helpers/scope.ts'
import { createTestCa, type TestCa } from '../helpers/tls.ts'
import { type Compose, readCompose, ROOT, type Service } from './compose.ts'
import { nobody, toolPath } from './tools.ts'

/** Far more than any service needs to be healthy. */
const ROUNDS = 300
const COMPOSE_NET = '172.30.30.'
/** Who has processes of his own must end them; PostgreSQL without waiting for anybody. */
const END: Readonly<Record<string, NodeJS.Signals>> = { nginx: 'SIGTERM', database: 'SIGQUIT' }
const key = (): string => randomBytes(32).toString('base64url')

export const HOST = 'login.test'

/** One service of the compose file as a process of this machine. */
export interface Running {
  readonly child: ChildProcess
  /** Exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>
}

export interface Machine {
  readonly compose: Compose
  readonly ca: TestCa
  /** Address of a service on this machine, which stands for its own in the compose network. */
  address(service: string): string
  /** Its environment as it gets it here. */
  environment(service: string): Record<string, string>
  /** Its own command, or another one in its place, as `docker compose run` takes it. */
  start(service: string, argv?: readonly string[], stdin?: string): Running
  /** Its own health check, once. @returns whether it is healthy */
  check(service: string): Promise<boolean>
  /** Resolves when it is healthy. @throws with what it printed when it is not in time */
  healthy(service: string): Promise<void>
  /** All that was printed so far by a service. */
  printed(service: string): string
  /** A folder of this machine that everybody may read. */
  readonly folder: string
}

/** A folder that whoever runs a server may read; its contents belong to that user. */
function give(path: string): string {
  if (nobody) chownSync(path, nobody.uid, nobody.gid)
  return path
}

/** An empty file of that user's, which a server may open once more by its name, as nginx does with /dev/stdout. */
function openFile(path: string): string {
  appendFileSync(path, '')
  return give(path)
}

/** Secrets as a careful operator would set them. */
const secretsOf = (): Record<string, string> => ({
  ISSUER: `https://${HOST}`, COOKIE_KEYS: `${key()},${key()}`, ENCRYPTION_KEYS: `a:${key()}`, OUTBOUND_CIDRS: '127.0.0.0/8',
  POSTGRES_PASSWORD: key(), OWNER_PASSWORD: key(), APP_PASSWORD: key(),
})

/**
 * Lays the compose file on this machine without containers: its network becomes one in 127.0.0.0/8, its mounts folders,
 * its image a folder; commands, environments and health checks are the file's own, word for word.
 * @param image the folder that stands for /app (image.ts)
 */
export async function openMachine(scope: Scope, image: string): Promise<Machine> {
  const folder = mkdtempSync(join(tmpdir(), 'satu-login-deploy-'))
  chmodSync(folder, 0o755)
  scope.teardown(() => { rmSync(folder, { recursive: true, force: true }) })
  const ca = await createTestCa()
  const { cert, key: tlsKey } = await ca.issue(HOST)
  const files = { TLS_CERTIFICATE_FILE: join(folder, 'tls.crt'), TLS_KEY_FILE: join(folder, 'tls.key') }
  writeFileSync(openFile(files.TLS_CERTIFICATE_FILE), cert)
  writeFileSync(openFile(files.TLS_KEY_FILE), tlsKey)
  const compose = readCompose({ ...secretsOf(), ...files })
  const net = `127.${randomInt(20, 220)}.${randomInt(1, 250)}.`
  const mounts = new Map<string, [string, string][]>()

  const serviceOf = (name: string): Service => {
    const service = compose.services[name]
    if (!service) throw new Error(`there is no service ${name}`)
    return service
  }

  function address(name: string): string {
    const { networks = {} } = serviceOf(name)
    const given = Array.isArray(networks) ? undefined : (networks as Record<string, { ipv4_address?: string }>)['dalam']?.ipv4_address
    return given === undefined ? `${net}99` : given.replace(COMPOSE_NET, net)
  }

  /** Container path -> folder of this machine, made once a service. */
  function mountsOf(name: string): [string, string][] {
    const { volumes = [], tmpfs = [], secrets = [] } = serviceOf(name)
    const made = mounts.get(name) ?? [
      ['/app', image] as [string, string],
      ...secrets.map((secret): [string, string] => [`/run/secrets/${secret}`, compose.secrets[secret]?.file ?? '']),
      ...volumes.filter((line) => line.startsWith('./')).map((line, index): [string, string] => {
        const [from = '', to = ''] = line.split(':')
        const copy = join(folder, `${name}-volume-${index}`)
        cpSync(resolve(ROOT, from), copy, { recursive: true })
        return [to, copy]
      }),
      ...tmpfs.map((line, index): [string, string] => {
        const place = join(folder, `${name}-tmpfs-${index}`)
        mkdirSync(place, { mode: 0o755 })
        return [line.split(':')[0] ?? '', give(place)]
      }),
    ]
    mounts.set(name, made)
    return made
  }

  /** A text of the container as this machine says it: paths, and addresses; a service's own loopback is its address. */
  function here(name: string, text: string): string {
    const path = mountsOf(name).find(([inside]) => text === inside || text.startsWith(`${inside}/`))
    const own = address(name)
    return (path ? text.replace(...path) : text).replaceAll(COMPOSE_NET, net)
      .replaceAll(/\b0\.0\.0\.0\b/g, own).replaceAll(/\b127\.0\.0\.1\b/g, own)
  }

  const environmentOf = (name: string): Record<string, string> => Object.fromEntries(
    Object.entries(serviceOf(name).environment ?? {}).map(([variable, value]) => [variable, here(name, value)]))

  const logOf = (name: string): string => join(folder, `${name}.log`)

  function launch(name: string, argv: readonly string[], stdin?: string): Running {
    const { user } = serviceOf(name)
    const [program = '', ...args] = argv.map((part) => here(name, part))
    const log = openSync(openFile(logOf(name)), 'a')
    // A node runs as whoever tests, with the guard of decision 5; whoever has a user of his own in the file must not be root.
    const own = user === undefined ? { NODE_OPTIONS: guardArguments.join(' ') } : {}
    const child = spawn(program, args, {
      cwd: user === undefined ? image : folder, ...(user !== undefined && nobody), killSignal: 'SIGKILL', timeout: 900_000,
      env: {
        PATH: toolPath, ...own, PGDATA: join(folder, 'data'),
        ...environmentOf(name),
      },
      stdio: [stdin === undefined ? 'ignore' : 'pipe', log, log],
    })
    child.stdin?.end(stdin)
    const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
    scope.teardown(async () => {
      child.kill(END[name] ?? 'SIGKILL')
      await ended
    })
    return { child, ended }
  }

  const machine: Machine = {
    compose, ca, folder, address, environment: environmentOf,
    start: (name, argv = serviceOf(name).command ?? [], stdin = undefined) => launch(name, argv, stdin),
    printed: (name) => readFileSync(logOf(name), 'utf8'),
    async check(name) {
      const [kind, ...argv] = serviceOf(name).healthcheck?.test ?? []
      if (kind !== 'CMD') throw new Error(`${name} has no health check that can be run`)
      return await launch(name, argv).ended === 0
    },
    async healthy(name) {
      for (let round = 0; round < ROUNDS; round += 1) {
        if (await machine.check(name)) return
        await sleep(100)
      }
      throw new Error(`${name} is not healthy: ${machine.printed(name)}`)
    },
  }
  return machine
}
