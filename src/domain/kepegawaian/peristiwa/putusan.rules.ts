/** What a human may answer to an event that contradicts who is who, or waits. Pure. */
import { externalKey, type KnownPeople } from './kenal.rules.ts'
import type { Stored } from './simpan.queries.ts'

/** Somebody whom an event may be about. */
export interface Candidate {
  readonly pegawaiId: string
  /** why: the source's id is his, or the number is, or was */
  readonly sebab: 'id' | 'nip'
  /** whether it may be applied to him: the number that it gives is nobody else's */
  readonly boleh: boolean
}

type Asked = Pick<Stored, 'sumber' | 'external_id' | 'nip' | 'tanggal_lahir' | 'nip_baru' | 'jenis'>

/**
 * Whom the event names, each once. A `masuk` names the owner of its number whatever the birth date: that may be what was
 * mended. A number never goes from one person to another, a human's word or not.
 */
export function candidatesFor(
  { sumber, external_id, nip, tanggal_lahir, nip_baru, jenis }: Asked, { externals, owners }: KnownPeople,
): Candidate[] {
  const byId = external_id === null ? undefined : externals.get(externalKey(sumber, external_id))
  const byNumber = owners.filter((owner) => owner.nip === nip && (jenis === 'masuk' || owner.tanggal_lahir === tanggal_lahir))
  const named = new Map<string, Candidate['sebab']>(byNumber.map(({ pegawai_id }) => [pegawai_id, 'nip']))
  if (byId !== undefined) named.set(byId, 'id')
  return [...named].map(([pegawaiId, sebab]) => ({
    pegawaiId, sebab,
    boleh: nip_baru === null || !owners.some((owner) => owner.nip === nip_baru && owner.pegawai_id !== pegawaiId),
  }))
}

/** An answer: this is about him, or it counts nowhere. */
export type Answer =
  | { readonly putusan: 'terapkan'; readonly pegawaiId: string; readonly alasan: string }
  | { readonly putusan: 'abaikan'; readonly alasan: string }

export type AnswerRefusal = 'tidak-ada' | 'sudah-diputus' | 'bukan-calon' | 'tentang-sendiri'

/** @returns what may be answered to an event in its state */
export function answersTo({ status }: Pick<Stored, 'status'>): readonly Answer['putusan'][] {
  if (status === 'bertentangan') return ['terapkan', 'abaikan']
  return status === 'tertunda' ? ['abaikan'] : []
}

/**
 * May he answer this? Nobody answers what is about himself.
 * @param sub of whoever answers
 * @returns why not, undefined when he may
 */
export function judgeAnswer(
  event: Pick<Stored, 'status' | 'pegawai_id'>, answer: Answer, { candidates, sub }: {
    candidates: readonly Candidate[]; sub: string
  },
): AnswerRefusal | undefined {
  if (!answersTo(event).includes(answer.putusan)) return 'sudah-diputus'
  if (event.pegawai_id === sub || candidates.some(({ pegawaiId }) => pegawaiId === sub)) return 'tentang-sendiri'
  if (answer.putusan === 'abaikan') return undefined
  return candidates.some(({ pegawaiId, boleh }) => boleh && pegawaiId === answer.pegawaiId) ? undefined : 'bukan-calon'
}
