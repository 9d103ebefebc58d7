import type { Language } from '../../kernel/http/locale.ts'
import { mayEnter } from '../../domain/clients/entry.rules.ts'
import type { Launcher, LauncherEntry } from '../../domain/clients/launcher.service.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { PENUGASAN_LABELS } from '../../domain/pegawai/penugasan.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { opdOf } from '../../domain/pegawai/unit/unit.rules.ts'

const ORDER = Object.keys(PENUGASAN_LABELS)

/** @returns an official day in words, "30 November 2026" */
export function dayInWords(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** The person as the launcher greets him. */
export function presentPerson(person: PersonToday, language: Language) {
  return {
    nama: namaLengkap(person),
    nomor: maskNomor(person.nomor),
    jabatan: person.jabatan?.nama,
    unit: person.unitChain[0]?.nama,
    opd: opdOf(person.unitChain)?.nama,
    penugasan: person.penugasan.toSorted((one, other) => ORDER.indexOf(one.jenis) - ORDER.indexOf(other.jenis))
      .map(({ jenis, jabatan, selesai }) => ({
        jenis: PENUGASAN_LABELS[jenis], jabatan, selesai: selesai === null ? undefined : dayInWords(selesai, language),
      })),
  }
}

const matches = ({ nama, opd, host }: LauncherEntry, cari: string): boolean =>
  `${nama} ${opd.nama} ${host}`.toLowerCase().includes(cari.toLowerCase())

/**
 * What a person sees: links to connected applications that he may enter, the others by OPD without a link. The same
 * rule as at /auth decides, so that no tile leads to a refusal.
 * @param cari what was searched for, empty for everything
 */
export function presentLauncher({ aplikasi, terdaftar, terhubung }: Launcher, person: PersonToday, cari: string) {
  const open = aplikasi.filter((entry) => mayEnter(person, entry).ok)
  const shown = open.filter((entry) => matches(entry, cari))
  const waiting = Map.groupBy(shown.filter((entry) => !entry.terhubung), (entry) => entry.opd.nama)
  return {
    terhubung: shown.filter((entry) => entry.terhubung).map(({ nama, opd, host, alamat }) => ({
      nama, opd: opd.nama, host, url: alamat,
    })),
    belum: [...waiting].map(([opd, entries]) => ({ opd, aplikasi: entries.map(({ nama, host }) => ({ nama, host })) })),
    jumlah: { terhubung, terdaftar },
  }
}
