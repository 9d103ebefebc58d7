import test from 'ava'
import { browserTest } from '../helpers/browser.ts'
import { tour } from './tour.ts'
import { visitEvery } from './visit.ts'

// The way in, the launcher, one's own account, and what everybody may read.

const stage = visitEvery(test, 'umum', [{ lang: 'id', lead: tour }, { lang: 'en', lead: tour }])

browserTest('the stylesheet as it arrives needs no young browser', async (t) => {
  const page = await stage().newPage()
  const [css] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('.css')), page.goto(`${stage().issuer}/bantuan`),
  ])
  t.notRegex((await css.text()).replace(/\/\*[^]*?\*\//g, ''), /color-mix|oklch|:has\(/)
})
