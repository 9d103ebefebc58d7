import type { RoleRow } from '../../domain/accounts/role.queries.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { groupNip } from '../../domain/pegawai/nip.rules.ts'
import { groupNomor } from '../../domain/pegawai/nomor.rules.ts'
import type { PenugasanToday, PersonToday } from '../../domain/pegawai/person.ts'
import { opdOf } from '../../domain/pegawai/unit/unit.rules.ts'
import { alignColumns } from './table.rules.ts'

/** A person as the directory has him today, with what he may do here. */
export interface PersonOnDesk {
  readonly person: PersonToday
  readonly roles: readonly RoleRow[]
}

/** @returns the parts that are there, in one line */
const line = (...parts: readonly (string | null | undefined | false)[]): string => parts.filter(Boolean).join(', ')

function accountText({ activated, frozen }: PersonToday): string {
  if (!activated) return 'not activated'
  return frozen ? 'frozen' : 'active'
}

const assignmentText = ({ jenis, jabatan, unit, mulai, selesai, sk }: PenugasanToday): string =>
  line(`${jenis} ${jabatan}`, unit.nama, `${mulai} to ${selesai ?? 'open end'}`, sk && `SK ${sk}`)

const roleText = ({ role, opd, until }: RoleRow): string =>
  line(role, opd && `OPD ${opd}`, until && `until ${until}`)

function numberRows({ kategori, nip, nomor }: PersonToday): [string, string][] {
  if (kategori === 'asn') return [['NIP', nip === null ? 'none now' : groupNip(nip)]]
  return [['without NIP', kategori], ['number', nomor === null ? 'none now' : groupNomor(nomor)]]
}

/** @returns the person in lines for an operator; what is not known has no line */
export function personText({ person, roles }: PersonOnDesk): string {
  const opd = opdOf(person.unitChain)
  const { jabatan } = person
  const rows: [string, string][] = [
    ['nama', namaLengkap(person)],
    ...numberRows(person),
    ['sub', person.id],
    ['account', accountText(person)],
    ['keadaan', line(person.keadaan, person.tahan && 'held: keeps what he had, gets nothing new')],
    ['kedudukan', line(`${person.kedudukan_kode ?? ''} ${person.kedudukan_nama ?? ''}`.trim())],
    ['pegawai', line(person.jenis, person.golongan)],
    ['jabatan', line(jabatan?.nama, jabatan?.eselon && `eselon ${jabatan.eselon}`, jabatan?.tmt && `since ${jabatan.tmt}`)],
    ['unit kerja', line(person.unitChain[0]?.nama)],
    ['OPD', line(opd?.nama, opd?.kode)],
    ...person.penugasan.map((tugas): [string, string] => ['penugasan', assignmentText(tugas)]),
    ['e-mail', line(person.email)],
    ['telephone', line(person.no_hp)],
    ...roles.map((role): [string, string] => ['role', roleText(role)]),
    ['data per', line(person.dataPer?.toISOString())],
  ]
  return alignColumns(rows.filter(([, value]) => value !== ''))
}
