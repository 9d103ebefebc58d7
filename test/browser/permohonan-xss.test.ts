import test from 'ava'
import { BAGIAN } from '../../src/doors/pengembang/permohonan/bagian.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { everyRole } from '../helpers/desk.ts'
import { attach, draftOf } from '../helpers/draf.ts'
import { fileScope } from '../helpers/scope.ts'
import { brokenOut, XSS, xssIsi } from '../helpers/xss.ts'
import { openStage, signIn, type Stage } from './stage.ts'

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

browserTest('whatever is typed into an application stays text on every page that shows it', async (t) => {
  const page = await stage.newPage()
  const person = await everyRole(stage)
  const id = await draftOf(stage, { isi: xssIsi() })
  await attach(stage, id, { jenis: 'lain', name: XSS[1] ?? '' })
  await page.goto(`${stage.issuer}/pengembang`)
  await signIn(page, person)
  await page.waitForURL(`${stage.issuer}/pengembang`)
  const root = `${stage.issuer}/pengembang/permohonan/${id}`
  const shown = BAGIAN.map(({ kunci }) => `${root}/isian/${kunci}?periksa=1`)
  for (const url of [`${stage.issuer}/pengembang`, root, ...shown, `${root}/uji`, `${root}/kepemilikan`, `${root}/tarik`]) {
    t.is((await page.goto(url))?.status(), 200, url)
    t.deepEqual(await brokenOut(page), [], url)
  }
  await page.goto(root)
  t.true((await page.locator('h1').innerText()).includes('<script>window.pwned=1</script>'), 'and can be read')
  // What is typed comes back in the fields as it is, and as nothing else.
  await page.goto(`${root}/isian/aplikasi`)
  t.true((await page.locator('[id="keterangan"]').inputValue()).includes('</textarea><b class=pwned>x</b>'))
})

browserTest('the corpus breaks out of a page that forgets to escape it', async (t) => {
  const page = await stage.newPage()
  await page.setContent(`<main>${XSS.join(' ')}</main>`)
  t.not((await brokenOut(page)).length, 0)
})
