import test from 'ava'
import { openHouse } from '../helpers/house.ts'

test('a page of another method says so: 405 in words, and which methods there are', async (t) => {
  const { issuer } = await openHouse(t)
  const page = await fetch(`${issuer}/keluar`, { headers: { accept: 'text/html' } })
  t.is(page.status, 405)
  t.regex(page.headers.get('allow') ?? '', /POST/)
  t.regex(await page.text(), /tidak dapat dibuka langsung/)
  t.is((await fetch(`${issuer}/`, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })).status, 405)
  t.is((await fetch(`${issuer}/tidak-ada`)).status, 404)
})
