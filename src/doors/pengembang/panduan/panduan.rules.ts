import { type Klaim, klaimOf, KLAIM_MASUK, SCOPE_ORANG, VERSI_KLAIM } from '../../../domain/clients/klaim/kontrak.schema.ts'
import { flatNames } from '../../../domain/clients/klaim/datar.rules.ts'
import type { Language } from '../../../kernel/http/locale.ts'
import type { Blok } from './markdown.rules.ts'
import { MEANINGS } from './klaim.kata.ts'

/** @returns a guide as its view shows it: title, contents, blocks without the title */
export function presentGuide(blocks: readonly Blok[]) {
  const headings = blocks.filter((block) => block.jenis === 'judul')
  return {
    judul: headings.find(({ tingkat }) => tingkat === 1)?.teks ?? '', daftarIsi: headings.filter(({ tingkat }) => tingkat === 2),
    blok: blocks.filter((block) => block.jenis !== 'judul' || block.tingkat > 1),
  }
}

function rowsOf(claims: Record<string, Klaim>, scope: string, lang: Language) {
  return Object.entries(claims).map(([name, { arti, contoh }]) => ({
    nama: name, arti: lang === 'id' ? arti : MEANINGS[name] ?? arti, contoh: JSON.stringify(contoh),
    datar: flatNames(`openid ${scope}`).filter(({ claim, path }) => claim === name && path.length > 0).map((flat) => flat.name).join(', '),
  }))
}

/** @returns the contract as its view shows it: each scope with its claims, meanings and examples */
export function presentClaims(lang: Language) {
  return {
    versi: VERSI_KLAIM,
    scope: [
      { nama: 'openid', klaim: rowsOf(KLAIM_MASUK, '', lang) },
      ...SCOPE_ORANG.map((scope) => ({ nama: scope, klaim: rowsOf(klaimOf(scope), scope, lang) })),
    ],
  }
}
