import type { ExecutionContext } from 'ava'
import type { Page } from 'playwright-core'
import { axe } from '../helpers/axe.ts'

/** How far the page reaches beyond the window to the right, in CSS pixels. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Elements whose text is cut off; what is hidden on purpose is a pixel wide, and what is typed into can be scrolled. */
const cutOff = (page: Page): Promise<string[]> => page.evaluate(`[...document.querySelectorAll('body *')]
  .filter((e) => e.clientWidth > 1 && !['INPUT', 'TEXTAREA'].includes(e.tagName) && getComputedStyle(e).overflow !== 'visible'
    && (e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight))
  .map((e) => e.outerHTML.slice(0, 100))`)

/**
 * What every page of ours keeps to, whatever stands on it (decisions 30 and 36): WCAG 2.2 AA, language, title, one
 * heading, no script but that of a form for passkeys, nothing beyond the right edge, also with text at 200 %.
 * @param name of the page and its state, for the report
 */
export async function lookAt(t: ExecutionContext, page: Page, name: string, lang: string): Promise<void> {
  t.regex(await page.title(), /^\S.* - Banten Satu Login$/, name)
  t.is(await page.getAttribute('html', 'lang'), lang, name)
  t.is(await page.locator('h1').count(), 1, name)
  t.true(await page.locator('h1').isVisible(), name)
  t.is(await page.locator('script').count(), await page.locator('form[data-passkey]').count(), name)
  t.is(await page.locator('script:not([src^="/aset/passkey."])').count(), 0, name)
  t.deepEqual(await axe(page), [], name)
  t.is(await overhang(page), 0, name)
  await page.evaluate('document.documentElement.style.fontSize = "200%"')
  t.is(await overhang(page), 0, `${name}, text at 200 %`)
  t.deepEqual(await cutOff(page), [], `${name}, text at 200 %`)
  await page.evaluate('document.documentElement.style.fontSize = ""')
}
