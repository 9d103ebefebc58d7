/**
 * Keeps the errors of applications for their developers to read. Nothing here may make an answer fail or wait: `note`
 * only counts in memory, and one statement every few seconds writes what was counted. A storm of errors is a few rows.
 */
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Alasan, Galat, GalatBaris } from './galat.ts'
import { mergeGalat, secretFates, trimGalat } from './galat.queries.ts'

/** What a protocol's error adds to the error itself. */
export interface Noted extends Galat {
  /** SHA-256 in hexadecimal of a secret that was not taken: whether it is an old one is looked up when it is written. */
  readonly rahasia?: string | undefined
  /** Whether the protocol knows the client; else the request only says so, and anybody may say anything. */
  readonly pasti: boolean
}

export interface ErrorBook {
  /** Counts an error; never throws, never waits. */
  note(galat: Noted): void
  /** Counts something that is no error once a day, on this node. */
  warn(galat: Galat): void
  /** Writes what was counted. @returns when it is written, or was given up */
  write(): Promise<void>
}

interface Counted {
  readonly galat: Noted
  readonly at: Date
  terakhirAt: Date
  jumlah: number
}

const WRITE_MS = 5_000

/** Different errors between two writes: of one client, of all, and of clients that are only said to be. */
const MOST_PER_CLIENT = 8
const MOST = 120
const MOST_UNSURE = 30

/** Clients that are warned of on a day; more than there are. */
const MOST_WARNED = 4_000

/** Numbers of a moment make no other error of it. */
const keyOf = ({ clientId, titik, kode, alasan, rincian, rahasia }: Noted): string =>
  JSON.stringify([clientId, titik, kode, alasan, rahasia, rincian], (_name, value: unknown) => typeof value === 'number' ? 0 : value)

const FATES: Readonly<Record<'kedaluwarsa' | 'dicabut', Alasan>> = {
  kedaluwarsa: 'rahasia-kedaluwarsa', dicabut: 'rahasia-dicabut',
}

/** Each with what became of the secret that was presented, where one was. */
async function toldFully(database: Database, counted: readonly Counted[], now: Date): Promise<GalatBaris[]> {
  const asked = counted.flatMap((one) => one.galat.rahasia === undefined ? []
    : [{ one, clientId: one.galat.clientId, hash: one.galat.rahasia }])
  const fates = asked.length === 0 ? [] : await secretFates(database, asked.map(({ clientId, hash }) => ({ clientId, hash })), now)
  const reasons = new Map(asked.map(({ one }, index) => {
    const { nasib = 'tidak-dikenal', adaYangHidup = true } = fates[index] ?? {}
    const alasan = nasib !== 'tidak-dikenal' ? FATES[nasib] : adaYangHidup ? 'rahasia-salah' : 'rahasia-belum-ada'
    return [one, alasan] as const
  }))
  return counted.map((one) => {
    const { clientId, titik, kode, alasan, rincian } = one.galat
    return { clientId, titik, kode, alasan: reasons.get(one) ?? alasan, rincian, at: one.at, terakhirAt: one.terakhirAt, jumlah: one.jumlah }
  })
}

/** @returns those that say the same after all as one: a table is not told twice of it in one statement */
function together(baris: readonly GalatBaris[]): GalatBaris[] {
  const found = new Map<string, GalatBaris>()
  for (const one of baris) {
    const key = keyOf({ ...one, pasti: true })
    const before = found.get(key)
    found.set(key, before ? { ...before, terakhirAt: one.terakhirAt, jumlah: before.jumlah + one.jumlah } : one)
  }
  return [...found.values()]
}

/** @param onError hears of what could not be written; it is lost then */
export function createErrorBook(
  { database, clock, onError }: { database: Database; clock: Clock; onError: (error: unknown) => void },
): ErrorBook {
  let counted = new Map<string, Counted>()
  let waiting: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  let warned = { day: '', keys: new Set<string>() }

  function isFull({ clientId, pasti }: Noted): boolean {
    const all = [...counted.values()]
    if (all.length >= MOST || all.filter(({ galat }) => galat.clientId === clientId).length >= MOST_PER_CLIENT) return true
    return !pasti && all.filter(({ galat }) => !galat.pasti).length >= MOST_UNSURE
  }

  function note(galat: Noted): void {
    const key = keyOf(galat)
    const at = clock.now()
    const before = counted.get(key)
    if (before) {
      before.jumlah += 1
      before.terakhirAt = at
      return
    }
    if (isFull(galat)) return
    counted.set(key, { galat, at, terakhirAt: at, jumlah: 1 })
    waiting ??= setTimeout(() => { void write() }, WRITE_MS).unref()
  }

  async function writeNow(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    const now = [...counted.values()]
    counted = new Map()
    if (now.length === 0) return
    const news = await mergeGalat(database, together(await toldFully(database, now, clock.now())))
    if (news.length > 0) await trimGalat(database, news)
  }

  function write(): Promise<void> {
    writing = writing.then(writeNow).catch(onError)
    return writing
  }

  return {
    note, write,
    warn(galat) {
      const day = clock.today()
      if (warned.day !== day) warned = { day, keys: new Set() }
      const key = keyOf({ ...galat, pasti: true })
      if (warned.keys.has(key) || warned.keys.size >= MOST_WARNED) return
      warned.keys.add(key)
      note({ ...galat, pasti: true })
    },
  }
}
