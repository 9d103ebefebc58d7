import type { Language } from '../../kernel/http/locale.ts'
import { maskKontak } from '../../domain/accounts/kontak/kontak.rules.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { PENUGASAN_LABELS } from '../../domain/pegawai/penugasan.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { opdOf } from '../../domain/pegawai/unit/unit.rules.ts'
import { dayInWords, type Words } from './kata.ts'

/** One fact as the page has it: what it is, and its value; absent ones are said, since they can be mended. */
export interface Fact {
  readonly judul: string
  readonly nilai: string
}

/** @returns what the personnel system says of a person today, in the order of a service book */
export function presentProfile(person: PersonToday, language: Language, words: Words): Fact[] {
  const { jabatan, unitChain, penugasan } = person
  const opd = opdOf(unitChain)
  const facts: [judul: Parameters<Words>[0], nilai: string | null | undefined][] = [
    ['akun.fakta.nama', namaLengkap(person)],
    ['akun.fakta.nomor', maskNomor(person.nomor)],
    ['akun.fakta.status', [person.jenis, person.kedudukan_nama].filter(Boolean).join(', ')],
    ['akun.fakta.golongan', person.golongan],
    ['akun.fakta.jabatan', jabatan?.nama],
    ['akun.fakta.tmt', jabatan?.tmt ? dayInWords(jabatan.tmt, language) : undefined],
    ['akun.fakta.unit', unitChain[0]?.nama],
    ['akun.fakta.opd', opd?.nama],
    ['akun.fakta.surel', person.email && maskKontak(person.email)],
    ['akun.fakta.telepon', person.no_hp && maskKontak(person.no_hp)],
  ]
  return [
    ...facts.map(([judul, nilai]) => ({ judul: words(judul), nilai: nilai || words('akun.fakta.kosong') })),
    ...penugasan.map(({ jenis, jabatan: nama, unit, selesai }) => ({
      judul: PENUGASAN_LABELS[jenis],
      nilai: `${nama}, ${unit.nama}${selesai === null ? '' : words('akun.fakta.sampai', { hari: dayInWords(selesai, language) })}`,
    })),
  ]
}
