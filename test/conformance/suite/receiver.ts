import { setTimeout as sleep } from 'node:timers/promises'
import { text } from 'node:stream/consumers'
import type { Scope } from '../../helpers/scope.ts'
import { listen } from '../../helpers/server.ts'

/** One logout token as it was sent. */
export interface Delivery {
  readonly method: string | undefined
  readonly contentType: string | undefined
  readonly params: URLSearchParams
}

/** An application's back-channel logout endpoint. */
export interface Receiver {
  readonly uri: string
  /** The first delivery, waited for as long as an immediate try may take. @throws Error when none comes */
  delivery(): Promise<Delivery>
}

const PATIENCE_MS = 15_000
const STEP_MS = 20

/** Listens as long as the scope lasts, and answers each delivery with 200. */
export async function openReceiver(scope: Scope): Promise<Receiver> {
  const deliveries: Delivery[] = []
  const url = await listen(scope, (request, response) => {
    void text(request).then((body) => {
      const { method, headers } = request
      deliveries.push({ method, contentType: headers['content-type'], params: new URLSearchParams(body) })
      response.end()
    })
  })
  return {
    uri: `http://localhost:${new URL(url).port}/test/a/banten-satu-login/backchannel_logout`,
    async delivery() {
      for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
        const [first] = deliveries
        if (first) return first
        await sleep(STEP_MS)
      }
      throw new Error('no logout token came')
    },
  }
}
