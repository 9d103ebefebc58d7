// A node of its own that delivers logout tokens, for a test to kill: `node node.ts <database URL> <receiver's URL>`.
// It says `holding` when it is at one, and never finishes it.
import { createLogoutCourier } from '../../src/domain/sessions/pengiriman/courier.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'

const [url = ''] = process.argv.slice(2)

const courier = createLogoutCourier({
  database: openDatabase(url), clock: systemClock(), onError: (error) => { throw error },
  send: () => {
    process.stdout.write('holding\n')
    return new Promise(() => { setInterval(() => undefined, 1_000) })
  },
})
await courier.ring()
