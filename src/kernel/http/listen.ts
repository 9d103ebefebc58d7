import { once } from 'node:events'
import type { Server } from 'node:http'
import { OperatorError } from '../lib/operator-error.ts'

/**
 * Listens, or says in one clear sentence what keeps the port from being ours.
 * @param variable the environment variable that moves it
 * @throws OperatorError for a taken port or a host that is not this machine's
 */
export async function listenOn(server: Server, host: string, port: number, variable = 'PORT'): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new OperatorError(code === 'EADDRINUSE'
      ? `Port ${port} is taken by another program. Stop it, or set another ${variable}.`
      : `The service cannot listen on ${host}:${port}: ${code}.`)
  }
}
