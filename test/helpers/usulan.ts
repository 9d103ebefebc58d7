import { randomBytes } from 'node:crypto'
import { confirmLetter } from '../../src/domain/kepegawaian/penugasan/decide.service.ts'
import type { LetterInput } from '../../src/domain/kepegawaian/penugasan/letter.rules.ts'
import { recordLetter } from '../../src/domain/kepegawaian/penugasan/record.service.ts'
import type { StaffDesk } from '../../src/domain/kepegawaian/petugas.ts'
import { confirmUsulan } from '../../src/domain/kepegawaian/tanpa-nip/decide.service.ts'
import { proposePerson } from '../../src/domain/kepegawaian/tanpa-nip/propose.service.ts'
import type { UsulanInput } from '../../src/domain/kepegawaian/tanpa-nip/usulan.rules.ts'
import { createSeal, type Seal } from '../../src/kernel/lib/seal.ts'
import type { House } from './house.ts'
import { demoPerson } from './people.ts'

/** What the staff recorded before a test begins, each under words that nothing else has. Template `penuh`. */
type Place = Pick<House, 'db' | 'clock'>

const unlike = (): string => randomBytes(6).toString('hex')
const someSeal = createSeal([{ id: 'uji', key: randomBytes(32) }])

/** A page of a letter, as a scanner makes it: only its beginning matters. */
export const SCAN = '%PDF-1.4\nSurat perintah contoh\n%%EOF\n'

/** A day so many days from today, YYYY-MM-DD. */
export const daysFrom = ({ clock }: Pick<House, 'clock'>, days: number): string =>
  new Date(Date.parse(`${clock.today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export async function subOf({ db }: Place, wanted: string): Promise<string> {
  const { nip } = await demoPerson(db.app, wanted)
  const { pegawai_id: sub } = await db.app.knex('pegawai_nip').where({ nip }).first<{ pegawai_id: string }>()
  return sub
}

export async function unitOf({ db }: Place, slug: string): Promise<string> {
  const { id } = await db.app.knex('unit_kerja').where({ slug }).first<{ id: string }>('id')
  return id
}

/** One of BKD at work, not the one who holds every role in the tests of doors. */
export async function bkdDesk(place: Place, which: 'pertama' | 'kedua' = 'pertama'): Promise<StaffDesk> {
  const keterangan = which === 'kedua' ? 'Pengelola data kepegawaian (kedua)' : 'Pengelola data kepegawaian'
  return {
    database: place.db.app, clock: place.clock,
    petugas: { sub: await subOf(place, keterangan), isBkd: true, unitIds: [] },
  }
}

export async function outsideInput(place: Place, change: Partial<UsulanInput> = {}): Promise<UsulanInput> {
  return {
    kategori: 'tenaga-ahli', unit: await unitOf(place, 'diskominfo'), nama: `Ahli Contoh ${unlike()}`, gelarDepan: '',
    gelarBelakang: '', lahir: '', kelamin: '', surel: '', jabatan: '', dasar: `Kontrak ${unlike()}`,
    sampai: daysFrom(place, 90), ...change,
  }
}

/** @returns id of what waits for BKD */
export async function waitingOutside(place: Place, change: Partial<UsulanInput> = {}): Promise<string> {
  const proposed = await proposePerson(await bkdDesk(place), await outsideInput(place, change))
  if (!proposed.ok) throw new Error(JSON.stringify(proposed.galat))
  return proposed.id
}

/** @returns `sub` of a confirmed person */
export async function outsidePerson(place: Place, change: Partial<UsulanInput> = {}): Promise<string> {
  const decided = await confirmUsulan(await bkdDesk(place, 'kedua'), await waitingOutside(place, change))
  if (!decided.ok || decided.pegawaiId === null) throw new Error(JSON.stringify(decided))
  return decided.pegawaiId
}

export async function letterInput(place: Place, change: Partial<LetterInput> = {}): Promise<LetterInput> {
  return {
    jenis: 'PLH', jabatan: `Kepala Bagian Contoh ${unlike()}`, unit: await unitOf(place, 'biro-hukum'),
    mulai: place.clock.today(), selesai: daysFrom(place, 2), sk: `800/${unlike()}`, ...change,
  }
}

/** @returns id of what waits for BKD */
export async function waitingLetter(
  place: Place, { change = {}, wanted = 'Pegawai Biro Hukum', seal = someSeal }:
    { change?: Partial<LetterInput>; wanted?: string; seal?: Seal } = {},
): Promise<string> {
  const recorded = await recordLetter({ ...await bkdDesk(place), seal }, await subOf(place, wanted),
    await letterInput(place, change), Buffer.from(SCAN))
  if (!recorded?.ok) throw new Error(JSON.stringify(recorded))
  return recorded.id
}

/** @returns id of one that is in force */
export async function letterInForce(place: Place, options: Parameters<typeof waitingLetter>[1] = {}): Promise<string> {
  const id = await waitingLetter(place, options)
  const decided = await confirmLetter(await bkdDesk(place, 'kedua'), id)
  if (!decided.ok) throw new Error(decided.alasan)
  return id
}
