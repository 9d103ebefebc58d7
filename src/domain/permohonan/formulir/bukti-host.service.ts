import { resolveTxt } from 'node:dns/promises'
import type { Database } from '../../../kernel/db/database.ts'
import type { createOutbound } from '../../../kernel/http/outbound.ts'
import { isLoopbackOnly, OutsideAllowList } from '../../../kernel/lib/destination.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newSecret } from '../../../kernel/lib/ids.ts'
import { actAs } from '../../audit/act.ts'
import { type BuktiHost, drawProof, writeTry } from './bukti-host.queries.ts'
import { DNS_LABEL, type HasilBukti, judgeProof, PROOF_PATH } from './bukti-host.rules.ts'

export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>

/** Asks a host for its proof. */
export interface HostProof {
  readonly dns: (host: string, nilai: string) => Promise<HasilBukti>
  readonly berkas: (host: string, nilai: string) => Promise<HasilBukti>
}

const MOST_BYTES = 4096
const NO_RECORD: readonly unknown[] = ['ENOTFOUND', 'ENODATA']

/**
 * How hosts are asked: nothing leaves the machine where only loopback is allowed (decision 5), and a file is fetched by the
 * one way out, which resolves the name once, checks the address and connects to that very one.
 * @param cidrs OUTBOUND_CIDRS
 * @param resolve the machine's own name servers unless a test gives its own
 */
export function createHostProof(
  { outbound, cidrs, resolve }: { outbound: ReturnType<typeof createOutbound>; cidrs: readonly string[]; resolve?: ResolveTxt },
): HostProof {
  const ask = resolve ?? (isLoopbackOnly(cidrs) ? undefined : resolveTxt)
  return {
    async dns(host, nilai) {
      if (!ask) return 'tidak-dicoba'
      try {
        const records = await ask(`${DNS_LABEL}.${nameOf(host)}`)
        return judgeProof(records.map((parts) => parts.join('')), nilai)
      } catch (error) {
        return NO_RECORD.includes((error as { code?: unknown }).code) ? 'tidak-ada' : 'tidak-terjawab'
      }
    },
    async berkas(host, nilai) {
      try {
        const answer = await outbound(`https://${host}${PROOF_PATH}`)
        if (answer.status !== 200) return 'tidak-ada'
        return judgeProof((await answer.text()).slice(0, MOST_BYTES).split('\n'), nilai)
      } catch (error) {
        return error instanceof OutsideAllowList ? 'tidak-dicoba' : 'tidak-terjawab'
      }
    },
  }
}

const nameOf = (host: string): string => host.split(':')[0] ?? host

interface Wish {
  readonly permohonanId: string
  readonly host: string
}

/** @returns the value that this application's host has to show, drawn when it was first asked for */
export async function proofOf(
  { database, clock }: { database: Database; clock: Clock }, { permohonanId, host }: Wish,
): Promise<BuktiHost | undefined> {
  return drawProof(database.knex, { permohonanId, host, nilai: newSecret(), at: clock.now() })
}

/** Asks the host, and writes down what it came to; proven once, it stays so for this application. */
export async function tryProof(
  { database, clock, proof, oleh }: { database: Database; clock: Clock; proof: HostProof; oleh: string },
  { permohonanId, host, cara }: Wish & { cara: 'dns' | 'berkas' },
): Promise<HasilBukti> {
  const bukti = await proofOf({ database, clock }, { permohonanId, host })
  const hasil = bukti ? await proof[cara](host, bukti.nilai) : 'tidak-ada'
  await actAs({ database, clock, actor: `pegawai:${oleh}` }, async ({ trx, at, tell }) => {
    const isNew = await writeTry(trx, { permohonanId, host, cara, hasil, at })
    if (isNew) tell({ kind: 'permohonan.host-terbukti', data: { permohonan: permohonanId, host, cara } })
  })
  return hasil
}
