import { randomBytes } from 'node:crypto'
import { fstatSync } from 'node:fs'
import { createServer } from 'node:http'
import { createDemo } from './app.ts'
import { readEnvironment } from './environment.rules.ts'
import type { Server } from 'node:http'

/** Ends the process with one sentence on stderr. */
function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function read() {
  try {
    return readEnvironment(process.env)
  } catch (error) {
    return refuse((error as Error).message)
  }
}

/** Lets answers on their way finish, at most 3 seconds, then exits with 0. */
function drain(server: Server): void {
  server.close(() => process.exit(0))
  setTimeout(() => process.exit(0), 3000).unref()
}

/** Calls `onGone` when whoever started this process is gone, also after its SIGKILL: its end of the pipe closes. */
function watchParent(onGone: () => void): void {
  if (process.connected) process.once('disconnect', onGone)
  // A terminal or /dev/null says nothing about a parent.
  const stdin = fstatSync(0)
  if (stdin.isFIFO() || stdin.isSocket()) process.stdin.once('end', onGone).once('error', onGone).resume()
}

const { host, port, settings } = read()
const demo = createDemo({
  ...settings,
  cookieKey: randomBytes(32).toString('base64url'),
  say: (line) => console.error(`demo: ${line}`),
})
const server = createServer(demo.callback())
server.once('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') {
    refuse(`Port ${port} on ${host} is taken: stop the program that uses it, or choose another with DEMO_PORT.`)
  }
  refuse(`The demo application cannot listen on ${host}:${port}: ${error.message}.`)
})
server.listen(port, host, () => {
  console.log(`The demo application listens on ${settings.baseUrl}`)
  const stop = () => drain(server)
  process.once('SIGTERM', stop).once('SIGINT', stop)
  watchParent(stop)
})
