import { dissolvedName, isBeyondWildcard } from '../../clients/host-names.rules.ts'
import { nearTwins } from '../../clients/host-twins.rules.ts'
import { missingContact } from '../../clients/operasi/kontak.rules.ts'
import { isConnected } from '../../clients/launcher.rules.ts'
import type { RegisterRow } from './register.queries.ts'

/** What is not as it should be with an application, in the order in which it matters. */
export const TEMUAN = {
  'opd-berakhir': 'OPD-nya sudah tidak ada',
  'tanpa-klien': 'Tidak punya alamat, jadi tidak dapat dihubungkan',
  'belum-diklaim': 'Belum diklaim OPD-nya',
  'kontak-yatim': 'Tidak punya penanggung jawab yang masih bertugas di OPD-nya',
  'tanpa-kredensial': 'Belum punya kredensial yang berlaku',
  'tidak-dipakai': 'Tidak ada yang masuk selama 90 hari',
  'kembaran': 'Alamatnya mirip alamat lain',
  'nama-lama': 'Alamatnya memakai nama OPD yang sudah tidak ada',
  'di-luar-wildcard': 'Sertifikat *.bantenprov.go.id tidak mencakup alamatnya',
  'tanpa-pse': 'Belum punya nomor PSE',
} as const

export type Temuan = keyof typeof TEMUAN

export const isTemuan = (text: string): text is Temuan => Object.hasOwn(TEMUAN, text)

/** An application as the register shows it. */
export interface RegisterEntry extends RegisterRow {
  readonly terhubung: boolean
  readonly temuan: readonly Temuan[]
  /** Hosts that somebody could take for this one. */
  readonly kembaran: readonly string[]
}

/** Hosts with those that read alike; a host without any is absent. */
export type Twins = ReadonlyMap<string, readonly string[]>

/** @returns the twins among these hosts; every pair is compared, so whoever asks often keeps the answer */
export function twinsOf(hosts: readonly string[]): Twins {
  return new Map(hosts.map((host) => [host, nearTwins(host, hosts)] as const).filter(([, twins]) => twins.length > 0))
}

/** Whether what was claimed, and has a credential, is entered by nobody any more. */
const isIdle = ({ diklaim, berkredensial, client_id: id }: RegisterRow, connected: boolean): boolean =>
  id !== null && diklaim && berkredensial && !connected

/**
 * @param today official day in WIB, `YYYY-MM-DD`
 * @returns the row with whether it is connected (decision 14) and what is not as it should be
 */
export function registerEntry(row: RegisterRow, today: string, twins: Twins): RegisterEntry {
  const { host } = row
  const kembaran = host === null ? [] : twins.get(host) ?? []
  const terhubung = (row.state === 'aktif' || row.state === 'uji') && isConnected(row, today)
  const wrong: Readonly<Record<Temuan, boolean>> = {
    'opd-berakhir': row.opd.berakhir,
    'tanpa-klien': row.client_id === null,
    'belum-diklaim': row.client_id !== null && !row.diklaim,
    'kontak-yatim': row.diklaim && missingContact(row.penanggung, today) !== undefined,
    'tanpa-kredensial': row.client_id !== null && row.diklaim && !row.berkredensial,
    'tidak-dipakai': isIdle(row, terhubung),
    'kembaran': kembaran.length > 0,
    'nama-lama': host !== null && dissolvedName(host) !== undefined,
    'di-luar-wildcard': host !== null && isBeyondWildcard(host),
    'tanpa-pse': row.nomor_pse === null && row.pse_pengecualian === null,
  }
  return { ...row, terhubung, kembaran, temuan: (Object.keys(TEMUAN) as Temuan[]).filter((name) => wrong[name]) }
}

/** What the register can be filtered for; absent is everything. */
export interface RegisterFilter {
  readonly opd?: string | undefined
  readonly state?: string | undefined
  readonly temuan?: Temuan | undefined
  readonly terhubung?: boolean | undefined
}

/** @returns whether an entry is asked for */
export function isAskedFor(entry: RegisterEntry, { opd, state, temuan, terhubung }: RegisterFilter): boolean {
  return (opd === undefined || entry.opd.id === opd) && (state === undefined || entry.state === state)
    && (temuan === undefined || entry.temuan.includes(temuan)) && (terhubung === undefined || entry.terhubung === terhubung)
}
