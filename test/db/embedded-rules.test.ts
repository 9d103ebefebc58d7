import test from 'ava'
import { accountIn, permits } from '../../src/kernel/db/embedded/account.ts'
import { parsePidFile } from '../../src/kernel/db/embedded/postmaster.ts'
import { lastLine } from '../../src/kernel/db/embedded/program.ts'

test('a user is read from passwd', (t) => {
  const passwd = [
    '# comment', 'root:x:0:0:root:/root:/bin/sh', 'nobody2:x:7:8::/:/x', 'nobody:x:65534:65533:nobody:/:/bin/false', '',
  ].join('\n')
  t.deepEqual(accountIn(passwd, 'nobody'), { name: 'nobody', uid: 65534, gid: 65533 })
  t.deepEqual(accountIn('nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false', 'nobody'),
    { name: 'nobody', uid: 4294967294, gid: 4294967294 })
  t.is(accountIn(passwd, 'postgres'), undefined)
})

const account = { name: 'nobody', uid: 65534, gid: 65533 }
for (const [title, uid, gid, mode, bit, expected] of [
  ['others may enter', 0, 0, 0o711, 1, true],
  ['others may not list', 0, 0, 0o711, 4, false],
  ['others may not enter', 0, 0, 0o700, 1, false],
  ['the group counts for its members', 0, 65533, 0o750, 1, true],
  ['members of the group are not others', 0, 65533, 0o705, 1, false],
  ['the owner is no other', 65534, 0, 0o077, 4, false],
  ['the owner may', 65534, 0, 0o400, 4, true],
] as const) {
  test(`mode bits: ${title}`, (t) => {
    t.is(permits({ uid, gid, mode }, account, bit), expected)
  })
}

const file = (status: string): string => `12\n/d\n1795327904\n5999\n\n127.0.0.1\n  2204124         9\n${status}\n`
for (const [title, text, expected] of [
  ['ready', file('ready   '), { pid: 12, port: 5999, status: 'ready' }],
  ['stopping', file('stopping'), { pid: 12, port: 5999, status: 'stopping' }],
  ['starting', file('starting'), { pid: 12, port: 5999, status: 'starting' }],
  ['not yet with an address', '12\n/d\n1\n5999\n', { pid: 12, port: 5999, status: 'starting' }],
  ['half written', '12\n/d\n', undefined],
  ['empty', '', undefined],
  ['of a server in single-user mode', '-12\n/d\n1\n5999\n', undefined],
] as const) {
  test(`postmaster.pid: ${title}`, (t) => {
    t.deepEqual(parsePidFile(text), expected)
  })
}

for (const [output, expected] of [
  ['', 'it printed nothing'],
  ['one\ntwo\n\n', 'two'],
  ['initdb: error: could not create directory "/x": No space left on device\ninitdb: removing contents\n',
    'could not create directory "/x": No space left on device'],
  ['2026-11-22 06:11:46 UTC [7] FATAL:  data directory "/x" has wrong ownership\n2026-11-22 UTC [7] HINT:  Own it.\n',
    'data directory "/x" has wrong ownership'],
] as const) {
  test(`the line that says why: ${expected}`, (t) => {
    t.is(lastLine(output), expected)
  })
}
