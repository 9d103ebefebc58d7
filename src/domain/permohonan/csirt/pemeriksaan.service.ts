import type { Database } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/jobs/index.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { readIsian } from '../formulir/isian.schema.ts'
import { appendFindings, claimCheck, type ClaimedCheck, endCheck, insertCheck } from './pemeriksaan.queries.ts'
import { type CheckDependencies, checkSteps } from './periksa.service.ts'
import type { Sasaran } from './temuan.ts'

/** Name of the job that rings; the trigger of migration 65 has it too. */
const BELL = 'csirt.periksa'
/** How often a node looks for a check whose node has died. */
const SWEEP_MS = 60_000
/** Several times what all steps together may take. */
const LEASE_MS = 120_000

interface Desk { readonly database: Database; readonly clock: Clock }

/**
 * Has the host of an application looked at, as it was filed; the report grows while it is made.
 * @returns false where a check goes on already
 */
export function requestCheck(desk: Desk, { permohonanId, oleh }: { permohonanId: string; oleh: string }): Promise<boolean> {
  return actAs({ ...desk, actor: `pegawai:${oleh}` }, async ({ trx, at, tell }) => {
    const begun = await insertCheck(trx, { permohonanId, oleh, at })
    if (begun) tell({ kind: 'permohonan.csirt-diperiksa', data: { permohonan: permohonanId } })
    return begun
  })
}

/** What was asked for, read into what the steps look at. */
function sasaranOf({ isi, client_id, pkce_exempt, rahasia }: ClaimedCheck): Sasaran {
  const { subdomain, uri, uriUji, kredensial } = readIsian(isi)
  return {
    host: subdomain, clientId: client_id ?? '', redirect: uri.redirect, logout: uri.logout, backchannel: uri.backchannel,
    beranda: uri.beranda, uji: uriUji, pkceDikecualikan: pkce_exempt, kredensial,
    rahasia: rahasia.map(({ sejak, sampai }) => ({ sejak: new Date(sejak), sampai: sampai === null ? null : new Date(sampai) })),
  }
}

/** Makes every report that somebody waits for and nobody is at, one after the other. */
export async function makeReports(desk: Desk & CheckDependencies): Promise<void> {
  const { database, clock } = desk
  for (;;) {
    const heldSince = clock.now()
    const check = await claimCheck(database, { now: heldSince, stale: new Date(heldSince.getTime() - LEASE_MS) })
    if (!check) return
    for (const step of checkSteps(sasaranOf(check), desk)) {
      if (!await appendFindings(database, { id: check.id, heldSince, temuan: await step() })) break
    }
    await endCheck(database, { id: check.id, heldSince, at: clock.now() })
  }
}

/** Has this process make reports when the bell rings, and what a killed one left behind. */
export function keepChecking(jobs: Jobs, desk: Desk & CheckDependencies): void {
  jobs.handle(BELL, () => makeReports(desk))
  jobs.every(SWEEP_MS, () => makeReports(desk))
}
