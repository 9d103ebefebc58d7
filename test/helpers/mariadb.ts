import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import knexFactory, { type Knex } from 'knex'
import { findTool, missingTools, nobody, toolPath } from '../deploy/tools.ts'
import { freePort } from '../service/free-port.ts'
import type { Scope } from './scope.ts'
import type { ServerKeys } from './tls.ts'

/** Programs without which there is no MariaDB here: `.ci/install-fronts` installs them, elsewhere the tests are skipped. */
export const missingMariadb = missingTools('mariadbd', 'mariadb-install-db', 'timeout')

/** A MariaDB of this machine in a folder of its own, on a port of its own, as nobody's. */
export interface Mariadb {
  readonly port: number
  /** as its administrator, through the socket; no database is chosen */
  readonly admin: Knex
  /** @returns a mysql:// URL; the host is `localhost`, as in the certificate of the tests */
  url(account: string, password: string, database: string): string
  /** Statements one after the other. */
  run(...statements: readonly string[]): Promise<void>
}

const run = promisify(execFile)
const START_MS = 30_000
const STOP_MS = 10_000
const LIFE_SECONDS = 240

/**
 * Makes and starts a server; it is gone, with its data, when the scope ends.
 * @param keys for connections with TLS
 */
export async function startMariadb(scope: Scope, keys?: ServerKeys): Promise<Mariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'satu-login-uji-mariadb-'))
  scope.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const files = { cert: join(folder, 'server.crt'), key: join(folder, 'server.key') }
  if (keys) {
    writeFileSync(files.cert, keys.cert)
    writeFileSync(files.key, keys.key, { mode: 0o600 })
  }
  if (nobody) for (const path of [folder, ...keys ? Object.values(files) : []]) chownSync(path, nobody.uid, nobody.gid)
  const [data, socket, port] = [join(folder, 'data'), join(folder, 's'), await freePort()]
  const as = { ...nobody, cwd: folder, env: { PATH: toolPath, HOME: folder, TMPDIR: folder } }
  await run(findTool('mariadb-install-db') ?? '', [
    '--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve',
  ], { ...as, timeout: START_MS })
  // With a time limit of its own: whoever kills this process leaves no server behind.
  const server = spawn(findTool('timeout') ?? '', [
    '--kill-after=5', `${LIFE_SECONDS}`, findTool('mariadbd') ?? '', '--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve',
    `--pid-file=${join(folder, 'pid')}`, '--skip-log-bin', '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=32M',
    '--performance-schema=off', ...keys ? [`--ssl-cert=${files.cert}`, `--ssl-key=${files.key}`] : [],
  ], { ...as, stdio: 'ignore' })
  const ended = once(server, 'exit')
  const admin = knexFactory({
    client: 'mysql2', connection: { socketPath: socket, user: 'root', charset: 'utf8mb4', multipleStatements: false },
    pool: { min: 0, max: 2 }, log: { warn: () => undefined, error: () => undefined },
  })
  scope.teardown(async () => {
    await admin.destroy()
    server.kill('SIGTERM')
    await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })])
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL')
    await ended
  })
  const until = Date.now() + START_MS
  for (;;) {
    if (server.exitCode !== null) throw new Error(`MariaDB ended at its start with ${server.exitCode}`)
    try {
      await admin.raw('SELECT 1')
      break
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(100)
    }
  }
  return {
    port, admin,
    url: (account, password, database) => `mysql://${account}:${encodeURIComponent(password)}@localhost:${port}/${database}`,
    async run(...statements) {
      for (const statement of statements) await admin.raw(statement)
    },
  }
}
