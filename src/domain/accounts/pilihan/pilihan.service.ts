/** What somebody chose for himself: the language, and the way by which messages are tried first. */
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import { record } from '../../audit/index.ts'
import { type Pilihan, updatePilihan } from './pilihan.queries.ts'

/** Keeps what somebody chose, with the work of this request. @param at the moment he chose */
export function choosePilihan(pegawaiId: string, pilihan: Pilihan, at: Date): void {
  UnitOfWork.current().append(updatePilihan(pegawaiId, pilihan))
  record({ kind: 'akun.pilihan-diganti', actor: `pegawai:${pegawaiId}`, subject: pegawaiId, data: { ...pilihan } }, at)
}
