import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

/** Renders `views/<view>.njk` with the data; everything in it is escaped. */
export type Render = (view: string, data: Record<string, unknown>) => string

/** @param common data of every page */
export function createRender(common: Record<string, unknown>): Render {
  const loader = new nunjucks.FileSystemLoader(fileURLToPath(new URL('views', import.meta.url)))
  const environment = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true })
  return (view, data) => environment.render(`${view}.njk`, { ...common, ...data })
}
