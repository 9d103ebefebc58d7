/** Somebody of the staff asks for a person without a NIP, or for more time for one. */
import { actAs } from '../../audit/act.ts'
import { isOpdKind } from '../../pegawai/unit/unit.rules.ts'
import { reaches } from '../petugas.queries.ts'
import type { StaffDesk } from '../petugas.ts'
import { findUnitKind } from '../units.queries.ts'
import { mailWaiting } from '../usulan-mail.ts'
import { insertUsulan, lockPerson, type NewUsulan } from './usulan.queries.ts'
import {
  isTanpaNip, judgeUsulan, sampaiMistake, type UsulanInput, type UsulanMistake, type UsulanMistakes,
} from './usulan.rules.ts'

/** What asking came to: the id of what waits now, or what has to be put right. */
export type Proposed<Mistakes> = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly galat: Mistakes }

const orNull = (text: string): string | null => text === '' ? null : text

/** The page of an act, for letters. */
export const tautanOf = (id: string): string => `/bkd/tanpa-nip/${id}`

/** Asks for somebody new: nobody is in the directory before BKD confirms. */
export async function proposePerson(desk: StaffDesk, input: UsulanInput): Promise<Proposed<UsulanMistakes>> {
  const { petugas, clock } = desk
  const today = clock.today()
  const galat = judgeUsulan(input, today)
  const { kategori, sampai } = input
  if (Object.keys(galat).length > 0 || !isTanpaNip(kategori)) return { ok: false, galat }
  return actAs({ ...desk, actor: `pegawai:${petugas.sub}` }, async ({ trx, at, tell }) => {
    const kind = await findUnitKind(trx, input.unit, today)
    if (kind === undefined || !isOpdKind(kind)) return { ok: false, galat: { unit: 'bukan-pilihan' } }
    if (!await reaches(trx, petugas, [input.unit])) return { ok: false, galat: { unit: 'di-luar-opd' } }
    const id = await insertUsulan(trx, {
      jenis: 'baru', pegawai_id: null, kategori, unit_id: input.unit, nama: input.nama,
      gelar_depan: orNull(input.gelarDepan), gelar_belakang: orNull(input.gelarBelakang),
      tanggal_lahir: orNull(input.lahir), jenis_kelamin: orNull(input.kelamin) as 'L' | 'P' | null,
      email: orNull(input.surel), jabatan: orNull(input.jabatan), dasar: input.dasar, sampai,
      dibuat_oleh: petugas.sub, dibuat_at: at,
    })
    if (id === undefined) return { ok: false, galat: { nama: 'sudah-menunggu' } }
    tell({ kind: 'tanpa-nip.diusulkan', data: { usulan: id, jenis: 'baru', kategori, unit: input.unit, sampai } })
    await mailWaiting(trx, { id, perihal: 'Orang tanpa NIP', nama: input.nama, tautan: tautanOf(id) }, today)
    return { ok: true, id }
  })
}

export interface RenewalInput {
  /** Last day. */
  readonly sampai: string
  readonly dasar: string
}
export type RenewalMistakes = Partial<Record<keyof RenewalInput, UsulanMistake>>

/**
 * Asks for more time for somebody, also after he was ended: the same two steps.
 * @returns undefined when there is no such person in his reach
 */
export async function proposeRenewal(
  desk: StaffDesk, pegawaiId: string, { sampai, dasar }: RenewalInput,
): Promise<Proposed<RenewalMistakes> | undefined> {
  const { petugas, clock } = desk
  const today = clock.today()
  return actAs({ ...desk, actor: `pegawai:${petugas.sub}` }, async ({ trx, at, tell }) => {
    const person = await lockPerson(trx, pegawaiId, petugas)
    if (!person) return undefined
    const { kategori, unit_id, nama, gelar_depan, gelar_belakang, email, jabatan } = person
    const wrong = sampaiMistake(kategori, sampai, today)
    const galat: RenewalMistakes = { ...(wrong && { sampai: wrong }), ...(dasar === '' && { dasar: 'kosong' }) }
    if (Object.keys(galat).length > 0) return { ok: false, galat }
    const usulan: NewUsulan = {
      jenis: 'perpanjangan', pegawai_id: pegawaiId, kategori, unit_id, nama, gelar_depan, gelar_belakang,
      tanggal_lahir: null, jenis_kelamin: null, email, jabatan, dasar, sampai, dibuat_oleh: petugas.sub, dibuat_at: at,
    }
    const id = await insertUsulan(trx, usulan)
    if (id === undefined) return { ok: false, galat: { sampai: 'sudah-menunggu' } }
    tell({
      kind: 'tanpa-nip.diusulkan', subject: pegawaiId,
      data: { usulan: id, jenis: 'perpanjangan', kategori, unit: unit_id, sampai },
    })
    await mailWaiting(trx, { id, perihal: 'Perpanjangan orang tanpa NIP', nama, tautan: tautanOf(id) }, today)
    return { ok: true, id }
  })
}
