/** People without a NIP as their pages show them. */
import type { OutsideAct, OutsideDetail, OutsideEntry } from '../../domain/kepegawaian/tanpa-nip/list.queries.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { groupNomor } from '../../domain/pegawai/nomor.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { opdOf } from '../../domain/pegawai/unit/unit.rules.ts'
import { dayInWords, instantInWords } from '../kerja.rules.ts'
import { ACTS, KATEGORI, STATUS } from './tanpa-nip.kata.ts'

/** The page of an entry: what waits or was refused has one of its own, a person has his. */
const hrefOf = ({ id, status, pegawai_id }: OutsideEntry): string =>
  pegawai_id === null || status === 'menunggu' || status === 'ditolak'
    ? `/bkd/tanpa-nip/${id}` : `/bkd/tanpa-nip/orang/${pegawai_id}`

/** @returns rows of the macro `tabel` */
export function outsideRows(entries: readonly OutsideEntry[]) {
  return entries.map((entry) => [
    { teks: entry.nama, href: hrefOf(entry), ...(entry.jenis === 'perpanjangan' && { kecil: 'Perpanjangan' }) },
    { teks: entry.jabatan ?? KATEGORI[entry.kategori], kecil: entry.unit },
    dayInWords(entry.sampai),
    STATUS[entry.status],
  ])
}

type Fact = [label: string, value: string]

/** @returns lines of label and value; what is not known has no line */
const facts = (...lines: readonly [string, string | null | undefined | false][]): Fact[] =>
  lines.filter((line): line is Fact => Boolean(line[1]))

export function usulanFacts(usulan: OutsideDetail): Fact[] {
  return facts(
    ['Nama', namaLengkap(usulan)],
    ['Jenis', KATEGORI[usulan.kategori]],
    ['Jabatan', usulan.jabatan],
    ['OPD penanggung jawab', usulan.unit],
    ['Tanggal lahir', usulan.tanggal_lahir && dayInWords(usulan.tanggal_lahir)],
    ['Jenis kelamin', usulan.jenis_kelamin && (usulan.jenis_kelamin === 'L' ? 'Laki-laki' : 'Perempuan')],
    ['Surel', usulan.email],
    ['Dasar', usulan.dasar],
    ['Hari terakhir', dayInWords(usulan.sampai)],
  )
}

/** One that is asked for; which acts are offered to whom. */
export function presentUsulan(usulan: OutsideDetail, { isBkd, sub }: { isBkd: boolean; sub: string }) {
  const waits = usulan.keadaan === 'menunggu'
  const own = usulan.dibuat_oleh === sub
  return {
    judul: usulan.jenis === 'perpanjangan' ? `Perpanjangan ${usulan.nama}` : usulan.nama, id: usulan.id,
    status: usulan.keadaan === 'dikonfirmasi' ? { teks: 'Dikonfirmasi', lencana: 'ok' } : STATUS[usulan.keadaan],
    rincian: usulanFacts(usulan), orang_id: usulan.keadaan === 'dikonfirmasi' || usulan.jenis === 'perpanjangan' ? usulan.pegawai_id : null,
    boleh: { konfirmasi: waits && isBkd && !own, tolak: waits && (isBkd || own) }, punyaSendiri: waits && own,
    riwayat: historySteps([{ ...usulan }]),
  }
}

/** The steps of what was asked and decided, newest first. */
export function historySteps(acts: readonly Omit<OutsideAct, 'id'>[]) {
  return acts.map((act) => {
    const refused = act.keadaan === 'ditolak'
    const decided = act.jenis !== 'pengakhiran' && act.diputus_at
      ? `${refused ? 'Ditolak' : 'Dikonfirmasi'} ${instantInWords(act.diputus_at)} oleh ${act.pemutus ?? '–'}` : undefined
    return {
      teks: ACTS[act.jenis], pada: instantInWords(act.dibuat_at), oleh: act.pencatat, putusan: decided,
      sampai: act.sampai === null ? undefined : dayInWords(act.sampai), dasar: act.dasar, alasan: act.alasan,
      jenis: refused || act.jenis === 'pengakhiran' ? 'stopped' : act.keadaan === 'menunggu' ? 'now' : 'done',
    }
  })
}

/** A person; `over`: his last day is over or somebody ended him. */
export function presentOutsidePerson(person: PersonToday, lastDay: string, acts: readonly OutsideAct[]) {
  const over = person.keadaan !== 'aktif'
  const status = over ? (person.keadaan === 'tutup' ? STATUS.diakhiri : STATUS.berakhir) : STATUS.aktif
  return {
    judul: namaLengkap(person), id: person.id, status,
    rincian: facts(
      ['Nomor untuk masuk', person.nomor && groupNomor(person.nomor)],
      ['Jenis', person.kategori === 'asn' ? undefined : KATEGORI[person.kategori]],
      ['Jabatan', person.jabatan?.nama],
      ['OPD penanggung jawab', opdOf(person.unitChain)?.nama],
      ['Surel', person.email],
      ['Hari terakhir', dayInWords(lastDay)],
      ['Akun', person.frozen ? 'Dibekukan' : person.activated ? 'Aktif' : 'Belum diaktifkan'],
    ),
    riwayat: historySteps(acts),
    boleh: { akhiri: person.keadaan !== 'tutup', perpanjang: !acts.some(({ keadaan }) => keadaan === 'menunggu') },
  }
}
