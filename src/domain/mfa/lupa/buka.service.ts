/** What opens a reset: the link of an e-mail, or the code of an SMS, which is exchanged for such a link. */
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import { record } from '../../audit/index.ts'
import { issueLink } from '../../accounts/tautan/index.ts'
import { countFailure, giveBack } from '../../accounts/throttle/throttle.queries.ts'
import type { AktivasiDependencies, Peminta } from '../aktivasi/permintaan.service.ts'
import { type HeldBack, type Prover, tried } from '../tried.ts'
import { linkPurpose, readResetLink, RESET_MINUTES, type ResetLink, TUJUAN_RESET } from './tautan.ts'

export type OpenedReset = { readonly ok: true; readonly tautan: ResetLink } | { readonly ok: false; readonly alasan: 'salah' } | HeldBack

/** Of somebody who is not matched every code is wrong, after the same work. */
const NO_PURPOSE = 'reset:tanpa-kode'

type Desk = Pick<AktivasiDependencies, 'database' | 'clock' | 'codes'>

/** Tells the trail that somebody goes on with the link of an e-mail. Within a request. @returns whether it is good */
export async function openWithLink({ database, clock }: Desk, tautan: ResetLink): Promise<boolean> {
  const pegawaiId = await readResetLink(database, tautan)
  if (pegawaiId === undefined) return false
  record({ kind: 'reset.dibuka', actor: `pegawai:${pegawaiId}`, subject: pegawaiId, data: { cara: 'tautan' } }, clock.now())
  return true
}

/**
 * Takes the code of an SMS, once, and gives a link for it. Every wrong one costs the same, whether or not any was sent.
 * Within a request.
 */
export async function openWithCode(
  { database, clock, codes }: Desk, { siapa, cocok }: Peminta,
  { code, browser, network }: Omit<Prover, 'pegawaiId'> & { readonly code: string },
): Promise<OpenedReset> {
  const now = clock.now()
  return tried<OpenedReset>(database, { pegawaiId: siapa, browser, network }, now, async (counter) => {
    const rahasia = await database.knex.transaction(async (trx) =>
      await codes.useCode(trx, { pegawaiId: siapa, tujuan: cocok ? TUJUAN_RESET : NO_PURPOSE, code })
        ? issueLink(trx, { pegawaiId: siapa, tujuan: linkPurpose('sms'), menit: RESET_MINUTES }) : undefined)
    if (rahasia === undefined) {
      const subject = cocok ? siapa : undefined
      record({ kind: 'reset.gagal', actor: 'tak-dikenal', subject, outcome: 'gagal', data: { cara: 'kode' } }, now)
      if (network) UnitOfWork.current().append(countFailure(network, siapa))
      return { ok: false, alasan: 'salah' }
    }
    record({ kind: 'reset.dibuka', actor: `pegawai:${siapa}`, subject: siapa, data: { cara: 'kode' } }, now)
    await database.query(giveBack(counter))
    return { ok: true, tautan: { lewat: 'sms', rahasia } }
  })
}
