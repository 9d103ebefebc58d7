import type { Page } from 'playwright-core'

/** Presses Tab until this stands under the focus, looking at each stop that the focus can be seen. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < 30; stop += 1) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')
    if (seen === 'none') throw new Error(`focus cannot be seen at stop ${stop}`)
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  throw new Error(`Tab never came to ${selector}`)
}

/** Goes to a field by Tab alone, and types. */
export async function typeInto(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.type(text)
}

/** Goes to a button or link by Tab alone, and presses it. */
export async function enterAt(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.press('Enter')
}
