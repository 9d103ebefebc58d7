import test from 'ava'
import { checkHost, type HostReason, isLocalhost, isProvinceHost } from '../../src/domain/clients/host.rules.ts'

const good = [
  'skp.bantenprov.go.id', 'bantenprov.go.id', 'simaya.go.id', 'simral.bppt.go.id', 'app.bantenprov.go.id:8443',
  'info-rs.bantenprov.go.id', 'a1.example', `${'a'.repeat(63)}.id`, 'app.example:1', 'app.example:65535',
]
for (const host of good) {
  test(`good: ${host.slice(0, 40)}`, (t) => t.deepEqual(checkHost(host), { ok: true }))
}

const bad: [string, HostReason][] = [
  ['', 'label'],
  ['intranet', 'label'],
  ['App.bantenprov.go.id', 'huruf-besar'],
  ['app.bantenprov.go.id.', 'label'],
  ['.bantenprov.go.id', 'label'],
  ['app..go.id', 'label'],
  ['-app.example', 'label'],
  ['app-.example', 'label'],
  ['a_b.example', 'label'],
  ['*.bantenprov.go.id', 'label'],
  ['app.example/', 'label'],
  ['user@app.example', 'label'],
  ['app example.id', 'label'],
  ['аpp.example', 'label'],
  [`${'a'.repeat(64)}.id`, 'label'],
  [`${'a.'.repeat(130)}id`, 'panjang'],
  ['xn--pp-7ka.example', 'punycode'],
  ['app.xn--p1ai', 'punycode'],
  ['10.0.0.5', 'alamat-ip'],
  ['10.0.0.5:8443', 'alamat-ip'],
  ['2130706433', 'alamat-ip'],
  ['0x7f.1', 'alamat-ip'],
  ['app.0x1f', 'alamat-ip'],
  ['[::1]', 'alamat-ip'],
  ['::1', 'alamat-ip'],
  ['[::1]:443', 'alamat-ip'],
  ['app.example:443', 'port'],
  ['app.example:0', 'port'],
  ['app.example:080', 'port'],
  ['app.example:65536', 'port'],
  ['app.example:', 'port'],
  ['app.example:x', 'port'],
  ['localhost', 'localhost'],
  ['localhost:3001', 'localhost'],
  ['app.localhost', 'localhost'],
  ['go.id', 'akhiran'],
  ['co.id', 'akhiran'],
  ['desa.id', 'akhiran'],
]
for (const [host, reason] of bad) {
  test(`bad (${reason}): ${JSON.stringify(host).slice(0, 40)}`, (t) => {
    t.deepEqual(checkHost(host), { ok: false, reason })
  })
}

test('localhost is a host on trial alone, and nothing below it ever', (t) => {
  t.deepEqual(checkHost('localhost:3001', 'uji'), { ok: true })
  t.deepEqual(checkHost('localhost', 'uji'), { ok: true })
  t.deepEqual(checkHost('localhost:0', 'uji'), { ok: false, reason: 'port' })
  t.deepEqual(checkHost('app.localhost', 'uji'), { ok: false, reason: 'localhost' })
  for (const state of ['draf', 'menunggu', 'aktif', 'tangguh', 'tutup'] as const) {
    t.deepEqual(checkHost('localhost:3001', state), { ok: false, reason: 'localhost' })
  }
})

for (const [host, expected] of [
  ['bantenprov.go.id', true], ['skp.bantenprov.go.id', true], ['a.b.bantenprov.go.id', true],
  ['skp.bantenprov.go.id:8443', true], ['xbantenprov.go.id', false], ['bantenprov.go.id.evil.example', false],
  ['bantenprov.go', false], ['simaya.go.id', false], ['localhost:3001', false], ['', false],
] as const) {
  test(`${host || 'nothing'} is ${expected ? '' : 'not '}the province's`, (t) => t.is(isProvinceHost(host), expected))
}

test('localhost is told by its name, not by its beginning', (t) => {
  t.deepEqual(['localhost', 'localhost:1', 'localhost.example', 'mylocalhost'].map(isLocalhost),
    [true, true, false, false])
})
