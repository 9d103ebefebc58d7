import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { isLocalhost } from './host.rules.ts'
import { registeredClients } from './launcher.queries.ts'
import type { LauncherRow } from './launcher.queries.ts'
import { isConnected } from './launcher.rules.ts'

/** One application of the launcher; whether this person may enter is `mayEnter`'s. */
export interface LauncherEntry extends Pick<
  LauncherRow,
  'client_id' | 'nama' | 'opd' | 'host' | 'state' | 'eksternal' | 'layanan_mandiri' | 'penguji_semua' | 'penguji'
  | 'aturan_masuk' | 'pilot'
> {
  /** Where a link to it goes. Only connected ones get a link. */
  readonly alamat: string
  readonly terhubung: boolean
}

export interface Launcher {
  /** The clients in state `aktif` or `uji`, by OPD and name. */
  readonly aplikasi: readonly LauncherEntry[]
  /** Applications with a client, the waiting and suspended ones included. */
  readonly terdaftar: number
  /** How many of `aplikasi` are connected: the count to publish, with `terdaftar` beside it. */
  readonly terhubung: number
}

/** What the launcher shows and counts (decision 14), in one statement; the same for every person. */
export async function launcherOf(database: Database, clock: Clock): Promise<Launcher> {
  const rows = await registeredClients(database, clock.now(), clock.today())
  const aplikasi = rows.filter(({ state }) => state === 'aktif' || state === 'uji')
    .map((row) => entryOf(row, clock.today()))
  return { aplikasi, terdaftar: rows.length, terhubung: aplikasi.filter(({ terhubung }) => terhubung).length }
}

function entryOf(row: LauncherRow, today: string): LauncherEntry {
  const { client_uri, diklaim, berkredensial, masuk_terakhir, ...entry } = row
  return {
    ...entry,
    alamat: client_uri ?? `${isLocalhost(row.host) ? 'http' : 'https'}://${row.host}/`,
    terhubung: isConnected({ diklaim, berkredensial, masuk_terakhir }, today),
  }
}
