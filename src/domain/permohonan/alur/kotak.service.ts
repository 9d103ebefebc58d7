/** The inbox: what waits at the desks of one person, the most urgent first. */
import type { Database } from '../../../kernel/db/database.ts'
import type { RoleToday } from '../../pegawai/person.ts'
import type { KunciLangkah, Permohonan } from '../permohonan.ts'
import { langkahOf, PROSEDUR, prosedurOf } from './definisi.ts'
import { clockOfVisit } from './jam-langkah.rules.ts'
import type { Jam } from './jam.rules.ts'
import { findOpenAt, type MejaSaya, type Terbuka } from './meja.queries.ts'

export interface InboxItem {
  readonly langkahId: string
  readonly permohonanId: string
  readonly langkah: KunciLangkah
  readonly judul: string
  readonly nomor: string
  readonly jenis: Permohonan['jenis']
  /** the application, as its OPD calls it */
  readonly nama: string
  readonly opd: string
  readonly mulaiAt: Date
  readonly jam: Jam
}

type Hak = Pick<RoleToday, 'role' | 'unitId' | 'kursi'>

/** @returns the desks that roles and seats give, at every version of every procedure */
function desksOf(roles: readonly Hak[]): MejaSaya[] {
  return Object.entries(PROSEDUR).flatMap(([prosedur, versions]) => Object.entries(versions).flatMap(([versi, { langkah }]) =>
    langkah.flatMap(({ kunci, peran }) => roles.filter(({ role }) => role === peran && kunci !== 'pengajuan')
      .map(({ unitId, kursi }) => ({ prosedur, versi: Number(versi), langkah: kunci, unitId, bawahan: kursi === undefined })))))
}

/** @param now of which its clock is told */
export function clockOfOpen(open: Terbuka, now: Date): Jam {
  return clockOfVisit(open, { prosedur: prosedurOf(open), semua: open.semua, libur: new Set(open.libur), now })
}

/** Red before yellow before green, and of those the one that is due first. */
const urgency = ({ jam: { warna, jatuhTempo } }: InboxItem): readonly [number, number] =>
  [['merah', 'kuning', 'hijau'].indexOf(warna), jatuhTempo?.getTime() ?? Number.MAX_SAFE_INTEGER]

function byUrgency(one: InboxItem, other: InboxItem): number {
  const [[color, due], [otherColor, otherDue]] = [urgency(one), urgency(other)]
  return color - otherColor || due - otherDue || one.mulaiAt.getTime() - other.mulaiAt.getTime()
}

/**
 * What waits at somebody's desks, in one statement; none without a desk.
 * @param order `roles` in force today, seats among them; `today` official day in WIB
 */
export async function inboxOf(
  database: Database, { roles, today, now }: { readonly roles: readonly Hak[]; readonly today: string; readonly now: Date },
): Promise<InboxItem[]> {
  const open = await findOpenAt(database, desksOf(roles), today)
  return open.map((one): InboxItem => ({
    langkahId: one.id, permohonanId: one.permohonan_id, langkah: one.langkah, nomor: one.nomor, jenis: one.jenis, nama: one.nama,
    opd: one.opd, judul: langkahOf(prosedurOf(one), one.langkah).judul, mulaiAt: one.mulai_at, jam: clockOfOpen(one, now),
  })).sort(byUrgency)
}
