/** Pages to people: either everybody that the source says it has, or nobody. */
import { type SourceDownCode, SourceDown } from '../source.ts'
import { API_SOURCE, type Ask } from './client.ts'
import { halaman, MOST_OF_A_PAGE, type Pegawai } from './contract.schema.ts'

export interface Reading {
  readonly people: readonly Pegawai[]
  /** what the next reading may go on from */
  readonly sampai: string
}

const MOST_READINGS = 3
/** Twenty provinces. */
const MOST_PEOPLE = 200_000
/** With a fifth of what is asked for on each page they would still all fit. */
const MOST_PAGES = 1_000

/** The pages of one reading do not belong together: the next reading may. */
class Torn extends Error {
  readonly code: SourceDownCode
  constructor(code: SourceDownCode, detail: string) {
    super(detail)
    this.code = code
  }
}

/**
 * Reads every page, anew from the first while the source changes under it.
 * @param sejak what an earlier reading ended with; undefined for everybody
 * @throws SourceDown when three readings came to no whole; CursorGone when `sejak` is too old
 */
export async function readPages(ask: Ask, sejak: string | undefined, signal: AbortSignal): Promise<Reading> {
  for (let reading = 1; ; reading += 1) {
    try {
      return await readOnce(ask, sejak, signal)
    } catch (error) {
      if (!(error instanceof Torn)) throw error
      if (reading === MOST_READINGS) throw new SourceDown(API_SOURCE, error.code, { detail: error.message })
    }
  }
}

async function readOnce(ask: Ask, sejak: string | undefined, signal: AbortSignal): Promise<Reading> {
  const found = new People()
  const cursors = new Set<string>()
  let first: { readonly total: number; readonly sampai: string } | undefined
  let kursor: string | undefined
  for (let nomor = 1; ; nomor += 1) {
    const query = new URLSearchParams({
      ukuran: String(MOST_OF_A_PAGE), ...(sejak !== undefined && { sejak }), ...(kursor !== undefined && { kursor }),
    })
    const page = await ask(`/pegawai?${query.toString()}`, halaman, signal)
    if (!page) throw new SourceDown(API_SOURCE, 'malformed', { detail: '404' })
    first ??= page
    if (page.nomor !== nomor) throw new Torn('unstable', 'a page came that was not asked for')
    if (page.sampai !== first.sampai || page.total !== first.total) throw new Torn('unstable', 'between two pages')
    if (page.total > MOST_PEOPLE) throw new SourceDown(API_SOURCE, 'too-large', { detail: `${MOST_PEOPLE} people` })
    const before = found.count
    found.add(page.data)
    if (found.count > first.total) throw new Torn('unstable', 'more people than it said')
    if (page.berikutnya === null) break
    if (found.count === before || cursors.has(page.berikutnya)) throw new Torn('unstable', 'a page brought nobody new')
    if (nomor === MOST_PAGES) throw new SourceDown(API_SOURCE, 'too-large', { detail: `${MOST_PAGES} pages` })
    cursors.add(page.berikutnya)
    kursor = page.berikutnya
  }
  if (found.count !== first.total) throw new Torn('incomplete', `${found.count} of ${first.total} people`)
  return { people: found.list, sampai: first.sampai }
}

/** Who comes twice in the same words came once; who comes twice in different words is left to validation, both times. */
class People {
  readonly #records = new Map<string, Pegawai>()
  readonly #ids = new Set<string>()

  add(people: readonly Pegawai[]): void {
    for (const person of people) {
      this.#ids.add(person.id)
      this.#records.set(JSON.stringify(person), person)
    }
  }

  get count(): number { return this.#ids.size }
  get list(): Pegawai[] { return [...this.#records.values()] }
}
