/** Product roles by two people: one admin proposes, another admin or keamanan gives; one takes away, with a reason. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { type Act, actAs } from '../../audit/act.ts'
import { isShut, keadaanPada } from '../../pegawai/keadaan.rules.ts'
import { allUnits } from '../../pegawai/unit/directory.queries.ts'
import { isAlive } from '../../pegawai/unit/directory.rules.ts'
import { isOpdKind } from '../../pegawai/unit/unit.rules.ts'
import { isOnDuty } from '../on-duty.service.ts'
import { messagePerson } from '../pesan/index.ts'
import { mailToRole } from '../role-mail.queries.ts'
import { giveRole, revokeRole } from '../role.queries.ts'
import { findRole } from './daftar.queries.ts'
import { decideUsulan, insertUsulan, lockHolders, lockReceiver, lockUsulan, type Receiver } from './usulan.queries.ts'
import {
  type AnswerRefusal, givesAlone, type ProposalInput, type ProposalMistakes, readProposal, reasonNotToGive,
  reasonNotToPropose, SECOND, type WantedRole,
} from './usulan.rules.ts'

/** Who of the staff does it, and where. */
export interface RoleDesk {
  readonly database: Database
  readonly clock: Clock
  /** His `sub`. */
  readonly oleh: string
}

const actorOf = ({ database, clock, oleh }: RoleDesk) => ({ database, clock, actor: `pegawai:${oleh}` as const })

export type Proposed =
  | { readonly ok: true; readonly id: string; /** nobody else could agree: it is given */ readonly sendiri: boolean }
  | { readonly ok: false; readonly galat: ProposalMistakes }

/** What a letter says of a role: never a number. */
interface Kabar { readonly kejadian: 'diberikan' | 'sendiri' | 'dicabut'; readonly nama: string; readonly peran: string; readonly kunci: string }

/** @param roles who is told; more than keamanan where nobody else was asked */
async function tellStaff(trx: Knex.Transaction, { kunci, ...data }: Kabar, { today, at, roles }: {
  today: string; at: Date; roles: readonly ('admin' | 'keamanan')[]
}): Promise<void> {
  for (const role of roles) {
    await mailToRole(trx, role, {
      today, template: 'peran-berubah', dedupKey: `peran-berubah:${kunci}:${data.kejadian}:${role}`,
      data: { ...data, saat: at.toISOString(), tautan: '/admin/peran' },
    })
  }
}

/** Proposes a role for somebody; where nobody else could agree, a role that makes somebody who could is given at once. */
export async function proposeRole(desk: RoleDesk, pegawaiId: string, input: ProposalInput): Promise<Proposed | undefined> {
  const { database, clock, oleh } = desk
  const today = clock.today()
  const opds = new Set((await allUnits(database, today)).filter((unit) => isOpdKind(unit.jenis) && isAlive(unit, today)).map(({ id }) => id))
  const read = readProposal(input, { today, isOpd: (id) => opds.has(id) })
  if (!read.ok) return read
  return actAs(actorOf(desk), async (act): Promise<Proposed | undefined> => {
    const { trx, at, tell } = act
    const person = await lockReceiver(trx, pegawaiId)
    if (!person) return undefined
    const refusal = reasonNotToPropose({ ...person, keadaan: keadaanPada(person, today) }, oleh)
    if (refusal) return { ok: false, galat: { orang: refusal } }
    const { peran, unitId, sampai } = read.wanted
    const id = await insertUsulan(trx, {
      pegawai_id: pegawaiId, peran, unit_id: unitId ?? null, sampai: sampai ?? null, alasan: input.alasan, diusulkan_oleh: oleh, diusulkan_at: at,
    })
    if (id === undefined) return { ok: false, galat: { peran: 'sudah-menunggu' } }
    tell({ kind: 'peran.diusulkan', subject: pegawaiId, data: { usulan: id, peran, unit: unitId, sampai, alasan: input.alasan } })
    const seconds = await lockHolders(trx, SECOND, today)
    const others = seconds.filter((one) => one.pegawai_id !== oleh && !isShut(keadaanPada(one, today))).length
    if (!givesAlone(peran, others)) {
      await tellSeconds(trx, { id, peran, oleh, nama: person.nama }, today)
      return { ok: true, id, sendiri: false }
    }
    await decideUsulan(trx, id, { keadaan: 'diberikan', sendiri: true, oleh, at })
    await give(act, { person, wanted: read.wanted, oleh, usulan: id, sendiri: true }, today)
    return { ok: true, id, sendiri: true }
  })
}

async function tellSeconds(
  trx: Knex.Transaction, { id, oleh, nama, peran }: { id: string; oleh: string; nama: string; peran: string }, today: string,
): Promise<void> {
  for (const role of SECOND) {
    await mailToRole(trx, role, {
      today, kecuali: [oleh], template: 'peran-menunggu', data: { nama, peran, tautan: `/admin/peran/usulan/${id}` },
      dedupKey: `peran-menunggu:${id}:${role}`,
    })
  }
}

async function give(
  { trx, at, tell }: Act, { person, wanted, oleh, usulan, sendiri }: {
    person: Receiver; wanted: WantedRole; oleh: string; usulan: string; sendiri: boolean
  }, today: string,
): Promise<void> {
  const { peran, unitId, sampai } = wanted
  await giveRole(trx, { pegawaiId: person.id, role: peran, unitId, from: today, until: sampai, by: `pegawai:${oleh}` })
  tell({ kind: 'peran.diberikan', subject: person.id, data: { peran, unit: unitId, sampai, usulan } })
  const kabar = { kejadian: sendiri ? 'sendiri' as const : 'diberikan' as const, nama: person.nama, peran, kunci: usulan }
  await tellStaff(trx, kabar, { today, at, roles: sendiri ? ['keamanan', 'admin'] : ['keamanan'] })
  await messagePerson(trx, {
    pegawaiId: person.id, template: 'peran-berubah', at, dedupKey: `peran-berubah:${usulan}`,
    data: { kejadian: kabar.kejadian, nama: person.nama, peran, saat: at.toISOString(), tautan: '/' },
  })
}

/**
 * The second person agrees, and the role is held from then on. Both are on duty when he speaks; of two who answer at once
 * one does.
 */
export function giveProposed(desk: RoleDesk, id: string): Promise<AnswerRefusal | 'diberikan'> {
  const today = desk.clock.today()
  return actAs(actorOf(desk), async (act) => {
    const { trx, at } = act
    const usulan = await lockUsulan(trx, id)
    const person = usulan && await lockReceiver(trx, usulan.pegawai_id)
    const refusal = reasonNotToGive(usulan, desk.oleh, {
      pengusul: usulan !== undefined && await isOnDuty(trx, { pegawaiId: usulan.diusulkan_oleh, role: 'admin', today }),
      penerima: person !== undefined && !person.tahan && keadaanPada(person, today) === 'aktif' && (usulan?.sampai ?? today) >= today,
    })
    if (refusal || !usulan || !person) return refusal ?? 'tidak-ada'
    await decideUsulan(trx, id, { keadaan: 'diberikan', sendiri: false, oleh: desk.oleh, at })
    const wanted = { peran: usulan.peran, unitId: usulan.unit_id ?? undefined, sampai: usulan.sampai ?? undefined }
    await give(act, { person, wanted, oleh: desk.oleh, usulan: id, sendiri: false }, today)
    return 'diberikan'
  })
}

/** Refuses what waits, or takes it back: one person is enough. @param alasan not empty @returns false when nothing waits there */
export function refuseProposed(desk: RoleDesk, id: string, alasan: string): Promise<boolean> {
  return actAs(actorOf(desk), async ({ trx, at, tell }) => {
    const usulan = await lockUsulan(trx, id)
    if (!usulan || !await decideUsulan(trx, id, { keadaan: 'ditolak', alasan_tolak: alasan, oleh: desk.oleh, at })) return false
    tell({ kind: 'peran.usulan-ditolak', subject: usulan.pegawai_id, data: { usulan: id, peran: usulan.peran, alasan } })
    return true
  })
}

export type Ended = 'dicabut' | 'tidak-ada' | 'admin-terakhir'

/**
 * Takes a role away at once. Somebody stays admin: the last one who can act is not taken, by whomever, and of two who take
 * each other's one stays.
 * @param alasan not empty
 */
export async function endRole(desk: RoleDesk, id: string, alasan: string): Promise<Ended> {
  const today = desk.clock.today()
  const found = await findRole(desk.database, id, today)
  if (!found) return 'tidak-ada'
  return actAs(actorOf(desk), async ({ trx, at, tell }): Promise<Ended> => {
    const { pegawai_id: pegawaiId, role, unit_id: unitId, nama } = found
    const holders = await lockHolders(trx, [role], today)
    if (role === 'admin') {
      const left = holders.filter((one) => one.pegawai_id !== pegawaiId && !one.frozen && !isShut(keadaanPada(one, today)))
      if (left.length === 0) return 'admin-terakhir'
    }
    if (!await revokeRole(trx, { pegawaiId, role, unitId: unitId ?? undefined, at })) return 'tidak-ada'
    tell({ kind: 'peran.dicabut', subject: pegawaiId, data: { peran: role, unit: unitId ?? undefined, sebab: alasan } })
    await tellStaff(trx, { kejadian: 'dicabut', nama, peran: role, kunci: id }, { today, at, roles: ['keamanan'] })
    return 'dicabut'
  })
}
