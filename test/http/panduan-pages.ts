import { readMarkdown } from '../../src/doors/pengembang/panduan/markdown.rules.ts'
import { presentClaims, presentGuide } from '../../src/doors/pengembang/panduan/panduan.rules.ts'
import type { SamplePage } from './sample-page.ts'

const SOURCE = '# Panduan\n\n## Satu\n\nSebuah `kode` dan **tebal**, [tautan](/bantuan).\n\n1. a\n2. b\n\n| A | B |\n|---|---|\n| `x` | y |\n\n```\n$a = "<b>";\n```\n'

/** What developers read without signing in. */
export const panduanPages: SamplePage[] = [
  { view: 'panduan/pengembang.njk', state: 'biasa', data: presentGuide(readMarkdown(SOURCE)) },
  { view: 'panduan/klaim.njk', state: 'biasa', data: { ...presentClaims('id'), skema: '/panduan/klaim/v1.json' } },
]
