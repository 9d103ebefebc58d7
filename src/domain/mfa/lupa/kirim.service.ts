/** Sending what gives a new password: a link by e-mail, or a code by SMS. */
import type { Knex } from 'knex'
import type { Saluran } from '../../../kernel/notifications/index.ts'
import type { Seal } from '../../../kernel/lib/seal.ts'
import type { Codes } from '../../accounts/kode/index.ts'
import { contactsOf, messagePerson, type MessageResult } from '../../accounts/pesan/index.ts'
import { holdsAnyRole } from '../../accounts/role.queries.ts'
import { issueLink } from '../../accounts/tautan/index.ts'
import { linkPurpose, RESET_MINUTES, TUJUAN_RESET } from './tautan.ts'
import { resetWay } from './lupa.rules.ts'

const DIGITS = 6

/** Somebody who is to be sent one. */
export interface ResetRequest {
  readonly pegawaiId: string
  readonly bahasa: 'id' | 'en'
  readonly lewat: Saluran | undefined
  /** Host of the application whose sign-in it was. */
  readonly aplikasi: string | undefined
}

interface Sender {
  readonly codes: Codes
  readonly seal: Seal
  readonly at: Date
  /** official day in WIB */
  readonly today: string
}

/** Nothing was sent: what was issued for it goes with the savepoint, and what was issued before stays good. */
class NotSent extends Error {}

/** Sends one person what he asked for, where he can be reached and had not too many messages lately. */
export async function sendReset(trx: Knex.Transaction, sender: Sender, request: ResetRequest): Promise<void> {
  const { pegawaiId, lewat: wished } = request
  const { usable } = await contactsOf(trx, pegawaiId, sender.at)
  const way = resetWay(usable, { wished, berperan: await holdsAnyRole(trx, pegawaiId, sender.today) })
  if (way === undefined) return
  try {
    await trx.transaction(async (part) => {
      const { hasil } = await (way === 'email' ? sendLink : sendCode)(part, sender, request)
      if (hasil !== 'dikirim') throw new NotSent()
    })
  } catch (error) {
    if (!(error instanceof NotSent)) throw error
  }
}

const validUntil = ({ at }: Sender): Date => new Date(at.getTime() + RESET_MINUTES * 60_000)

async function sendLink(
  trx: Knex.Transaction, sender: Sender, { pegawaiId, bahasa, aplikasi = '' }: ResetRequest,
): Promise<MessageResult> {
  const rahasia = await issueLink(trx, { pegawaiId, tujuan: linkPurpose('email'), menit: RESET_MINUTES })
  return messagePerson(trx, {
    pegawaiId, template: 'lupa-sandi', lewat: ['email'], data: { menit: RESET_MINUTES, aplikasi }, bahasa, at: sender.at,
    rahasia: { isi: { rahasia }, seal: sender.seal }, berlakuSampai: validUntil(sender),
  })
}

async function sendCode(trx: Knex.Transaction, sender: Sender, { pegawaiId, bahasa }: ResetRequest): Promise<MessageResult> {
  const issued = await sender.codes.issueCode(trx, { pegawaiId, tujuan: TUJUAN_RESET, menit: RESET_MINUTES, digits: DIGITS })
  if (!('code' in issued)) throw new NotSent()
  return messagePerson(trx, {
    pegawaiId, template: 'kode', sebagai: 'kode', lewat: ['sms'], data: { menit: RESET_MINUTES, untuk: 'reset' }, bahasa,
    at: sender.at, rahasia: { isi: { kode: issued.code }, seal: sender.seal }, berlakuSampai: validUntil(sender),
  })
}
