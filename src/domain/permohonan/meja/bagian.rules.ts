/** Who has a part in an application: its desks, its OPD, and whoever decided in it. Everybody else is not told that there is one. */
import type { PersonToday, RoleToday } from '../../pegawai/person.ts'
import { type Alasan, akibatOf, type Langkah, mayDecide, type PermohonanFile } from '../alur/index.ts'
import type { Cara, Peran, Sebagai } from '../permohonan.ts'
import type { Rantai } from './rantai.queries.ts'

export interface Pembaca {
  readonly id: string
  /** roles in force today, seats among them */
  readonly roles: readonly RoleToday[]
}

/** Seats speak for one unit; a product role reaches what stands below its unit as well. */
function speaksFor({ unitId, kursi }: RoleToday, unit: readonly string[] | undefined): boolean {
  if (unit === undefined) return true
  return unitId !== null && (kursi === undefined ? unit.includes(unitId) : unit[0] === unitId)
}

const unitOf = (unitId: string | null, rantai: Rantai): readonly string[] | undefined =>
  unitId === null ? undefined : rantai[unitId] ?? [unitId]

const actsAt = ({ roles }: Pembaca, peran: Peran, unit: readonly string[] | undefined): boolean =>
  roles.some((one) => one.role === peran && speaksFor(one, unit))

/** An open visit that is this person's to decide. */
export interface MejaSaya {
  readonly langkahId: string
  readonly langkah: Langkah
  readonly unitId: string | null
  readonly unit: string | null
}

/** @returns what waits for this person in a file */
export function ownDesks(file: PermohonanFile, pembaca: Pembaca, rantai: Rantai): MejaSaya[] {
  return file.langkah.flatMap(({ langkah, kunjungan }) => langkah.kunci === 'pengajuan' ? [] : kunjungan
    .filter(({ selesai_at: end, unit_id: unitId }) => end === null && actsAt(pembaca, langkah.peran, unitOf(unitId, rantai)))
    .map(({ id, unit_id: unitId, unit }) => ({ langkahId: id, langkah, unitId, unit })))
}

/**
 * @returns whether somebody may read the file at his desk: it is or was at it, he decided in it, or he is the Kepala Dinas,
 *   who answers for all that was filed
 */
export function readsAtDesk(file: PermohonanFile, pembaca: Pembaca, rantai: Rantai): boolean {
  if (file.permohonan.nomor === null) return false
  if (pembaca.roles.some(({ role }) => role === 'kepala-dinas')) return true
  return file.langkah.some(({ langkah, kunjungan }) => langkah.kunci !== 'pengajuan' && kunjungan.some((one) =>
    one.keputusan?.oleh === pembaca.id || actsAt(pembaca, langkah.peran, unitOf(one.unit_id, rantai))))
}

/** @returns whether somebody may print its sheets: the OPD that applies, its desks, and the auditor */
export function mayPrint(file: PermohonanFile, pembaca: Pembaca, rantai: Rantai): boolean {
  if (file.permohonan.nomor === null) return false
  const own = unitOf(file.permohonan.unit_id, rantai)
  return readsAtDesk(file, pembaca, rantai) || pembaca.roles.some((one) => one.role === 'auditor'
    || ((one.role === 'pengembang' || one.role === 'admin-opd') && speaksFor(one, own)))
}

const asSebagai = ({ role, unitId, kursi, cara }: RoleToday): Sebagai => ({
  peran: role as Peran, cara: (cara ?? 'peran') as Cara, ...kursi !== undefined && { kursi }, ...unitId !== null && { unitId },
})

/**
 * What stands against this person deciding at a desk of his, whatever he says: asked of the very rule that decides.
 * @returns undefined where nothing does
 */
export function objectionTo(
  file: PermohonanFile, desk: MejaSaya, person: Pick<PersonToday, 'id' | 'keadaan' | 'tahan' | 'frozen'> & Pembaca, rantai: Rantai,
): Alasan | undefined {
  const { permohonan, isian, langkah } = file
  // Sending back needs a reason and nothing else, and there is a way back from every desk.
  const putusan = desk.langkah.putusan.find((one) => akibatOf(one) !== 'lanjut')
  if (putusan === undefined) return undefined
  const judged = mayDecide({
    permohonan, langkah: desk.langkah, putusan, alasan: 'ada', catatan: {}, isiHash: permohonan.isi_hash ?? Buffer.alloc(0),
    pokok: { penanggungJawab: isian.penanggungJawab.pegawaiId, nomorPse: isian.pse.nomor },
    kunjungan: { terbuka: true, unit: unitOf(desk.unitId, rantai) ?? [] },
    pemutus: { id: person.id, keadaan: person.keadaan, tahan: person.tahan, frozen: person.frozen, hak: person.roles.map(asSebagai) },
    sebelumnya: langkah.flatMap(({ kunjungan }) => kunjungan.flatMap(({ keputusan }) =>
      keputusan ? [{ oleh: keputusan.oleh, peran: keputusan.sebagai.peran }] : [])),
    gerbangBelum: [], denganSurat: false, suratTerlampir: [],
  })
  return judged.ok ? undefined : judged.alasan
}

/** @returns titles of the gates that must be passed before a desk may let it go on, and are not */
export const gatesLeft = (file: PermohonanFile, { langkah: { menunggu } }: MejaSaya): string[] =>
  file.langkah.filter(({ langkah, keadaan }) => menunggu.includes(langkah.kunci) && keadaan !== 'lewat' && keadaan !== 'tidak-perlu')
    .map(({ langkah }) => langkah.judul)
