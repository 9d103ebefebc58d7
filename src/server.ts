/** Entry of the service in production: config, database, app, listen; drains on SIGTERM. */
import { readConfig } from './config.ts'
import { connect } from './kernel/db/connect.ts'
import { reportAndExit } from './report.ts'
import { readSecrets } from './secrets.ts'
import { startService } from './service.ts'
import { drainOnSignal } from './signals.ts'
import { startWorkers } from './workers.ts'

const say = (line: string): void => { process.stderr.write(`${line}\n`) }

try {
  const config = readConfig(process.env)
  const connections = await connect(config, say)
  const secrets = await readSecrets(config)
  const service = await (config.workers === 1
    ? startService(config, secrets, connections)
    : startWorkers(config, connections.appUrl, {
        say, onLost: (error) => void connections.close().finally(() => reportAndExit(error)),
      }))
  drainOnSignal(service, () => connections.close())
  // Last: whoever reads it may end us at once, and that is a drain.
  say(`Banten Satu Login answers on ${config.host}:${config.port} as ${config.issuer}`)
} catch (error) {
  reportAndExit(error)
}
