import './network.ts'

// AVA loads this before every test file.

/** Announces the file with the time its process took to get here, so that the runner can tell slow files. */
if (process.env['TEST_RUNNER'] === 'satu-login') {
  process.send?.({ ava: { type: 'starting', bootMs: Math.round(process.uptime() * 1000) } })
}

// AVA itself was killed: a file that hangs would stay behind.
process.on('disconnect', () => process.exit(1))

const PATIENCE_MS = Number(process.env['TEST_PATIENCE_MS'] ?? 15_000)

interface FromAva { ava?: { type?: string } }

/**
 * AVA lets a file end by itself, so an open pool or server would hold it until AVA's time-out, minutes later.
 * `free-worker` is AVA's word that all tests are done; the timer fires only if something keeps the process alive.
 */
process.on('message', (message: FromAva) => {
  if (message.ava?.type !== 'free-worker') return
  setTimeout(() => {
    const open = [...new Set(process.getActiveResourcesInfo())].filter((name) => name !== 'PipeWrap')
    process.stderr.write(`The tests are done but the file did not end: something is left open (${open.join(', ')}).\n`)
    process.exit(1)
  }, PATIENCE_MS).unref()
})
