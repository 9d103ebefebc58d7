import type { Context } from 'koa'
import type { Renderer } from '../../kernel/http/render.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { instantInWords } from '../../kernel/lib/instant-in-words.ts'
import type { ShownMessage } from '../../kernel/notifications/index.ts'
import type { Route } from '../route.ts'

interface Dependencies {
  readonly renderer: Renderer
  /** Undefined but on a demo instance that sends no message: there the page does not exist. */
  readonly shownMessages: (() => Promise<ShownMessage[]>) | undefined
}

/** Messages that nobody is sent, because this is a demo: so that a newcomer can follow an activation to its end. */
export function pesanRoutes(dependencies: Dependencies): Route[] {
  return [{ method: 'GET', path: '/pesan', handle: (ctx) => show(dependencies, ctx) }]
}

async function show({ renderer, shownMessages }: Dependencies, ctx: Context): Promise<void> {
  if (shownMessages === undefined) throw notFound()
  const messages = await shownMessages()
  renderer.page(ctx, 'masuk/pesan.njk', { pesan: messages.map((one) => ({ ...one, sejak: instantInWords(one.sejak) })) })
}
