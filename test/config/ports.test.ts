import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import test from 'ava'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { assertPortFree } from '../../src/ports.ts'

test('a taken port is told in one sentence with the variable that moves it', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  await t.throwsAsync(assertPortFree('127.0.0.1', port, 'DEMO_PORT'), {
    instanceOf: OperatorError, message: `Port ${port} is taken by another program. Stop it, or set another DEMO_PORT.`,
  })
  other.close()
  await once(other, 'close')
  // And it is free again for whoever asked, at once.
  await t.notThrowsAsync(assertPortFree('127.0.0.1', port, 'PORT'))
  const mine = createServer().listen(port, '127.0.0.1')
  await once(mine, 'listening')
  mine.close()
})

test('an address that is not this machine\'s is told with its reason', async (t) => {
  await t.throwsAsync(assertPortFree('203.0.113.9', 3000, 'PORT'), {
    instanceOf: OperatorError, message: 'Port 3000 on 203.0.113.9 cannot be used: EADDRNOTAVAIL. Set another PORT.',
  })
})
