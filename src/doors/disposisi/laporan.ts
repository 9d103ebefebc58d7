/** A report that goes with a decision: kept as an attachment of the application, and named in what was decided. */
import { actAs } from '../../domain/audit/act.ts'
import { judgeFile, SALAH_BERKAS } from '../../domain/permohonan/formulir/lampiran.rules.ts'
import { storeAttachment } from '../../domain/permohonan/formulir/lampiran.service.ts'
import type { Galat } from '../../domain/permohonan/meja/putusan.rules.ts'
import type { KunciLangkah } from '../../domain/permohonan/permohonan.ts'
import type { UploadedFile } from '../../kernel/http/upload.ts'
import { AppError } from '../../kernel/lib/app-error.ts'
import type { DisposisiDependencies } from './meja.ts'

/** Of the whole form: a file of 10 MB, and what was written beside it. */
export const MOST_BYTES = 11 * 1024 * 1024

/** @returns what is wrong with a report, beside its field */
export function reportMistake({ bytes }: UploadedFile): Galat {
  const judged = judgeFile(bytes)
  return judged.ok ? {} : { lampiran: SALAH_BERKAS[judged.salah] }
}

/** @returns id of the attachment */
export function keepReport(
  { database, clock }: DisposisiDependencies,
  { permohonanId, langkah, oleh, file }: { permohonanId: string; langkah: KunciLangkah; oleh: string; file: UploadedFile },
): Promise<string> {
  return actAs({ database, clock, actor: `pegawai:${oleh}` }, async (act) => {
    const stored = await storeAttachment(act, { permohonanId, jenis: `laporan-${langkah}`, file, oleh })
    if (!stored.ok) throw new AppError('bad-request', 400, stored.salah)
    return stored.id
  })
}
