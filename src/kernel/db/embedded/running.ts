import { setTimeout as sleep } from 'node:timers/promises'
import { prepareBinaries } from './binaries.ts'
import type { Passwords } from './passwords.ts'
import type { Place } from './place.ts'
import { findPostmaster } from './postmaster.ts'
import { ask } from './roles.ts'
import { stopServer, type Running } from './server.ts'

const POLL_MS = 10
// As long as a start may take: a server that recovers after a crash is not ended for being slow.
const PATIENCE_MS = 120_000

/**
 * Finds the server that runs already over the place's data, for instance after its starter was killed. One that does
 * not take our password, or that never comes to answer, is stopped.
 * @param passwords undefined when DATA_DIR has none
 * @returns undefined when none runs, or none any more
 */
export async function findRunning(
  place: Place, passwords: Passwords | undefined, say: (line: string) => void,
): Promise<Running | undefined> {
  const began = Date.now()
  for (let told = false; ; await sleep(POLL_MS)) {
    const server = findPostmaster(place.data)
    if (server === undefined) return undefined
    const answer = passwords === undefined ? 'refused' : await ask(server.port, passwords)
    if (answer === 'ready' || answer === 'empty') return { server, answer }
    const waited = Date.now() - began
    if (answer === 'refused' || waited > PATIENCE_MS) {
      await stopServer(server, place.data, () => prepareBinaries(place, say))
      return undefined
    }
    if (waited > 1_000 && !told) {
      told = true
      say(`Waiting for the database server (process ${server.pid}), which is ${server.status}...`)
    }
  }
}
