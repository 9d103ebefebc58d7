/** BKD confirms or refuses what was asked for a person without a NIP; one person alone ends him. */
import { randomInt } from 'node:crypto'
import type { Knex } from 'knex'
import { type Act, actAs } from '../../audit/act.ts'
import { NUMBERS, makeNomor } from '../../pegawai/nomor.rules.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { endEverythingOf } from '../../sessions/endings/index.ts'
import { type DecisionRefusal, judgeConfirmation, judgeRefusal } from '../decision.rules.ts'
import type { StaffDesk } from '../petugas.ts'
import { mailDecided } from '../usulan-mail.ts'
import { tautanOf } from './propose.service.ts'
import {
  closePerson, decideUsulan, insertPerson, insertUsulan, lockPerson, lockUsulan, namePerson, renewPerson, type UsulanRow,
} from './usulan.queries.ts'
import { sampaiMistake } from './usulan.rules.ts'

export type Decided =
  | { readonly ok: true; readonly pegawaiId: string | null }
  | { readonly ok: false; readonly alasan: DecisionRefusal | 'sudah-lewat' }

/** Numbers are drawn from a hundred million: a second draw is seldom needed, a tenth never. */
const DRAWS = 10

async function makePerson(trx: Knex.Transaction, usulan: UsulanRow, today: string): Promise<string> {
  const id = newId()
  for (let draw = 0; draw < DRAWS; draw += 1) {
    if (await insertPerson(trx, usulan, { id, nomor: makeNomor(randomInt(NUMBERS)), today })) return id
  }
  throw new Error('no number was free')
}

const perihalOf = ({ jenis }: UsulanRow): string =>
  jenis === 'perpanjangan' ? 'Perpanjangan orang tanpa NIP' : 'Orang tanpa NIP'

/**
 * Confirms: somebody new gets a number and is in the directory from now on, without an account until he is activated; one
 * who is there gets his new last day. Of two who decide at once one does.
 */
export async function confirmUsulan(desk: StaffDesk, id: string): Promise<Decided> {
  const { petugas, clock } = desk
  const today = clock.today()
  return actAs({ ...desk, actor: `pegawai:${petugas.sub}` }, async ({ trx, at, tell }): Promise<Decided> => {
    const usulan = await lockUsulan(trx, id, petugas)
    const refusal = judgeConfirmation(usulan, petugas)
    if (refusal || !usulan) return { ok: false, alasan: refusal ?? 'tidak-ada' }
    const sampai = usulan.sampai ?? ''
    if (sampaiMistake(usulan.kategori, sampai, today)) return { ok: false, alasan: 'sudah-lewat' }
    // First of all: whoever comes second has changed nothing.
    if (!await decideUsulan(trx, id, { keadaan: 'dikonfirmasi', by: petugas.sub, at })) {
      return { ok: false, alasan: 'sudah-diputus' }
    }
    const pegawaiId = usulan.pegawai_id ?? await makePerson(trx, usulan, today)
    await namePerson(trx, id, pegawaiId)
    if (usulan.jenis === 'perpanjangan') await renewPerson(trx, pegawaiId, sampai, at)
    tell({ kind: 'tanpa-nip.dikonfirmasi', subject: pegawaiId, data: { usulan: id, jenis: usulan.jenis, sampai } })
    await tellRecorder(trx, usulan, 'dikonfirmasi')
    return { ok: true, pegawaiId }
  })
}

/** @param alasan not empty; whoever asked is told it */
export async function refuseUsulan(desk: StaffDesk, id: string, alasan: string): Promise<Decided> {
  const { petugas } = desk
  return actAs({ ...desk, actor: `pegawai:${petugas.sub}` }, async ({ trx, at, tell }): Promise<Decided> => {
    const usulan = await lockUsulan(trx, id, petugas)
    const refusal = judgeRefusal(usulan, petugas)
    if (refusal || !usulan) return { ok: false, alasan: refusal ?? 'tidak-ada' }
    if (!await decideUsulan(trx, id, { keadaan: 'ditolak', by: petugas.sub, at, alasan })) {
      return { ok: false, alasan: 'sudah-diputus' }
    }
    tell({ kind: 'tanpa-nip.ditolak', subject: usulan.pegawai_id ?? undefined, data: { usulan: id, alasan } })
    if (usulan.dibuat_oleh !== petugas.sub) await tellRecorder(trx, usulan, 'ditolak', alasan)
    return { ok: true, pegawaiId: usulan.pegawai_id }
  })
}

async function tellRecorder(
  trx: Act['trx'], usulan: UsulanRow, keputusan: 'dikonfirmasi' | 'ditolak', alasan?: string,
): Promise<void> {
  await mailDecided(
    trx, { id: usulan.id, perihal: perihalOf(usulan), nama: usulan.nama, tautan: tautanOf(usulan.id) },
    { recordedBy: usulan.dibuat_oleh, keputusan, ...(alasan !== undefined && { alasan }) },
  )
}

/**
 * Ends a person at once, for good unless two people give him time again: every session, grant, token and role with him.
 * One person with a reason is enough for an act that protects (decision 28).
 * @param alasan not empty; it stands in the audit trail and in his history
 * @returns `tidak-ada` when nobody of his reach is it, `sudah-diputus` when he was ended before
 */
export async function endPerson(desk: StaffDesk, pegawaiId: string, alasan: string): Promise<Decided> {
  const { petugas, clock } = desk
  return actAs({ ...desk, actor: `pegawai:${petugas.sub}` }, async ({ trx, at, tell }): Promise<Decided> => {
    const person = await lockPerson(trx, pegawaiId, petugas)
    if (!person) return { ok: false, alasan: 'tidak-ada' }
    if (!await closePerson(trx, pegawaiId, clock.today(), at)) return { ok: false, alasan: 'sudah-diputus' }
    const { kategori, unit_id, nama, gelar_depan, gelar_belakang, email, jabatan } = person
    const id = await insertUsulan(trx, {
      jenis: 'pengakhiran', pegawai_id: pegawaiId, kategori, unit_id, nama, gelar_depan, gelar_belakang,
      tanggal_lahir: null, jenis_kelamin: null, email, jabatan, dasar: null, sampai: null, dibuat_oleh: petugas.sub,
      dibuat_at: at,
    })
    if (id === undefined) throw new Error('an ending was not recorded')
    await decideUsulan(trx, id, { keadaan: 'dikonfirmasi', by: petugas.sub, at, alasan })
    const sesi = await endEverythingOf(trx, { pegawaiIds: [pegawaiId], reason: 'berhenti', at })
    tell({ kind: 'tanpa-nip.diakhiri', subject: pegawaiId, data: { usulan: id, alasan, sesi } })
    return { ok: true, pegawaiId }
  })
}
