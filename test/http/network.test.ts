import test from 'ava'
import { networkOf } from '../../src/kernel/http/network.rules.ts'

const NETWORKS: [address: string, network: string][] = [
  ['10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::a:b:c:d', 'fe80:0:0:0::/64'],
  ['64:ff9b::10.1.2.3', '64:ff9b:0:0::/64'],
  ['1:2:3:4:5:6:10.1.2.3', '1:2:3:4::/64'],
  ['', ''],
]

for (const [address, network] of NETWORKS) {
  test(`${address || 'no address'} counts as ${network || 'none'}`, (t) => { t.is(networkOf(address), network) })
}
