import test from 'ava'
import { fetchClientKeys } from '../../src/oidc/client-keys.ts'

test('what an address says of how long its keys are good does not count', async (t) => {
  const headers = { 'cache-control': 'max-age=31536000', expires: 'Fri, 31 Dec 2100 00:00:00 GMT', 'content-type': 'a/b' }
  const fetchKeys = fetchClientKeys(() => Promise.resolve(new Response('{}', { headers })))
  const answer = await fetchKeys('https://app.example/jwks')
  t.deepEqual([...answer.headers], [['content-type', 'a/b']])
})
