import test from 'ava'
import Koa from 'koa'
import { assets } from '../../src/kernel/http/assets.ts'
import { scriptOfPage, securityHeaders } from '../../src/kernel/http/headers.ts'
import { createRenderer } from '../../src/kernel/http/render.ts'
import { browserTest, type NewContext, openBrowser } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { fileScope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'
import { prepareSample, samplePages } from '../http/sample-pages.ts'
import { lookAt } from './look.ts'

// Every view in every state, those too that take an accident to be seen (decision 36).

const file = fileScope(test)
let newContext: NewContext
let address = ''
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  newContext = await openBrowser(file)
  const renderer = createRenderer({ issuer: 'https://login.bantenprov.go.id', development: true })
  const app = new Koa()
  app.use(securityHeaders({ https: false }))
  app.use(scriptOfPage())
  app.use(assets())
  app.use((ctx) => {
    const page = samplePages[Number(ctx.path.slice(1))]
    if (!page) return
    prepareSample(ctx, page)
    renderer.page(ctx, page.view, page.data)
  })
  const handle = app.callback()
  address = await listen(file, (request, response) => void handle(request, response))
})

for (const lang of ['id', 'en']) {
  browserTest(`every view in every state at both widths, ${lang}`, async (t) => {
    const page = await (await newContext()).newPage()
    for (const [index, { view, state, bahasa }] of samplePages.entries()) {
      if (bahasa !== undefined && bahasa !== lang) continue
      await page.goto(`${address}/${index}?bahasa=${lang}`)
      for (const [width, height] of [[1280, 800], [360, 640]] as const) {
        await page.setViewportSize({ width, height })
        await lookAt(t, page, `${view} ${state} ${width} px`, lang)
      }
    }
  })
}
