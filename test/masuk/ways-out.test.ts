import test from 'ava'
import type { Middleware } from 'koa'
import { createRenderer } from '../../src/kernel/http/render.ts'
import { JOURNEY_STEPS } from '../../src/doors/masuk/journey.rules.ts'
import { type WayOut, WAYS_OUT } from '../../src/doors/masuk/ways-out.rules.ts'
import { prepareSample, samplePages } from '../http/sample-pages.ts'
import { serve } from '../http/serve.ts'

const renderer = createRenderer({ issuer: 'https://login.example.test', development: true })

/** How each way stands on a page. */
const SIGN: Readonly<Record<WayOut, RegExp>> = {
  'maju': /<form method="post"|<form class="actions" method="post"/,
  'cara-lain': /<a class="target" href="\/masuk\//,
  'bantuan': /<section class="help"[\s\S]*href="\/bantuan[#/]|<a class="button" href="\/bantuan[#/]/,
  'kembali': /action="[^"]*\/kembali"/,
  'ganti': /action="[^"]*\/ganti"/,
}

const samples: Middleware = (ctx) => {
  const page = samplePages[Number(ctx.path.slice(1))]
  if (!page) return
  prepareSample(ctx, page)
  renderer.page(ctx, page.view, page.data)
}

test('every step of the journey says what its ways out are', (t) => {
  t.deepEqual(Object.keys(WAYS_OUT).sort(), [...new Set(JOURNEY_STEPS)].sort())
})

test('help, which every page has at its foot, is one page from who helps, with room and telephone', async (t) => {
  const ask = await serve(t, samples)
  const textOf = async (view: string): Promise<string> =>
    (await ask(`/${samplePages.findIndex((page) => page.view === view)}`)).text
  t.regex(await textOf('masuk/bantuan.njk'), /href="\/bantuan\/pembantu"/)
  t.regex(await textOf('masuk/pembantu.njk'), /Contoh Pembantu<br>Gedung A lantai 2, ruang 204<br>0254 000 000/)
})

for (const [step, ways] of Object.entries(WAYS_OUT)) {
  test(`every page of the step ${step} has its ways out: ${ways.join(', ')}`, async (t) => {
    const ask = await serve(t, samples)
    const pages = samplePages.flatMap((page, index) => page.view === `masuk/${step}.njk` ? [{ ...page, index }] : [])
    t.true(pages.length > 0)
    for (const { index, state, data } of pages) {
      const { text } = await ask(`/${index}`)
      for (const way of ways.filter((one) => one !== 'cara-lain' || data['saja'] !== true)) t.regex(text, SIGN[way], `${step} ${state}: ${way}`)
      t.true(text.includes('href="/bantuan"'), 'help, at the foot of every page')
    }
  })
}
