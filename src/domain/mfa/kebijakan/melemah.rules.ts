/** Whether one version of a rule asks less than the one before it: then a second person has to agree (decision 28). */
import { type Aturan, type Dari, type Ke, type Siapa, TUNTUTAN } from './aturan.ts'

type Values = readonly string[] | undefined

/** Whether a condition lets in at least whom the other lets in; one that is not named lets in everybody. */
const isWider = (after: Values, before: Values): boolean =>
  after === undefined || (before?.every((one) => after.includes(one)) ?? false)

function reachesAll(after: Siapa, before: Siapa): boolean {
  const anyRole = after.peran?.includes('*') === true && before.peran !== undefined
  return isWider(after.opd, before.opd) && isWider(after.jenis_jabatan, before.jenis_jabatan)
    && isWider(after.eselon, before.eselon) && isWider(after.golongan, before.golongan)
    && (anyRole || isWider(after.peran, before.peran)) && isWider(after.pegawai, before.pegawai)
}

const leadsToAll = (after: Ke, before: Ke): boolean =>
  isWider(after.klien, before.klien) && isWider(after.kelompok, before.kelompok)
  && (after.berisiko !== true || before.berisiko === true)

/** Ranges are compared as they are written: a wider range of another spelling counts as another one. */
const comesFromAll = (after: Dari, before: Dari): boolean =>
  isWider(after.jaringan, before.jaringan)
  && (after.luar_jaringan === undefined || (before.luar_jaringan !== undefined && isWider(before.luar_jaringan, after.luar_jaringan)))

/** What may prove it: not less sure, no device and no message that did not do before. */
function takesNoLess(after: Aturan, before: Aturan): boolean {
  if (TUNTUTAN.indexOf(after.tuntutan) < TUNTUTAN.indexOf(before.tuntutan)) return false
  if (after.tuntutan === 'tahan-phishing') return true
  return (!after.perangkat_tepercaya || before.perangkat_tepercaya)
    && after.kode_pesan.every((way) => before.kode_pesan.includes(way))
}

/** Whoever has what fitted before, and not what fits now, would be let in by the grace with a password. */
const fitsTheSame = (after: Aturan, before: Aturan): boolean =>
  after.tuntutan === before.tuntutan && before.kode_pesan.every((way) => after.kode_pesan.includes(way))

/** From today on: what was over or in force already may begin today. */
function isNoLater(after: Aturan, before: Aturan, today: string): boolean {
  const { pendaftaran_sampai: until } = after
  const isOver = until === null || until < today
  const grace = isOver || (before.pendaftaran_sampai !== null && until <= before.pendaftaran_sampai && fitsTheSame(after, before))
  return grace && (after.sejak <= before.sejak || after.sejak <= today)
}

/**
 * Whether the policy might ask somebody less, from today on. What cannot be told at a glance counts as weaker.
 * @param after undefined: the rule is removed
 */
export function isWeaker(before: Aturan | undefined, after: Aturan | undefined, today: string): boolean {
  if (before === undefined || before.tuntutan === 'sandi') return false
  if (after === undefined) return true
  return !(reachesAll(after.siapa, before.siapa) && leadsToAll(after.ke, before.ke) && comesFromAll(after.dari, before.dari)
    && takesNoLess(after, before) && isNoLater(after, before, today))
}
