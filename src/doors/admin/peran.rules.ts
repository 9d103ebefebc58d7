/** Product roles as the pages of /admin show them. */
import type { RoleEntry } from '../../domain/accounts/peran/daftar.queries.ts'
import type { UsulanDetail } from '../../domain/accounts/peran/usulan.queries.ts'
import { keadaanPada } from '../../domain/pegawai/keadaan.rules.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { dayInWords, instantInWords } from '../kerja.rules.ts'
import { ROLE_WORDS } from '../role-needed.ts'

const untilWords = (sampai: string | null): string => sampai === null ? 'tanpa akhir' : `sampai ${dayInWords(sampai)}`

function stateOf(entry: RoleEntry, today: string) {
  if (entry.frozen) return { teks: 'Akun dibekukan', lencana: 'bad' }
  if (keadaanPada(entry, today) !== 'aktif') return { teks: 'Tidur: orangnya tidak aktif', lencana: 'warn' }
  return entry.mulai > today ? { teks: 'Belum mulai', lencana: '' } : { teks: 'Berlaku', lencana: 'ok' }
}

/** @param withPerson whether a row names its person @param mayEnd whether the visitor may take it away */
export const roleRows = (entries: readonly RoleEntry[], today: string, { withPerson, mayEnd }: { withPerson: boolean; mayEnd: boolean }) =>
  entries.map((entry) => [
    ...withPerson ? [{ teks: entry.nama, href: `/admin/peran/orang/${entry.pegawai_id}`, kecil: maskNomor(entry.nomor) }] : [],
    { teks: ROLE_WORDS[entry.role].nama, kecil: entry.unit ?? 'tidak terikat OPD' },
    { teks: `sejak ${dayInWords(entry.mulai)}`, kecil: untilWords(entry.sampai) },
    stateOf(entry, today),
    mayEnd ? { teks: 'Cabut', href: `/admin/peran/${entry.id}/akhiri` } : '–',
  ])

export const waitingRows = (waiting: readonly UsulanDetail[]) => waiting.map((usulan) => [
  { teks: usulan.nama, href: `/admin/peran/usulan/${usulan.id}`, kecil: maskNomor(usulan.nomor) },
  { teks: ROLE_WORDS[usulan.peran].nama, kecil: usulan.unit ?? 'tidak terikat OPD' },
  usulan.pengusul, instantInWords(usulan.diusulkan_at),
])

const STATES = {
  menunggu: { teks: 'Menunggu orang kedua', lencana: 'warn' }, diberikan: { teks: 'Diberikan', lencana: 'ok' },
  ditolak: { teks: 'Ditolak', lencana: 'bad' },
} as const

/** @returns one proposal, as its page says it */
export function presentUsulan(usulan: UsulanDetail) {
  const { keadaan, pemutus, diputus_at: at, alasan_tolak: tolak, sendiri } = usulan
  return {
    status: STATES[keadaan],
    rincian: [
      ['Nama', usulan.nama], ['Nomor', maskNomor(usulan.nomor)], ['Peran', ROLE_WORDS[usulan.peran].nama],
      ...usulan.unit === null ? [] : [['OPD', usulan.unit]], ['Berlaku', untilWords(usulan.sampai)], ['Alasan', usulan.alasan],
      ['Diusulkan', `${usulan.pengusul}, ${instantInWords(usulan.diusulkan_at)}`],
      ...at === null ? [] : [['Diputus', `${pemutus ?? ''}, ${instantInWords(at)}${sendiri ? ' (tanpa orang kedua)' : ''}`]],
      ...tolak === null ? [] : [['Alasan penolakan', tolak]],
    ],
  }
}
