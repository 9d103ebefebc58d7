import type { Context } from 'koa'
import type { Journey } from '../journey.ts'
import type { StepName } from '../journey.rules.ts'

type Handle = (ctx: Context, journey: Journey) => Promise<void> | void

/** One step of the sign-in journey: its page, and the forms on it. */
export interface JourneyPage {
  readonly step: Exclude<StepName, 'selesai'>
  /** Answers `GET /masuk/:uid` while this step is open. */
  readonly show: Handle
  /**
   * Answers `POST /masuk/:uid<path>` while this step is open; at any other time the browser is led to the step that is.
   * Each needs a row in the authorization table.
   */
  readonly posts: readonly { readonly path: string; readonly handle: Handle }[]
}
