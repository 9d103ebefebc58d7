import test from 'ava'
import { passwordDigest, wideNetworkOf } from '../../src/domain/accounts/sinyal/batas.rules.ts'

for (const [address, network] of [
  ['203.0.113.7', '203.0.0.0/16'],
  ['10.20.30.40', '10.20.0.0/16'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8::/32'],
  ['2001:db8::1', '2001:db8::/32'],
  ['2001::1', '2001:0::/32'],
  ['::1', '0:0::/32'],
  ['', undefined],
  ['unknown', undefined],
] as const) {
  test(`${address || 'nothing'} is in ${network ?? 'no network'}`, (t) => {
    t.is(wideNetworkOf(address), network)
  })
}

test('a digest has 32 bits, and nothing in common with one of another key', (t) => {
  const one = passwordDigest('kunci', 'Rahasia-123')
  t.true(Number.isInteger(one) && one >= -(2 ** 31) && one < 2 ** 31)
  t.is(passwordDigest('kunci', 'Rahasia-123'), one)
  t.not(passwordDigest('kunci lain', 'Rahasia-123'), one)
  t.not(passwordDigest('kunci', 'Rahasia-124'), one)
})
