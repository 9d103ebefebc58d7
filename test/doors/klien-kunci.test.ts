import { generateKeyPairSync } from 'node:crypto'
import test from 'ava'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { keyClient, opdClient, someJwks } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'

// Keys of a client: judged before they are kept, fetched where they are, and changed within the registered way alone.

const file = fileScope(test)
let house: House
let own = ''
let desk: Desk

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  own = await opdClient(house.db)
  desk = await openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, 'pengembang') })
})

const send = async (kunci: string, aksi: 'uji' | 'simpan' = 'simpan'): Promise<{ status: number; html: string }> => {
  const answer = await post(desk.jar, `${house.issuer}/pengembang/klien/${own}/kunci`, { csrf: desk.csrf, kunci, aksi })
  return { status: answer.status, html: await answer.text() }
}
const registered = async (): Promise<Record<string, unknown>> => {
  const [row] = await house.db.owner.query<{ metadata: Record<string, unknown> }>({ text: 'SELECT metadata FROM client WHERE client_id = $1', values: [own] })
  return row?.metadata ?? {}
}

test.serial('other keys within the way are taken at once, and told by their thumbprints', async (t) => {
  await keyClient(house.db, someJwks('lama'))
  const before = await registered()
  const jwks = { keys: [...someJwks('satu').keys, ...someJwks('dua').keys] }
  t.is((await send(JSON.stringify(jwks), 'uji')).status, 200)
  t.deepEqual(await registered(), before, 'a test keeps nothing')
  t.is((await send(JSON.stringify(jwks))).status, 303)
  t.deepEqual(await registered(), { ...before, jwks })
  const [event] = await house.db.owner.query<{ data: { cara: string; kunci: string[] } }>({
    text: `SELECT data FROM audit_event WHERE kind = 'klien.kunci-diganti'`, values: [],
  })
  t.is(event?.data.cara, 'jwks')
  t.is(event?.data.kunci.length, 2)
  for (const one of event?.data.kunci ?? []) t.regex(one, /^[\w-]{43}$/)
})

const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits })

for (const [title, given, words] of [
  ['no JSON', 'bukan', 'bukan JWK Set'],
  ['no keys', '{"keys":[]}', 'bukan JWK Set'],
  ['an address', 'https://x.example/jwks', 'bukan JWK Set'],
  ['a private key', JSON.stringify({ keys: [rsa(2048).privateKey.export({ format: 'jwk' })] }), 'anggap sudah bocor'],
  ['a weak key', JSON.stringify({ keys: [rsa(1024).publicKey.export({ format: 'jwk' })] }), '2048 bit'],
  ['a symmetric key', '{"keys":[{"kty":"oct","k":"AAAA"}]}', 'Kunci tidak dapat dipakai'],
  ['two keys without a name', JSON.stringify({ keys: [1, 2].map(() => rsa(2048).publicKey.export({ format: 'jwk' })) }), 'kid sendiri'],
  ['a key for encryption alone', JSON.stringify({ keys: [{ ...rsa(2048).publicKey.export({ format: 'jwk' }), use: 'enc' }] }), 'sesuai kegunaannya'],
] as const) {
  test.serial(`${title}: refused in words, and the old ones stay`, async (t) => {
    await keyClient(house.db, someJwks('lama'))
    const before = await registered()
    const { status, html } = await send(given)
    t.is(status, 400)
    t.true(html.includes(words), words)
    t.deepEqual(await registered(), before)
  })
}

/** The client gets its keys from an address of this machine, where it is on trial. */
async function byAddress(host: string): Promise<void> {
  await keyClient(house.db, {})
  await house.db.owner.query({
    text: `UPDATE client SET state = 'uji', host = $2, metadata = metadata - 'jwks' || jsonb_build_object('jwks_uri', $3::text) WHERE client_id = $1`,
    values: [own, host, `http://${host}/lama`],
  })
}

test.serial('keys at an address are fetched before the address is kept', async (t) => {
  const base = await listen(t, (request, response) => {
    if (request.url === '/jwks') response.end(JSON.stringify(someJwks('di-sana')))
    else response.writeHead(request.url === '/salah' ? 200 : 500).end('bukan')
  })
  const host = `localhost:${new URL(base).port}`
  await byAddress(host)
  for (const [path, words] of [['/rusak', 'tidak menjawab 200'], ['/salah', 'bukan JWK Set']] as const) {
    const { status, html } = await send(`http://${host}${path}`)
    t.is(status, 400)
    t.true(html.includes(words), path)
  }
  t.is((await registered())['jwks_uri'], `http://${host}/lama`)
  t.is((await send(`http://${host}/jwks`)).status, 303)
  t.is((await registered())['jwks_uri'], `http://${host}/jwks`)
  t.true((await send('https://lain.example/jwks')).html.includes(`di ${host}`), 'another host')
  const { status } = await send(JSON.stringify(someJwks('tempel')))
  t.is(status, 400, 'pasting keys is another way')
  t.false('jwks' in await registered())
})

test.serial('an address that may not be reached from here is not tried, and the page says so', async (t) => {
  await byAddress('luar.example')
  await house.db.owner.query({ text: `UPDATE client SET state = 'aktif' WHERE client_id = $1`, values: [own] })
  const { status, html } = await send('https://luar.example/jwks')
  t.is(status, 400)
  t.true(html.includes('di luar jaringan'))
})

test.serial('a client with a secret has no keys to change', async (t) => {
  await house.db.owner.query({
    text: `UPDATE client SET metadata = metadata - 'jwks' - 'jwks_uri' || '{"token_endpoint_auth_method":"client_secret_basic"}' WHERE client_id = $1`, values: [own],
  })
  t.is((await send(JSON.stringify(someJwks('baru')))).status, 400)
  t.false('jwks' in await registered())
})
