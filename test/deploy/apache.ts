import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Scope } from '../helpers/scope.ts'
import { ROOT } from './compose.ts'
import { callFront, type FrontOptions } from './front.ts'
import type { Stage } from './stage.ts'
import { findTool, nobody } from './tools.ts'

/** What apache.conf says that it needs, and what any Apache has. */
const MODULES = [
  'mpm_event', 'authz_core', 'ssl', 'http2', 'proxy', 'proxy_http', 'proxy_balancer', 'lbmethod_byrequests', 'slotmem_shm',
  'headers', 'reqtimeout', 'alias', 'env',
]
const ROUNDS = 300

export interface Apache {
  readonly front: FrontOptions
  /** Everything that it wrote down so far. */
  readonly printed: () => string
}

/**
 * Puts Debian's Apache with deploy/apache/apache.conf as it stands in front of the nodes of a stage.
 * @throws what `apachectl configtest` says of it
 */
export async function startApache(scope: Scope, { machine, front }: Stage): Promise<Apache> {
  const folder = join(machine.folder, 'apache')
  mkdirSync(folder)
  const { NODE_1, NODE_2, TLS_CERTIFICATE, TLS_KEY, PAGES, PROXY_ADDRESS, ISSUER } = machine.environment('nginx')
  const address = front.address.replace(/\d+$/, '3')
  const defines = {
    ISSUER, SERVER_NAME: front.host, LISTEN_ADDRESS: address, HTTPS_PORT: '8443', HTTP_PORT: '8080', NODE_1, NODE_2, TLS_CERTIFICATE, TLS_KEY, PAGES,
    PROXY_ADDRESS, LOG_DIR: folder,
  }
  const conf = join(folder, 'main.conf')
  writeFileSync(conf, [
    `ServerRoot ${folder}`, `DefaultRuntimeDir ${folder}`, `PidFile ${folder}/pid`, `ErrorLog ${folder}/error.log`, `ServerName ${front.host}`,
    ...nobody ? ['User nobody', `Group #${nobody.gid}`] : [],
    ...MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
    ...Object.entries(defines).map(([name, value]) => `Define ${name} ${value}`),
    `Include ${join(ROOT, 'deploy/apache/apache.conf')}`, '',
  ].join('\n'))
  const apache = findTool('apache2') ?? ''
  await promisify(execFile)(apache, ['-t', '-f', conf])
  const child = spawn(apache, ['-D', 'FOREGROUND', '-f', conf], { stdio: 'ignore', timeout: 900_000 })
  const gone = once(child, 'exit')
  scope.teardown(async () => {
    child.kill('SIGTERM')
    await gone
  })
  const own = { ...front, address }
  for (let round = 0; !await callFront(own, '/healthz').then(({ ok }) => ok, () => false); round += 1) {
    if (round === ROUNDS || child.exitCode !== null) throw new Error(`Apache: ${readFileSync(join(folder, 'error.log'), 'utf8')}`)
    await sleep(50)
  }
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  return { front: own, printed: () => read('satu-login.log') + read('satu-login-error.log') }
}
