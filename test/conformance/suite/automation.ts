import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { CONFORMANCE } from './modules.ts'

const kind = z.enum(['id', 'css', 'xpath'])

/** The commands of the suite's browser that we use: kind of selector, selector, and what to do with it. */
const command = z.union([
  z.tuple([z.literal('text'), kind, z.string(), z.string(), z.literal('optional')]),
  z.tuple([z.literal('click'), kind, z.string()]),
  z.tuple([z.literal('click'), kind, z.string(), z.literal('optional')]),
  z.tuple([z.literal('wait'), kind, z.string(), z.int()]),
  z.tuple([z.literal('wait'), kind, z.string(), z.int(), z.string()]),
  z.tuple([
    z.literal('wait'), kind, z.string(), z.int(), z.string(),
    z.enum(['update-image-placeholder', 'update-image-placeholder-optional']),
  ]),
])

const block = z.strictObject({
  match: z.string(),
  /** How often the block may be used; then the next one that matches is. */
  'match-limit': z.literal(1).optional(),
  tasks: z.array(z.strictObject({
    task: z.string(), match: z.string(), optional: z.literal(true).optional(), commands: z.array(command).optional(),
  })),
})

const client = z.looseObject({ client_id: z.string() })

const configuration = z.strictObject({
  alias: z.literal('banten-satu-login'),
  description: z.string(),
  server: z.strictObject({ discoveryUrl: z.literal('https://ISSUER/.well-known/openid-configuration') }),
  client: client.optional(), client2: client.optional(), client_secret_post: client.optional(),
  resource: z.strictObject({ resourceUrl: z.string() }).optional(),
  browser: z.array(block).optional(),
  override: z.record(z.string(), z.strictObject({ browser: z.array(block) })).optional(),
})

export type Configuration = z.infer<typeof configuration>
export type Block = z.infer<typeof block>
type Command = z.infer<typeof command>

/** A file of conformance/ that an operator gives to the suite. @throws ZodError when the suite could not read it */
export function readConfiguration(name: string): Configuration {
  return configuration.parse(JSON.parse(readFileSync(new URL(name, CONFORMANCE), 'utf8')))
}

/** Every block of a configuration, also those of single modules. */
export const blocksOf = ({ browser = [], override = {} }: Configuration): Block[] =>
  [...browser, ...Object.values(override).flatMap((one) => one.browser)]

/** The suite's `*` matches anything. */
function matches(pattern: string, url: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  if (others.length === 0) return url === pattern
  const last = others.pop() ?? ''
  let place = first.length
  for (const part of others) {
    const found = url.indexOf(part, place)
    if (found < 0) return false
    place = found + part.length
  }
  return url.startsWith(first) && url.length - last.length >= place && url.endsWith(last)
}

const selector = (of: Command[1], target: string): string => of === 'id' ? `#${target}` : `${of}=${target}`

/** Does one command as the suite does. @throws Error when it cannot be done, as the module would fail */
async function run(page: Page, [act, of, target, value, text]: readonly [...Command, ...undefined[]]): Promise<void> {
  const found = page.locator(selector(of, target))
  if (act === 'click') {
    if (value === 'optional' && await found.count() === 0) return
    if (await found.count() !== 1) throw new Error(`${target} is there ${await found.count()} times`)
    await found.click()
  } else if (act === 'text') {
    if (await found.count() > 0) await found.fill(String(value))
  } else if (text === undefined) {
    await found.waitFor({ timeout: Number(value) * 1_000 })
  } else if (!new RegExp(text).test(await page.locator('body').innerText())) {
    throw new Error(`the page does not say ${text}`)
  }
}

const used = new WeakSet<Block>()

/**
 * Opens a URL as the suite's browser does: the first block that matches it and may still be used, its tasks in
 * their order, each at a page whose URL matches, or passed over where it is optional.
 */
export async function drive(page: Page, url: string, blocks: readonly Block[]): Promise<void> {
  const found = blocks.find((one) => matches(one.match, url) && !used.has(one))
  if (!found) throw new Error(`no block is for ${url}`)
  if (found['match-limit'] !== undefined) used.add(found)
  await page.goto(url)
  for (const { task, match, optional, commands = [] } of found.tasks) {
    if (!matches(match, page.url())) {
      if (optional) continue
      throw new Error(`${task}: the browser is at ${page.url()}`)
    }
    for (const one of commands) await run(page, one)
    await page.waitForLoadState()
  }
}
