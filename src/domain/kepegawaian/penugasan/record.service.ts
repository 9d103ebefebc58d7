/** Somebody of the staff records a letter that reaches the sources late or never. */
import { createHash } from 'node:crypto'
import type { Seal } from '../../../kernel/lib/seal.ts'
import { actAs } from '../../audit/act.ts'
import { canHoldOffice } from '../../pegawai/kategori.rules.ts'
import { keadaanPada } from '../../pegawai/keadaan.rules.ts'
import { PENUGASAN_LABELS } from '../../pegawai/penugasan.rules.ts'
import { daysLater } from '../days.rules.ts'
import { reaches } from '../petugas.queries.ts'
import type { StaffDesk } from '../petugas.ts'
import { findUnitKind } from '../units.queries.ts'
import { mailWaiting } from '../usulan-mail.ts'
import { judgeLetter, type LetterInput, type LetterMistakes, readLetter } from './letter.rules.ts'
import { insertScan, insertUsulan, knownLetters, lockAssigned } from './penugasan.queries.ts'
import { paperKind } from '../../../kernel/lib/file-kind.ts'
import { scanMistake } from './scan.rules.ts'

/** What recording came to: the id of what waits now, what has to be put right, or that there is no such person. */
export type Recorded =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly galat: LetterMistakes }
  | undefined

/** A scan is needed while the assignment can be asked about: a year after its last day, a month when it was refused. */
export const KEEP_SCAN_DAYS = 365
export const KEEP_REFUSED_DAYS = 30

/** What a scan is sealed to. */
export const scanPlace = (usulanId: string) => ({ table: 'penugasan_pindaian', column: 'isi_sealed', row: usulanId })

/** The page of a recorded assignment, for letters. */
export const tautanOf = (id: string): string => `/bkd/penugasan/${id}`

/** What it is about, in the words of an office. */
export const perihalOf = ({ jenis, jabatan }: { jenis: keyof typeof PENUGASAN_LABELS; jabatan: string }): string =>
  `Penugasan ${PENUGASAN_LABELS[jenis]} ${jabatan}`

/**
 * Records an assignment: nothing is in force before BKD confirms. Person and unit are of his own OPD, unless he is of BKD.
 * @param scan the bytes of the file that came with it
 * @returns undefined when there is nobody of this id whom he may assign
 */
export async function recordLetter(
  desk: StaffDesk & { readonly seal: Seal }, pegawaiId: string, input: LetterInput, scan: Buffer | undefined,
): Promise<Recorded> {
  const { petugas, clock, seal } = desk
  const today = clock.today()
  const read = readLetter(input, today)
  const pindaian = scanMistake(scan)
  const kind = scan && paperKind(scan)
  return actAs({ ...desk, actor: `pegawai:${petugas.sub}` }, async ({ trx, at, tell }): Promise<Recorded> => {
    const person = await lockAssigned(trx, pegawaiId, today)
    if (!person || !canHoldOffice(person.kategori) || keadaanPada(person, today) === 'tutup') return undefined
    if (!await reaches(trx, petugas, [person.unit_id])) return undefined
    const wrong = { ...(!read.ok && read.galat), ...(pindaian && { pindaian }) }
    if (!read.ok || !scan || !kind || Object.keys(wrong).length > 0) return { ok: false, galat: wrong }
    const { letter } = read
    if (await findUnitKind(trx, letter.unit_id, today) === undefined) return { ok: false, galat: { unit: 'bukan-pilihan' } }
    if (!await reaches(trx, petugas, [letter.unit_id])) return { ok: false, galat: { unit: 'di-luar-opd' } }
    const galat = judgeLetter(letter, await knownLetters(trx, pegawaiId))
    if (Object.keys(galat).length > 0) return { ok: false, galat }

    const { jenis, jabatan, unit_id, sk } = letter
    const { mulai, selesai } = input
    const id = await insertUsulan(trx, {
      pegawai_id: pegawaiId, jenis, jabatan, unit_id, mulai, selesai, sk, dibuat_oleh: petugas.sub, dibuat_at: at,
    })
    if (id === undefined) return { ok: false, galat: { sk: 'sk-sudah-ada' } }
    await insertScan(trx, {
      usulan_id: id, jenis: kind, ukuran: scan.length, sha256: createHash('sha256').update(scan).digest(),
      isi_sealed: seal.seal(scan.toString('base64'), scanPlace(id)), hapus_pada: daysLater(selesai, KEEP_SCAN_DAYS),
    })
    tell({ kind: 'penugasan.dicatat', subject: pegawaiId, data: { usulan: id, jenis, unit: unit_id, mulai, selesai } })
    await mailWaiting(trx, { id, perihal: perihalOf(letter), nama: person.nama, tautan: tautanOf(id) }, today)
    return { ok: true, id }
  })
}
