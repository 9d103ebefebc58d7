/** BKD confirms or refuses a recorded assignment; one person alone takes a confirmed one back. */
import type { Knex } from 'knex'
import { type Act, actAs } from '../../audit/act.ts'
import { dayAfter, daysLater } from '../days.rules.ts'
import { type DecisionRefusal, judgeConfirmation, judgeRefusal } from '../decision.rules.ts'
import type { Petugas, StaffDesk } from '../petugas.ts'
import { mailDecided } from '../usulan-mail.ts'
import { judgeLetter, type Letter, type LetterMistake } from './letter.rules.ts'
import {
  decideUsulan, endAssignment, insertAssignment, keepScanUntil, knownLetters, lockAssigned, lockUsulan, revokeUsulan,
  type UsulanRow,
} from './penugasan.queries.ts'
import { KEEP_REFUSED_DAYS, perihalOf, tautanOf } from './record.service.ts'

export type Decided =
  { readonly ok: true } | { readonly ok: false; readonly alasan: DecisionRefusal | LetterMistake | 'tidak-berlaku' }

const refused = (alasan: Exclude<Decided, { ok: true }>['alasan']): Decided => ({ ok: false, alasan })

const letterOf = ({ jenis, jabatan, unit_id, mulai, selesai, sk }: UsulanRow): Letter =>
  ({ jenis, jabatan, unit_id, from: mulai, to: dayAfter(selesai), sk })

/** Runs one act about a recorded assignment in his reach. */
function actOn(
  desk: StaffDesk, id: string, work: (act: Act, usulan: UsulanRow | undefined, petugas: Petugas) => Promise<Decided>,
): Promise<Decided> {
  const { petugas } = desk
  return actAs({ ...desk, actor: `pegawai:${petugas.sub}` },
    async (act) => work(act, await lockUsulan(act.trx, id, petugas), petugas))
}

/**
 * Confirms: it is in force, and in every token, from the moment this is committed. What is known by now is judged anew: a
 * source may have brought the letter, or another one, while it waited. Of two who decide at once one does.
 */
export async function confirmLetter(desk: StaffDesk, id: string): Promise<Decided> {
  const today = desk.clock.today()
  return actOn(desk, id, async ({ trx, at, tell }, usulan, petugas) => {
    const refusal = judgeConfirmation(usulan, petugas)
    if (refusal || !usulan) return refused(refusal ?? 'tidak-ada')
    if (usulan.selesai < today) return refused('sudah-lewat')
    const { pegawai_id } = usulan
    const person = await lockAssigned(trx, pegawai_id, today)
    const letter = letterOf(usulan)
    const [mistake] = Object.values(judgeLetter(letter, await knownLetters(trx, pegawai_id, id)))
    if (mistake) return refused(mistake)
    const penugasanId = await insertAssignment(trx, { ...letter, pegawai_id }, at)
    const decided = await decideUsulan(trx, id, { keadaan: 'dikonfirmasi', by: petugas.sub, at, penugasanId })
    if (!decided) throw new Error('a locked assignment was decided by somebody else')
    tell({ kind: 'penugasan.dikonfirmasi', subject: pegawai_id, data: { usulan: id, penugasan: penugasanId } })
    await tellRecorder(trx, usulan, person?.nama, { keputusan: 'dikonfirmasi' })
    return { ok: true }
  })
}

/** @param alasan not empty; whoever recorded it is told it */
export async function refuseLetter(desk: StaffDesk, id: string, alasan: string): Promise<Decided> {
  const today = desk.clock.today()
  return actOn(desk, id, async ({ trx, at, tell }, usulan, petugas) => {
    const refusal = judgeRefusal(usulan, petugas)
    if (refusal || !usulan) return refused(refusal ?? 'tidak-ada')
    if (!await decideUsulan(trx, id, { keadaan: 'ditolak', by: petugas.sub, at, alasan })) return refused('sudah-diputus')
    await keepScanUntil(trx, id, daysLater(today, KEEP_REFUSED_DAYS))
    tell({ kind: 'penugasan.ditolak', subject: usulan.pegawai_id, data: { usulan: id, alasan } })
    if (usulan.dibuat_oleh !== petugas.sub) {
      const person = await lockAssigned(trx, usulan.pegawai_id, today)
      await tellRecorder(trx, usulan, person?.nama, { keputusan: 'ditolak', alasan })
    }
    return { ok: true }
  })
}

async function tellRecorder(
  trx: Knex.Transaction, usulan: UsulanRow, nama = '', decision: { keputusan: 'dikonfirmasi' | 'ditolak'; alasan?: string },
): Promise<void> {
  await mailDecided(
    trx, { id: usulan.id, perihal: perihalOf(usulan), nama, tautan: tautanOf(usulan.id) },
    { recordedBy: usulan.dibuat_oleh, ...decision },
  )
}

/**
 * Takes a confirmed assignment back before its last day: out of every token from now on. One person with a reason is
 * enough for an act that protects (decision 28).
 * @param alasan not empty
 * @returns `tidak-berlaku` when it is over, or gave way to the source's own
 */
export async function revokeLetter(desk: StaffDesk, id: string, alasan: string): Promise<Decided> {
  return actOn(desk, id, async ({ trx, at, tell }, usulan, petugas) => {
    if (!usulan) return refused('tidak-ada')
    const { penugasan_id: penugasan, pegawai_id: subject } = usulan
    if (usulan.keadaan !== 'dikonfirmasi' || penugasan === null) return refused('tidak-berlaku')
    if (!await endAssignment(trx, penugasan, desk.clock.today(), at)) return refused('tidak-berlaku')
    await revokeUsulan(trx, id, { by: petugas.sub, at, alasan })
    tell({ kind: 'penugasan.dicabut', subject, data: { usulan: id, penugasan, alasan } })
    return { ok: true }
  })
}
