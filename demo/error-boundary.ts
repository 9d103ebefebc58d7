import { notFound, ownFault, unreadable } from './problem.catalogue.ts'
import { explain } from './problem.rules.ts'
import { Problem } from './problem.ts'
import { ProviderError } from './provider-error.ts'
import type { Middleware } from 'koa'
import type { ProblemPage } from './problem.ts'
import type { Render } from './render.ts'

/**
 * Turns everything that goes wrong into a page in words; details go to the log alone.
 * @param say writes one line to the log
 */
export function errorBoundary(render: Render, say: (line: string) => void): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404) throw new Problem(notFound)
    } catch (error) {
      const page = choosePage(error)
      if (page.status >= 500) say(describe(error))
      ctx.status = page.status
      ctx.type = 'html'
      ctx.body = render('problem', { page })
    }
  }
}

function choosePage(error: unknown): ProblemPage {
  if (error instanceof Problem) return error.page
  if (error instanceof ProviderError) return explain(error)
  const { status } = error as { status?: unknown }
  // Koa and the body parser throw errors with a status for what the browser did wrong.
  return typeof status === 'number' && status >= 400 && status < 500 ? { ...unreadable, status } : ownFault
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A provider's answer may hold personal data: only its error's name and code are written.
  if (error instanceof ProviderError) return `${error.message}: ${explain(error).code ?? 'no code'}`
  return error.stack ?? error.message
}
