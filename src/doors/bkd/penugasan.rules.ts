/** Assignments by hand as their pages show them. */
import { statusOf } from '../../domain/kepegawaian/penugasan/letter.rules.ts'
import type { LetterDetail, LetterEntry } from '../../domain/kepegawaian/penugasan/list.queries.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { PENUGASAN_LABELS } from '../../domain/pegawai/penugasan.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { opdOf } from '../../domain/pegawai/unit/unit.rules.ts'
import { dayInWords, instantInWords } from '../kerja.rules.ts'
import { sourceName } from './kata.ts'
import { STATUS } from './penugasan.kata.ts'

/** @returns rows of the macro `tabel` */
export function letterRows(entries: readonly LetterEntry[], today: string) {
  return entries.map((entry) => [
    { teks: entry.nama, href: `/bkd/penugasan/${entry.id}` },
    { teks: `${PENUGASAN_LABELS[entry.jenis]} ${entry.jabatan}`, kecil: entry.unit },
    { teks: `${dayInWords(entry.mulai)} sampai ${dayInWords(entry.selesai)}`, kecil: `SK ${entry.sk}` },
    STATUS[statusOf(entry, today)],
  ])
}

/** Somebody who is to be assigned, as the form names him. */
export function candidateWords(person: PersonToday) {
  return {
    id: person.id, nama: namaLengkap(person), nomor: maskNomor(person.nomor), jabatan: person.jabatan?.nama,
    unit: person.unitChain[0]?.nama, opd: opdOf(person.unitChain)?.nama,
  }
}

const kilobytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024))} KB`

/** What is known of one, as lines of label and value; what is not known has no line. */
export function letterFacts(letter: LetterDetail): [string, string][] {
  return [
    ['Nama', letter.nama],
    ['Jenis', PENUGASAN_LABELS[letter.jenis]],
    ['Jabatan', letter.jabatan],
    ['Unit', letter.unit],
    ['Berlaku', `${dayInWords(letter.mulai)} sampai ${dayInWords(letter.selesai)}`],
    ['Nomor SK', letter.sk],
  ]
}

/** The history, oldest first: each step with its day, who did it, and why. */
export function letterHistory(letter: LetterDetail) {
  const steps: { teks: string; pada: string; oleh?: string | null; alasan?: string | null; jenis: string }[] = [
    { teks: 'Dicatat', pada: instantInWords(letter.dibuat_at), oleh: letter.pencatat, jenis: 'done' },
  ]
  if (letter.diputus_at) {
    const refused = letter.keadaan === 'ditolak'
    steps.push({
      teks: refused ? 'Ditolak' : 'Dikonfirmasi', pada: instantInWords(letter.diputus_at), oleh: letter.pemutus,
      alasan: letter.alasan, jenis: refused ? 'stopped' : 'done',
    })
  }
  if (letter.dicabut_at) {
    steps.push({
      teks: 'Dicabut', pada: instantInWords(letter.dicabut_at), oleh: letter.pencabut, alasan: letter.alasan_cabut,
      jenis: 'stopped',
    })
  }
  if (letter.digantikan_at && letter.sumber_pengganti) {
    steps.push({
      teks: `Digantikan oleh sumber: ${sourceName(letter.sumber_pengganti)} membawa surat yang sama`,
      pada: instantInWords(letter.digantikan_at), jenis: 'done',
    })
  }
  return steps
}

/** One in full; which acts are offered to whom. */
export function presentLetter(letter: LetterDetail, today: string, { isBkd, sub }: { isBkd: boolean; sub: string }) {
  const status = statusOf(letter, today)
  const waits = status === 'menunggu'
  return {
    judul: `${PENUGASAN_LABELS[letter.jenis]} ${letter.jabatan}`, id: letter.id, status: STATUS[status],
    rincian: letterFacts(letter), riwayat: letterHistory(letter),
    pindaian: letter.pindaian && `${letter.pindaian.jenis.split('/')[1]?.toUpperCase() ?? ''}, ${kilobytes(letter.pindaian.ukuran)}`,
    boleh: {
      konfirmasi: waits && isBkd && letter.dibuat_oleh !== sub,
      tolak: waits && (isBkd || letter.dibuat_oleh === sub),
      cabut: status === 'berlaku' || status === 'akan-datang',
    },
    punyaSendiri: waits && letter.dibuat_oleh === sub,
  }
}
