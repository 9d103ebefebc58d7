import { execFile } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from './compose.ts'
import type { Machine } from './machine.ts'
import { findTool, nobody, toolPath } from './tools.ts'

const run = promisify(execFile)

/**
 * Makes and starts the service `database` as its image does on an empty volume: initdb with the arguments of the compose
 * file, its command, then the file of the roles.
 */
export async function startDatabase(machine: Machine): Promise<void> {
  const { environment = {} } = machine.compose.services['database'] ?? {}
  const passwordFile = join(machine.folder, 'postgres.password')
  writeFileSync(passwordFile, environment['POSTGRES_PASSWORD'] ?? '', { mode: 0o644 })
  const data = join(machine.folder, 'data')
  await run('install', ['-d', '-m', '0700', ...nobody ? ['-o', 'nobody'] : [], data])
  await run(findTool('initdb') ?? '', [
    '--username=postgres', `--pwfile=${passwordFile}`, '--no-sync', '--encoding=UTF8', '--locale=C', '--pgdata', data,
    ...(environment['POSTGRES_INITDB_ARGS'] ?? '').split(' '),
  ], { ...nobody, cwd: machine.folder, env: { PATH: toolPath } })
  // Where the image's own configuration listens; its sockets lie where nobody else looks.
  appendFileSync(join(data, 'postgresql.conf'),
    `\nlisten_addresses = '${machine.address('database')}'\nunix_socket_directories = '${data}'\nfsync = off\n`)
  machine.start('database')
  await machine.healthy('database')
  await run('psql', [
    '--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '--host', machine.address('database'), '--username', 'postgres',
    '--file', join(ROOT, 'deploy/postgres/roles.sql'),
  ], {
    env: {
      PATH: toolPath, PGPASSWORD: environment['POSTGRES_PASSWORD'], OWNER_PASSWORD: environment['OWNER_PASSWORD'],
      APP_PASSWORD: environment['APP_PASSWORD'],
    },
  })
}
