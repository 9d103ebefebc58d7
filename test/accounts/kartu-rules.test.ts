import test from 'ava'
import { mistakesOf } from '../../src/domain/accounts/pembantu/kartu.rules.ts'

const right = { ruang: 'Gedung B lantai 2, ruang 204', telepon: '0254 123456' }

for (const telepon of ['0254 123456', '(0254) 12-34-56', '+62 254 123456', '0254.123456 pes 12', '0254123456 ext. 7', '0812 3456 7890']) {
  test(`${telepon} stands on a card`, (t) => t.deepEqual(mistakesOf({ ...right, telepon }), []))
}
for (const telepon of ['', '1234', 'nomor saya', '0254 123456 tanya Siti', '0254123456; rm', '9'.repeat(60)]) {
  test(`“${telepon}” does not`, (t) => t.deepEqual(mistakesOf({ ...right, telepon }), ['telepon']))
}
for (const ruang of ['', 'B2', 'r'.repeat(121), 'ruang\u0000 204']) {
  test(`nor does a room of ${ruang.length}`, (t) => t.deepEqual(mistakesOf({ ...right, ruang }), ['ruang']))
}
