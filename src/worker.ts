/** Entry of one worker under a primary (workers.ts): the same service on a share of the connections and cores. */
import { readConfig } from './config.ts'
import { connect } from './kernel/db/connect.ts'
import { findMaxConnections } from './kernel/db/limits.ts'
import { reportAndExit } from './report.ts'
import { readSecrets } from './secrets.ts'
import { startService } from './service.ts'
import { drainAsWorker } from './signals.ts'
import { poolSize } from './workers.rules.ts'

async function start() {
  const config = readConfig(process.env)
  const first = await connect(config, () => undefined, { poolSize: 1 })
  const maxConnections = await findMaxConnections(first.app)
  await first.close()
  const connections = await connect(config, () => undefined, { poolSize: poolSize(maxConnections, config.workers) })
  return { connections, service: await startService(config, await readSecrets(config), connections) }
}

const starting = start()
const service = starting.then((started) => started.service)
service.catch(reportAndExit)
drainAsWorker(service, async () => {
  await (await starting).connections.close()
  process.exit(0)
})
process.once('disconnect', () => process.exit(0))
