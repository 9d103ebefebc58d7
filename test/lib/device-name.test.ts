import test from 'ava'
import { deviceName } from '../../src/kernel/lib/device-name.ts'

for (const [agent, peramban, sistem] of [
  ['Mozilla/5.0 (Linux; Android 8.1.0; Redmi 6A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/91.0.4472.120 Mobile Safari/537.36',
    'Chrome', 'Android'],
  ['Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0', 'Firefox', 'Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1',
    'Safari', 'iOS'],
  ['curl/8.5.0', undefined, undefined],
  ['<script>', undefined, undefined],
  ['Batalkan di evil.example/x/1.0 (Windows NT 10.0)', undefined, 'Windows'],
  ['', undefined, undefined],
  [null, undefined, undefined],
] as const) {
  test(`"${String(agent).slice(0, 60)}"`, (t) => {
    t.deepEqual(deviceName(agent), { peramban, sistem })
  })
}
