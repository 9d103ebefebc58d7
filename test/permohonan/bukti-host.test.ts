import test from 'ava'
import { judgeProof, proofText } from '../../src/domain/permohonan/formulir/bukti-host.rules.ts'
import { createHostProof } from '../../src/domain/permohonan/formulir/bukti-host.service.ts'
import { createOutbound } from '../../src/kernel/http/outbound.ts'
import { listen } from '../helpers/server.ts'
import { createTestCa } from '../helpers/tls.ts'

const LOOPBACK = ['127.0.0.0/8']
const outbound = createOutbound({ cidrs: LOOPBACK })

for (const [found, hasil] of [
  [[], 'tidak-ada'], [['v=spf1 -all'], 'tidak-ada'], [[proofText('a')], 'terbukti'], [['v=spf1', ` ${proofText('a')} `], 'terbukti'],
  [[proofText('b')], 'lain'], [['a'], 'tidak-ada'], [[`${proofText('a')}x`], 'lain'],
] as const) {
  test(`${JSON.stringify(found)} is ${hasil}`, (t) => t.is(judgeProof(found, 'a'), hasil))
}

test('where nothing may leave the machine neither DNS nor the host is asked', async (t) => {
  const proof = createHostProof({ outbound, cidrs: LOOPBACK })
  t.is(await proof.dns('skp.bantenprov.go.id', 'a'), 'tidak-dicoba')
  t.is(await proof.berkas('skp.bantenprov.go.id', 'a'), 'tidak-dicoba')
})

test('DNS: the record at the name of ours, its parts joined', async (t) => {
  const asked: string[] = []
  const resolve = (name: string) => { asked.push(name); return Promise.resolve([['banten-satu-', 'login=a']]) }
  const proof = createHostProof({ outbound, cidrs: LOOPBACK, resolve })
  t.is(await proof.dns('skp.bantenprov.go.id:8443', 'a'), 'terbukti')
  t.is(await proof.dns('skp.bantenprov.go.id', 'b'), 'lain')
  t.deepEqual(asked, ['_banten-satu-login.skp.bantenprov.go.id', '_banten-satu-login.skp.bantenprov.go.id'])
})

for (const [code, hasil] of [['ENOTFOUND', 'tidak-ada'], ['ENODATA', 'tidak-ada'], ['ETIMEOUT', 'tidak-terjawab'], ['ESERVFAIL', 'tidak-terjawab']] as const) {
  test(`DNS: ${code} is ${hasil}`, async (t) => {
    const resolve = () => Promise.reject(Object.assign(new Error(code), { code }))
    t.is(await createHostProof({ outbound, cidrs: LOOPBACK, resolve }).dns('skp.bantenprov.go.id', 'a'), hasil)
  })
}

test('file: by the one way out, at the address that was checked, with a certificate that holds', async (t) => {
  const ca = await createTestCa()
  const answers: Record<string, [number, string]> = { '/.well-known/banten-satu-login.txt': [200, `# bukti\r\n${proofText('a')}\r\n`] }
  const asked: string[] = []
  const { port } = new URL(await listen(t, (request, response) => {
    const [status, text] = answers[request.url ?? ''] ?? [404, '']
    asked.push(request.headers.host ?? '')
    response.writeHead(status, { location: 'https://lain.test/' }).end(text)
  }, await ca.issue('skp.test')))
  const through = (ca: string | undefined, cidrs: readonly string[], address = '127.0.0.1') => createHostProof({
    cidrs: LOOPBACK, outbound: createOutbound({ cidrs, ca, resolveName: () => Promise.resolve([{ address, family: 4 }]) }),
  })
  const host = `skp.test:${port}`
  const wide = ['127.0.0.0/8', '203.0.113.0/24']
  t.is(await through(ca.pem, wide).berkas(host, 'a'), 'terbukti')
  t.is(await through(ca.pem, wide).berkas(host, 'b'), 'lain')
  t.deepEqual(asked, [host, host])
  t.is(await through(undefined, wide).berkas(host, 'a'), 'tidak-terjawab', 'an authority that nobody knows')
  t.is(await through(ca.pem, wide).berkas(`lain.test:${port}`, 'a'), 'tidak-terjawab', 'the certificate of another host')
  t.is(await through(ca.pem, wide, '10.0.0.1').berkas(host, 'a'), 'tidak-dicoba', 'an address that may not be reached')
  answers['/.well-known/banten-satu-login.txt'] = [302, proofText('a')]
  t.is(await through(ca.pem, wide).berkas(host, 'a'), 'tidak-ada', 'a redirect proves nothing')
})
