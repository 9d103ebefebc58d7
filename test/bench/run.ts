import { parseArgs } from 'node:util'
import { bench } from './bench.ts'
import { circumstances, writeSection } from './document.ts'
import { onOwnServer } from './own-server.ts'
import { WHOLE } from './plan.ts'
import { reportOf } from './report.ts'

/** `npm run bench [-- --write]`: the product against the bare library, on this machine alone, within five minutes. */
const LONGEST_MS = 5 * 60_000

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const began = performance.now()
await onOwnServer(LONGEST_MS, async (scope, signal) => {
  const results = await bench(scope, { plan: WHOLE, say: (line) => console.error(line), signal })
  const about = [
    circumstances((performance.now() - began) / 1000),
    'Product (PostgreSQL durable: fsync and synchronous_commit on, same machine) and the bare library with its memory adapter, '
      + `batches in turn, ${WHOLE.rounds} rounds, ${WHOLE.concurrency} requests at once; the client shares the machine.`,
  ].join(' ')
  const text = `${about}\n\n${reportOf(results)}`
  console.log(text)
  if (values.write) writeSection('Product and bare library', text)
})
