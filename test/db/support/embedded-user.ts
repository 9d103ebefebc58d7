// A process that uses the embedded server of a data folder, for the tests to start, talk to and kill. Arguments: the
// data folder and either `hold` (until a line comes in) or `race` with the number of rounds.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { acquireEmbedded } from '../../../src/kernel/db/embedded/index.ts'

const [dataDir = '', mode, rounds = '1'] = process.argv.slice(2)

/** Who answers under this URL: the server's own start. */
async function serverStart(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ start: string }>('SELECT pg_postmaster_start_time()::text AS start')
    return rows[0]?.start ?? ''
  } finally {
    await client.end()
  }
}

async function hold(): Promise<void> {
  const server = await acquireEmbedded({ dataDir, say: () => undefined })
  console.log(JSON.stringify({ port: server.port, appUrl: server.appUrl }))
  await once(process.stdin, 'data')
  console.log(JSON.stringify({ start: await serverStart(server.appUrl) }))
  await server.release()
  process.stdin.destroy()
}

/** While somebody uses the server it must stay the same one: nobody may stop it under him. */
async function race(): Promise<void> {
  for (let round = 0; round < Number(rounds); round += 1) {
    const server = await acquireEmbedded({ dataDir, say: () => undefined })
    const before = await serverStart(server.appUrl)
    await sleep(Math.random() * 120)
    const after = await serverStart(server.appUrl)
    if (before !== after) throw new Error(`the server of ${before} became that of ${after}`)
    await server.release()
    await sleep(Math.random() * 60)
  }
  console.log(JSON.stringify({ rounds: Number(rounds) }))
}

try {
  await (mode === 'race' ? race() : hold())
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).name, message: (error as Error).message }))
  process.exitCode = 1
}
