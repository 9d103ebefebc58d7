import { randomBytes } from 'node:crypto'
import { confirmLetter } from '../../../src/domain/kepegawaian/penugasan/decide.service.ts'
import type { LetterInput } from '../../../src/domain/kepegawaian/penugasan/letter.rules.ts'
import { recordLetter } from '../../../src/domain/kepegawaian/penugasan/record.service.ts'
import { findPersonToday } from '../../../src/domain/pegawai/person.queries.ts'
import { createSeal } from '../../../src/kernel/lib/seal.ts'
import type { Scope } from '../../helpers/scope.ts'
import { pegawai } from '../feeds.ts'
import { DAY, openStaff, type Staff } from '../staff.ts'

export const PDF = Buffer.from('%PDF-1.4\nSurat perintah contoh\n%%EOF\n')

/** Two PNS of Dinas Kesehatan and one of Dinas Perhubungan, and the staff. */
export interface Office extends Staff {
  /** sub of the person of a feed line */
  readonly person: (serial: number) => Promise<string>
  readonly bidang: (nama: string) => Promise<string>
  readonly seal: ReturnType<typeof createSeal>
  readonly input: (change?: Partial<LetterInput>) => Promise<LetterInput>
  readonly record: (serial: number, change?: Partial<LetterInput>, who?: Parameters<Staff['desk']>[0]) =>
    ReturnType<typeof recordLetter>
  /** Recorded by Dinas Kesehatan and confirmed by BKD. @returns id of what was recorded */
  readonly inForce: (serial: number, change?: Partial<LetterInput>) => Promise<string>
  /** Assignments of a person in the tokens of a day. */
  readonly tugas: (serial: number, day?: string) => Promise<string[]>
}

export const PEOPLE = [pegawai(1), pegawai(2), pegawai(3, { unor_id: 'U2' })]

export async function openOffice(scope: Scope): Promise<Office> {
  const staff = await openStaff(scope)
  const { directory, desk } = staff
  await directory.import({ pegawai: PEOPLE })
  const seal = createSeal([{ id: 'test', key: randomBytes(32) }])
  const one = async (text: string, value: string): Promise<string> => {
    const [row] = await directory.rows<{ id: string }>(text, [value])
    if (!row) throw new Error(`nothing is ${value}`)
    return row.id
  }
  const person = (serial: number) =>
    one(`SELECT pegawai_id AS id FROM pegawai_sumber WHERE external_id = $1`, `P${serial}`)
  const bidang = (nama: string) => one('SELECT unit_id AS id FROM unit_nama WHERE nama = $1', nama)
  const input: Office['input'] = async (change = {}) => ({
    jenis: 'PLH', jabatan: 'Kepala Bidang Contoh', unit: await bidang('Bidang Contoh'), mulai: DAY,
    selesai: '2026-11-30', sk: '800/12-BKD/2026', ...change,
  })
  const record: Office['record'] = async (serial, change = {}, who = 'dinkes') =>
    recordLetter({ ...desk(who), seal }, await person(serial), await input(change), PDF)
  return {
    ...staff, person, bidang, seal, input, record,
    async inForce(serial, change) {
      const recorded = await record(serial, change)
      if (!recorded?.ok) throw new Error(JSON.stringify(recorded))
      const decided = await confirmLetter(desk('bkd'), recorded.id)
      if (!decided.ok) throw new Error(JSON.stringify(decided))
      return recorded.id
    },
    tugas: async (serial, day = DAY) => (await findPersonToday(directory.database, await person(serial), day))
      ?.penugasan.map(({ jenis, jabatan, selesai, sk }) => `${jenis} ${jabatan} ${selesai ?? ''} ${sk ?? ''}`) ?? [],
  }
}
