import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync, existsSync, globSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findTool, nobody } from '../deploy/tools.ts'
import type { Scope } from '../helpers/scope.ts'

const MODULES = '/usr/lib/apache2/modules'
const ROUNDS = 400

/** Debian's own names of what the generated files need; `.ci/install-fronts` installs them. */
const phpModule = (): string | undefined => globSync(`${MODULES}/libphp*.so`)[0]

export const hasPhp = (): boolean => process.platform === 'linux' && findTool('php') !== undefined
export const hasApache = (): boolean => process.platform === 'linux' && findTool('apache2') !== undefined
  && existsSync(`${MODULES}/mod_auth_openidc.so`) && phpModule() !== undefined

/** A server of somebody else's, as long as the scope lasts. */
export interface Serving {
  readonly port: number
  readonly origin: string
  /** Its document root, to put files into. */
  readonly root: string
  /** All that it wrote down. */
  readonly printed: () => string
}

/** @returns an empty folder that every user may enter */
export function openFolder(scope: Scope, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`))
  chmodSync(folder, 0o755)
  scope.teardown(() => { rmSync(folder, { recursive: true, force: true }) })
  return folder
}

/** Writes files below a folder, `{ 'sso/index.php': '...' }`. */
export function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

async function answering(origin: string, child: ChildProcess, printed: () => string): Promise<void> {
  for (let round = 0; !await fetch(`${origin}/siap.txt`).then(() => true, () => false); round += 1) {
    if (round === ROUNDS || child.exitCode !== null) throw new Error(`${origin} does not answer:\n${printed()}`)
    await sleep(50)
  }
}

function keepRunning(scope: Scope, argv: readonly string[], log: string, env: Record<string, string> = {}): ChildProcess {
  const [command = '', ...rest] = argv
  const out = openSync(log, 'a')
  // Apache of mpm_prefork, told to end, ends its whole group of processes: it must not be ours.
  const child = spawn(command, rest, { detached: true, stdio: ['ignore', out, out], env: { PATH: process.env['PATH'], ...env } })
  const gone = once(child, 'exit')
  // PHP's workers outlive whoever started them: the group is ended, if it is still there.
  const stop = (): void => { if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM') }
  process.once('exit', stop)
  scope.teardown(async () => {
    process.off('exit', stop)
    stop()
    await gone
  })
  return child
}

/** PHP's own server on a folder. @param settings `-d` lines of php.ini */
export async function servePhp(scope: Scope, port: number, settings: readonly string[] = []): Promise<Serving> {
  const folder = openFolder(scope, 'php')
  const [root, log] = [join(folder, 'www'), join(folder, 'log')]
  put(folder, { 'www/siap.txt': 'ya', 'sesi/.ada': '' })
  const own = [`session.save_path=${join(folder, 'sesi')}`, 'display_errors=1', 'error_reporting=-1', ...settings]
  const child = keepRunning(scope, [
    findTool('php') ?? '', ...own.flatMap((line) => ['-d', line]), '-S', `localhost:${port}`, '-t', root,
  ], log, { PHP_CLI_SERVER_WORKERS: '3' })
  const serving = { port, origin: `http://localhost:${port}`, root, printed: () => readFileSync(log, 'utf8') }
  await answering(serving.origin, child, serving.printed)
  return serving
}

/** As Debian enables them, and what sso.conf asks for. */
const ENABLED = [
  'mpm_prefork', 'authn_core', 'authz_core', 'authz_user', 'dir', 'mime', 'alias', 'env', 'auth_openidc', 'rewrite', 'headers',
]

/**
 * Debian's Apache with mod_php on a folder, without `AllowOverride` as it comes.
 * @param files beside its configuration, `{ 'sso.conf': '...' }`
 * @param lines within its VirtualHost
 */
export async function serveApache(
  scope: Scope, port: number, { files = {}, lines = [] }: { files?: Record<string, string>; lines?: readonly string[] },
): Promise<Serving> {
  const folder = openFolder(scope, 'apache')
  const [root, log] = [join(folder, 'www'), join(folder, 'error.log')]
  put(folder, { 'www/siap.txt': 'ya', 'sesi/.ada': '', ...files })
  chmodSync(join(folder, 'sesi'), 0o777)
  const conf = join(folder, 'apache2.conf')
  writeFileSync(conf, [
    `ServerRoot ${folder}`, `DefaultRuntimeDir ${folder}`, `PidFile ${folder}/pid`, `ErrorLog ${log}`, 'LogLevel info', 'ServerName localhost',
    `Listen localhost:${port}`, 'StartServers 3', ...nobody ? ['User nobody', `Group #${nobody.gid}`] : [],
    ...ENABLED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`), `LoadModule php_module ${phpModule() ?? ''}`,
    'TypesConfig /etc/mime.types', 'DirectoryIndex index.php index.html', '<Directory />', '  Options FollowSymLinks', '  AllowOverride None', '</Directory>',
    '<FilesMatch "\\.php$">', '  SetHandler application/x-httpd-php', '</FilesMatch>',
    `php_admin_value session.save_path ${join(folder, 'sesi')}`, 'php_admin_value display_errors 1',
    `<VirtualHost *:${port}>`, `DocumentRoot ${root}`, ...lines, '</VirtualHost>', '',
  ].join('\n'))
  const child = keepRunning(scope, [findTool('apache2') ?? '', '-D', 'FOREGROUND', '-f', conf], log)
  const serving = { port, origin: `http://localhost:${port}`, root, printed: () => readFileSync(log, 'utf8') }
  await answering(serving.origin, child, serving.printed)
  return serving
}
