import { setTimeout as sleep } from 'node:timers/promises'
import { cookieJar } from '../helpers/cookie-jar.ts'
import type { RelyingParty } from '../helpers/relying-party.ts'
import type { Stage } from './stage.ts'
import { type Repetitions, visit } from './visit.ts'

/** Rounds of 20 ms: far longer than anybody needs who is not lost. */
const ROUNDS = 5_000

export interface Crowd {
  readonly done: () => number
  readonly repetitions: Repetitions
  /** Waits until so many more have signed in; a crowd that failed ends the wait. */
  readonly more: (count: number) => Promise<void>
  /** @throws what kept somebody from signing in */
  readonly stop: () => Promise<void>
}

/** Sign-ins without end by everybody at once, each in a fresh browser, until told to stop. */
export function openCrowd({ people }: Stage, party: RelyingParty): Crowd {
  const repetitions = { begun: 0 }
  let done = 0
  let stopped = false
  let failure: unknown
  const all = Promise.all(people.map(async (person) => {
    while (!stopped) {
      const { userinfo, idToken } = await visit(party, cookieJar(), person, repetitions)
      if (userinfo.sub !== idToken.sub) throw new Error('somebody became somebody else')
      done += 1
    }
  }))
  all.catch((error: unknown) => { failure = error })
  return {
    done: () => done,
    repetitions,
    async more(count) {
      const goal = done + count
      for (let round = 0; done < goal; round += 1) {
        if (failure !== undefined || round === ROUNDS) throw new Error(`only ${done} of ${goal} signed in`, { cause: failure })
        await sleep(20)
      }
    },
    async stop() {
      stopped = true
      await all
    },
  }
}
