import { parseArgs } from 'node:util'
import { circumstances, writeSection } from '../bench/document.ts'
import { onOwnServer } from '../bench/own-server.ts'
import { impor } from './impor.ts'
import { leaver } from './leaver.ts'
import { purge } from './purge.ts'
import type { Soak } from './soak.ts'
import { storm } from './storm.ts'

/**
 * `npm run soak -- <name> [--scale <share>] [--write]`: one of those below, or a share of it, on this machine alone, within
 * ten minutes.
 */
const LONGEST_MS = 10 * 60_000
const SOAKS: Readonly<Record<string, Soak<unknown>>> = { impor, leaver, purge, storm }

const { values, positionals: [name = ''] } = parseArgs({
  options: { write: { type: 'boolean', default: false }, scale: { type: 'string', default: '1' } },
  allowPositionals: true,
})
const soak = Object.hasOwn(SOAKS, name) ? SOAKS[name] : undefined
const scale = Number(values.scale)
if (soak === undefined || !(scale > 0 && scale <= 1)) {
  console.error(['Usage: npm run soak -- <name> [--scale <share, at most 1>] [--write]',
    ...Object.entries(SOAKS).map(([title, { about }]) => `  ${title}  ${about}`)].join('\n'))
  process.exit(2)
}
const began = performance.now()
await onOwnServer(LONGEST_MS, async (scope, signal) => {
  const figures = await soak.run(scope, { scale, say: (line) => console.error(line), signal })
  const size = scale === 1 ? '' : ` Here at a scale of ${values.scale}.`
  const text = [soak.about + size, circumstances((performance.now() - began) / 1000), soak.report(figures)].join('\n\n')
  console.log(text)
  if (values.write) writeSection(`Soak: ${name}`, text)
})
