import type { Context } from 'koa'
import { stateOf } from '../kernel/http/state.ts'

/** Lets the page that is shown next bring this file of views/assets, and its policy run it; no other page has a script. */
export function runScript(ctx: Context, file: 'passkey.js'): void {
  stateOf(ctx).skrip = file
}
