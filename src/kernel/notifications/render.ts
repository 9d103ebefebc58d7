import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { instantInWords } from '../lib/instant-in-words.ts'
import type { SignedLinks } from '../lib/signed-link.ts'
import type { MailData } from './surat.queries.ts'

/** What a letter says: plain text, because everybody can read it and nothing in it can hide. */
export interface Letter {
  /** one line */
  readonly subject: string
  readonly text: string
}

const DAY = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })

/** An official day as the office writes it, "31 Desember 2026"; what is none stays as it is. */
const dayInWords = (day: string): string => /^\d{4}-\d{2}-\d{2}$/.test(day) ? DAY.format(new Date(`${day}T00:00:00Z`)) : day

const views = fileURLToPath(new URL('../../../views', import.meta.url))

/**
 * @param issuer where the links of every letter begin: the view sees it as `issuer`
 * @param links makes links that only the receiver has: `{{ tautan('kontak', id) }}` ends in `/kontak/<signed id>`
 */
export function createLetters(issuer: string, links: SignedLinks): (template: string, data: MailData) => Letter {
  // No escaping: a letter is text, not a page.
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(views), {
    autoescape: false, trimBlocks: true, lstripBlocks: true, throwOnUndefined: true,
  })
  environment.addFilter('tanggal', dayInWords)
  environment.addFilter('saat', (instant: string) => instantInWords(new Date(instant)))
  environment.addGlobal('issuer', issuer)
  environment.addGlobal('tautan', (purpose: string, id: string) => `${issuer}/${purpose}/${links.sign(purpose, id)}`)
  return function write(template, data) {
    // The layout puts the subject on the first line.
    const whole = environment.render(`email/${template}.njk`, { ...data }).trimStart()
    const end = whole.indexOf('\n')
    return { subject: whole.slice(0, end).replace(/\s+/g, ' ').trim(), text: `${whole.slice(end).trim()}\n` }
  }
}
