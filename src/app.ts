import Koa from 'koa'
import { healthz } from './kernel/http/probes.ts'

/** Composes the service. The only file that knows every room. */
export function createApp(): Koa {
  const app = new Koa()
  app.use(healthz())
  return app
}
