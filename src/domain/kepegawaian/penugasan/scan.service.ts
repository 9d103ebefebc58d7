import type { Seal } from '../../../kernel/lib/seal.ts'
import { actAs } from '../../audit/act.ts'
import type { StaffDesk } from '../petugas.ts'
import { findScan, lockUsulan } from './penugasan.queries.ts'
import { scanPlace } from './record.service.ts'
import type { ScanKind } from './scan.rules.ts'

/**
 * Opens the scan of a letter for somebody who may see it; that he did is told.
 * @returns undefined when there is none in his reach, or its time is over
 * @throws Error when it does not open: another key, or somebody changed the row
 */
export async function openScan(
  desk: StaffDesk & { readonly seal: Seal }, id: string,
): Promise<{ readonly jenis: ScanKind; readonly bytes: Buffer } | undefined> {
  const { petugas, seal } = desk
  return actAs({ ...desk, actor: `pegawai:${petugas.sub}` }, async ({ trx, tell }) => {
    const usulan = await lockUsulan(trx, id, petugas)
    const scan = usulan && await findScan(trx, id)
    if (!usulan || !scan) return undefined
    tell({ kind: 'penugasan.pindaian-dibuka', subject: usulan.pegawai_id, data: { usulan: id } })
    return { jenis: scan.jenis, bytes: Buffer.from(seal.open(scan.isi_sealed, scanPlace(id)), 'base64') }
  })
}
