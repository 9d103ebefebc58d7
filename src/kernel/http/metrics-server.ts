import { createServer } from 'node:http'
import { listenOn } from './listen.ts'

/** Where the numbers of a process, or of all its workers, come from. */
export interface MetricsSource {
  readonly contentType: string
  /** @returns them in the text format of Prometheus */
  read(): Promise<string>
}

/**
 * Answers `GET /metrics` on a port of its own (decision 25): whoever may reach that port reads every number, so it is
 * never the one that people use.
 * @returns what closes it
 * @throws OperatorError when the port is taken
 */
export async function serveMetrics(host: string, port: number, source: MetricsSource): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    source.read().then(
      (text) => response.writeHead(200, { 'content-type': source.contentType, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(503).end(),
    )
  })
  await listenOn(server, host, port, 'METRICS_PORT')
  return () => new Promise((resolve) => {
    server.close(() => { resolve() })
    server.closeAllConnections()
  })
}
