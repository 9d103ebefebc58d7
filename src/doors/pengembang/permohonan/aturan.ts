/** The page of the entry rule: everybody, this OPD, or whoever is named. */
import type { FormDesk } from '../../../domain/permohonan/formulir/draf.service.ts'
import { type Bernama, namedPeople, opdChoices, peopleByNip } from '../../../domain/permohonan/formulir/aturan.queries.ts'
import type { Isian } from '../../../domain/permohonan/formulir/isian.schema.ts'
import { ESELON } from '../../../domain/pegawai/eselon.rules.ts'
import { normaliseNomor } from '../../../domain/pegawai/nomor.rules.ts'
import { textsOf } from './teks.ts'

const none: Record<'unit' | 'jabatan' | 'eselon' | 'orang', string[]> = { unit: [], jabatan: [], eselon: [], orang: [] }
const tertentu = (isian: Isian) => isian.aturanMasuk.jenis === 'tertentu' ? isian.aturanMasuk : none

/** @returns what the page shows of a rule */
export async function rulePage({ database, clock }: FormDesk, isian: Isian) {
  const rule = tertentu(isian)
  const today = clock.today()
  const [units, people] = await Promise.all([opdChoices(database, today), namedPeople(database, rule.orang)])
  return {
    jenis: isian.aturanMasuk.jenis, jabatan: rule.jabatan.join('\n'),
    unit: units.map(({ id, nama }) => ({ nilai: id, teks: nama, ada: rule.unit.includes(id) })),
    eselon: ESELON.map((one) => ({ nilai: one, teks: one, ada: rule.eselon.includes(one) })),
    orang: people.map(({ id, nama }: Bernama) => ({ nilai: id, teks: nama, ada: true })),
  }
}

export interface ReadRule {
  readonly change: (isian: Isian) => Isian
  /** Lines of NIPs that are nobody's; what was typed there is not kept. */
  readonly tidakDikenal: readonly number[]
}

/** Reads the form of a rule; people are typed by NIP and kept by their id. */
export async function readRule({ database, clock }: FormDesk, body: Readonly<Record<string, unknown>>): Promise<ReadRule> {
  const jenis = textsOf(body['aturanMasuk'])[0]
  if (jenis === 'semua' || jenis === 'opd') return { change: (isian) => ({ ...isian, aturanMasuk: { jenis } }), tidakDikenal: [] }
  const nips = textsOf(body['aturanMasuk-nip']).join('\n').split('\n').map((one) => normaliseNomor(one.trim())).filter((one) => one !== '')
  const found = await peopleByNip(database, nips.slice(0, 200), clock.today())
  const orang = [...new Set([...textsOf(body['aturanMasuk-orang']), ...nips.flatMap((nip) => found.get(nip) ?? [])])]
  return {
    change: (isian) => ({ ...isian, aturanMasuk: {
      jenis: 'tertentu', unit: textsOf(body['aturanMasuk-unit']), eselon: textsOf(body['aturanMasuk-eselon']), orang,
      jabatan: textsOf(body['aturanMasuk-jabatan']).join('\n').split('\n').map((one) => one.trim()).filter((one) => one !== ''),
    } }),
    tidakDikenal: nips.flatMap((nip, index) => found.has(nip) ? [] : [index + 1]),
  }
}
