import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { instantInWords } from '../lib/instant-in-words.ts'
import type { Seal } from '../lib/seal.ts'
import type { SignedLinks } from '../lib/signed-link.ts'
import { blocksOf } from './letter.rules.ts'
import { smsFlaw } from './sms.rules.ts'
import { type MailData, type OwedMail, type Saluran, secretPlace } from './surat.queries.ts'

/** What a message says. */
export interface Letter {
  /** one line; of an e-mail alone */
  readonly subject: string
  /** plain text: everybody can read it and nothing in it can hide */
  readonly text: string
  /** the same words for who prefers them with a frame; of an e-mail alone */
  readonly html?: string
}

/**
 * Writes a message from its view.
 * @returns undefined when there is no view for that way
 * @throws when a word is missing, or an SMS would hold what must not be in one
 */
export type Letters = (saluran: Saluran, template: string, data: MailData, bahasa: 'id' | 'en') => Letter | undefined

const DAY = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })

/** An official day as the office writes it, "31 Desember 2026"; what is none stays as it is. */
const dayInWords = (day: string): string => /^\d{4}-\d{2}-\d{2}$/.test(day) ? DAY.format(new Date(`${day}T00:00:00Z`)) : day

const views = fileURLToPath(new URL('../../../views', import.meta.url))

/** @returns the words of a message, its secret ones opened */
export function contentOf({ id, data, rahasia_sealed: sealed }: Pick<OwedMail, 'id' | 'data' | 'rahasia_sealed'>, seal: Seal): MailData {
  return sealed === null ? data : { ...data, ...JSON.parse(seal.open(sealed, secretPlace(id))) as MailData }
}

/**
 * @param issuer where the links of every letter begin: the view sees it as `issuer`
 * @param links makes links that only the receiver has: `{{ tautan('kontak', id) }}` ends in `/kontak/<signed id>`
 */
export function createLetters(issuer: string, links: SignedLinks): Letters {
  // No escaping: a letter is text, not a page. Its frame is a page.
  const plain = { autoescape: false, trimBlocks: true, lstripBlocks: true, throwOnUndefined: true }
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(views), plain)
  const framed = new nunjucks.Environment(new nunjucks.FileSystemLoader(views), { ...plain, autoescape: true })
  environment.addFilter('tanggal', dayInWords)
  environment.addFilter('saat', (instant: string) => instantInWords(new Date(instant)))
  environment.addGlobal('issuer', issuer)
  environment.addGlobal('tautan', (purpose: string, id: string) => `${issuer}/${purpose}/${links.sign(purpose, id)}`)

  function email(template: string, data: MailData, bahasa: 'id' | 'en'): Letter {
    // The layout puts the subject on the first line.
    const whole = environment.render(`email/${template}.njk`, { ...data, bahasa }).trimStart()
    const end = whole.indexOf('\n')
    const subject = whole.slice(0, end).replace(/\s+/g, ' ').trim()
    const text = `${whole.slice(end).trim()}\n`
    return { subject, text, html: framed.render('email/bingkai.njk', { ...blocksOf(text), subject, bahasa }) }
  }

  function sms(template: string, data: MailData, bahasa: 'id' | 'en'): Letter {
    const text = environment.render(`sms/${template}.njk`, { ...data, bahasa }).replace(/\s+/g, ' ').trim()
    const flaw = smsFlaw(text)
    if (flaw !== undefined) throw new Error(`the SMS ${template} ${flaw}`)
    return { subject: '', text }
  }

  return function write(saluran, template, data, bahasa) {
    if (saluran === 'email') return email(template, data, bahasa)
    return existsSync(join(views, 'sms', `${template}.njk`)) ? sms(template, data, bahasa) : undefined
  }
}
