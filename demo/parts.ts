import type { Cookies } from './cookies.ts'
import type { Provider } from './provider.ts'
import type { Render } from './render.ts'
import type { Sessions } from './sessions.ts'
import type { DemoSettings } from './settings.ts'

/** What the routes are given. */
export interface Parts {
  settings: DemoSettings
  provider: Provider
  sessions: Sessions
  cookies: Cookies
  render: Render
  /** The clock, in milliseconds since the epoch. */
  now: () => number
  say: (line: string) => void
}
