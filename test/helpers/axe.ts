import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// WCAG 2.2 AA and what it contains; best practices are advice, not the standard.
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Looks for breaches of WCAG 2.2 AA in a page as it stands.
 * @returns one text per breach with the elements concerned; none for a clean page: `t.deepEqual(await axe(page), [])`
 */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger, which a content security policy does not hinder.
  if (await page.evaluate('typeof axe') === 'undefined') await page.evaluate(SOURCE)
  const options = { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] }
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return violations.map(({ id, impact, help, nodes }) => [
    `${id} (${impact ?? 'unrated'}): ${help}`,
    ...nodes.map(({ target, html }) => `  ${target.join(' ')}: ${html}`),
  ].join('\n'))
}
