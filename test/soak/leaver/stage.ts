import type { ChildProcess } from 'node:child_process'
import { newSecret } from '../../../src/kernel/lib/ids.ts'
import { systemClock } from '../../../src/kernel/lib/clock.ts'
import { type Balancer, openBalancer } from '../../helpers/balancer.ts'
import { onDatabase } from '../../helpers/cli.ts'
import { cookieJar, type CookieJar } from '../../helpers/cookie-jar.ts'
import { type TestDatabase, testDatabase } from '../../helpers/database.ts'
import type { Credentials } from '../../helpers/people.ts'
import { enter, type Received, type RelyingParty, signInTo } from '../../helpers/relying-party.ts'
import type { Scope } from '../../helpers/scope.ts'
import { addReceiver } from '../../logout/support.ts'
import { freePort } from '../../service/free-port.ts'
import { startServer } from '../../service/server-process.ts'
import { BAD, openReceivers, type Receivers } from './receivers.ts'

/** A node of the service: a process of its own, to be killed. */
export interface Node {
  readonly url: string
  readonly pid: number
}

export interface Stage {
  readonly db: TestDatabase
  readonly issuer: string
  readonly balancer: Balancer
  readonly receivers: Receivers
  readonly parties: ReadonlyMap<string, RelyingParty>
  /** Names of the applications that can be told. */
  readonly good: readonly string[]
  /** Starts one more node; the balancer is told of it by whoever starts it. */
  startNode(): Promise<Node>
  /** Kills every node that was started, so that what is started next is alone. */
  killNodes(): void
}

const LONGEST_MS = 9 * 60_000

/**
 * Two nodes on one database behind a balancer, and applications that want to be told of logouts.
 * @param reachable how many can be; five more cannot
 */
export async function openStage(scope: Scope, reachable: number): Promise<Stage> {
  const db = await testDatabase(scope, 'penuh')
  const balancer = await openBalancer(scope)
  const issuer = balancer.url
  const env = {
    ...onDatabase(db), ISSUER: issuer, DEMO: 'off', COOKIE_KEYS: `${newSecret()},${newSecret()}`,
    ENCRYPTION_KEYS: `soak:${newSecret()}`,
  }
  const children: ChildProcess[] = []
  const startNode = async (): Promise<Node> => {
    const port = await freePort()
    const { child, running } = startServer(scope, { ...env, PORT: String(port) }, LONGEST_MS)
    children.push(child)
    await running()
    return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0 }
  }
  const nodes = [await startNode(), await startNode()]
  balancer.use(nodes.map(({ url }) => url))
  const receivers = await openReceivers(scope)
  const good = Array.from({ length: reachable }, (_, index) => `app-${index + 1}`)
  const parties = new Map<string, RelyingParty>()
  for (const client of [...good, ...Object.keys(BAD)]) {
    parties.set(client, await addReceiver({ issuer, db, clock: systemClock() }, client, receivers.uriOf(client)))
  }
  return {
    db, issuer, balancer, receivers, parties, good, startNode,
    killNodes() { for (const child of children) child.kill('SIGKILL') },
  }
}

/** Somebody who is signed in to every application, and what each was given. */
export interface Leaver {
  readonly person: Credentials
  readonly jar: CookieJar
  readonly received: ReadonlyMap<string, Received>
}

/** Signs in to the first application and enters all the others, as a browser does. */
export async function signInEverywhere({ parties }: Stage, person: Credentials): Promise<Leaver> {
  const jar = cookieJar()
  const received = new Map<string, Received>()
  for (const [client, party] of parties) {
    const scope = { scope: 'openid' }
    received.set(client, await (received.size === 0 ? signInTo(party, jar, person, scope) : enter(party, jar, scope)))
  }
  return { person, jar, received }
}
