import test from 'ava'
import { addClient, listClients } from '../../src/domain/clients/index.ts'
import { checkRedirectUri, type UriOwner } from '../../src/domain/clients/redirect-uri.rules.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'
import { FEWEST, MUTATIONS } from './mutations.ts'
import { CLIENTS } from './tabel.ts'

// What cannot be asked for cannot be registered either, save what is an application's own to choose.

/** As many as `client add` takes in one file. */
const IN_ONE_FILE = 20

const file = fileScope(test)
const clock = systemClock()
let db: TestDatabase
let opd: Map<string, string>

test.before(async () => {
  db = await testDatabase(file, 'penuh')
  opd = new Map((await listClients(db.app, clock)).map(({ client_id: id, opd: { kode } }) => [id, kode ?? '']))
})

const verdict = (uri: string, owner: UriOwner): boolean => checkRedirectUri(uri, owner).ok

test('of the list only what says so may be registered, and why it says', (t) => {
  const right = new URL('https://skp.bantenprov.go.id/sso/callback')
  for (const { name, of, registrable } of MUTATIONS) {
    const uri = of(right, 'https://sipo.bantenprov.go.id/sso/callback')
    t.is(verdict(uri, { host: right.host, state: 'aktif' }), registrable !== undefined && !registrable.onTrial, name)
    t.is(verdict(uri, { host: right.host, state: 'uji' }), registrable !== undefined, name)
  }
})

for (const [index, { client_id: id, host, eksternal, right, neighbour }] of CLIENTS.entries()) {
  test.serial(`${host}: its own URI is taken, and each of the others is named`, async (t) => {
    const add = (uris: readonly string[]) => addClient(db.app, clock, {
      client_id: `kembar-${index}`, client_name: 'Kembar', opd: opd.get(id), host,
      state: eksternal ? 'menunggu' : 'aktif',
      redirect_uris: uris, post_logout_redirect_uris: uris, backchannel_logout_uri: uris.at(-1),
    }, { demo: true })
    const tries = MUTATIONS.filter(({ registrable }) => registrable === undefined || registrable.onTrial)
      .map(({ of }) => of(new URL(right), neighbour))
    t.true(tries.length >= FEWEST)
    while (tries.length > 0) {
      const some = [right, ...tries.splice(0, IN_ONE_FILE - 1)]
      const { message } = await t.throwsAsync(add(some), { instanceOf: OperatorError })
      const expected = some.slice(1).flatMap((_uri, at) =>
        [`redirect_uris[${at + 1}]`, `post_logout_redirect_uris[${at + 1}]`])
      // Beside each of them it may say that two are the same, or that a pairwise client has two hosts.
      const named = message.matchAll(/^  - (\w+\[\d+\]|backchannel_logout_uri):/gm)
      t.deepEqual(Array.from(named, ([, field]) => field).toSorted(),
        [...expected, 'backchannel_logout_uri'].toSorted())
    }
    t.like(await add([right]), { client_id: `kembar-${index}` })
  })
}
