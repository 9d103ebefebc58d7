import { once } from 'node:events'
import { createServer } from 'node:net'
import { OperatorError } from './kernel/lib/operator-error.ts'

/**
 * Asks for a port before a minute of work depends on it.
 * @param variable the environment variable that moves it
 * @throws OperatorError when another program has it
 */
export async function assertPortFree(host: string, port: number, variable: string): Promise<void> {
  const probe = createServer()
  try {
    probe.listen(port, host)
    await once(probe, 'listening')
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new OperatorError(code === 'EADDRINUSE'
      ? `Port ${port} is taken by another program. Stop it, or set another ${variable}.`
      : `Port ${port} on ${host} cannot be used: ${code}. Set another ${variable}.`)
  }
  probe.close()
  await once(probe, 'close')
}
