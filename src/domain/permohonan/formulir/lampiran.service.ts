import { createHash } from 'node:crypto'
import type { Database } from '../../../kernel/db/database.ts'
import { AppError } from '../../../kernel/lib/app-error.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { type Act, actAs } from '../../audit/act.ts'
import { mayEdit } from './draf.service.ts'
import { readIsian } from './isian.schema.ts'
import {
  countAttachments, deleteAttachment, findAttachment, insertAttachment, insertPiece, type Lampiran, piecesOf,
} from './lampiran.queries.ts'
import { judgeFile, MOST_FILES, type JenisLampiran, type SalahBerkas, shownName } from './lampiran.rules.ts'
import { lockPermohonan, writeIsi } from './permohonan.queries.ts'

/** No statement carries more. */
const PIECE_BYTES = 512 * 1024

interface NewAttachment {
  readonly permohonanId: string
  readonly jenis: string
  readonly file: { readonly name: string; readonly bytes: Buffer } | undefined
  /** `sub` of who uploads it. */
  readonly oleh: string
}

export type Stored =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly salah: SalahBerkas | 'banyak' }

/** Stores a file that its bytes allow, within an act on its application. @returns its id, or why it is not kept */
export async function storeAttachment(
  { trx, at, tell }: Act, { permohonanId, jenis, file, oleh }: NewAttachment,
): Promise<Stored> {
  const judged = judgeFile(file?.bytes)
  if (!judged.ok || !file) return { ok: false, salah: judged.ok ? 'kosong' : judged.salah }
  if (await countAttachments(trx, permohonanId) >= MOST_FILES) return { ok: false, salah: 'banyak' }
  const { bytes } = file
  const sha256 = createHash('sha256').update(bytes).digest()
  const id = await insertAttachment(trx, {
    permohonan_id: permohonanId, jenis, nama: shownName(file.name), mime: judged.mime, ukuran: bytes.length, sha256, oleh,
  }, at)
  for (let urut = 0; urut * PIECE_BYTES < bytes.length; urut += 1) {
    await insertPiece(trx, id, urut, bytes.subarray(urut * PIECE_BYTES, (urut + 1) * PIECE_BYTES))
  }
  tell({ kind: 'permohonan.lampiran-diunggah', data: { permohonan: permohonanId, lampiran: id, jenis, sha256: sha256.toString('hex') } })
  return { ok: true, id }
}

interface Desk {
  readonly database: Database
  readonly clock: Clock
  readonly oleh: string
}

/**
 * Adds a file to an application that its OPD may edit, and names it in the form where the form has a place for its kind. A
 * signed letter may also come while the Kepala OPD is asked.
 * @throws AppError 409 where it may not be edited
 */
export async function uploadAttachment(
  desk: Desk, { permohonanId, jenis, file }: Omit<NewAttachment, 'oleh'> & { jenis: JenisLampiran },
): Promise<Stored> {
  return actAs({ ...desk, actor: `pegawai:${desk.oleh}` }, async (act) => {
    const row = await lockPermohonan(act.trx, permohonanId)
    const isLetter = jenis === 'surat-bertanda-tangan' && row?.keadaan === 'berjalan'
    if (!row || !(mayEdit(row) || isLetter)) throw new AppError('permohonan-terkunci', 409)
    const stored = await storeAttachment(act, { permohonanId, jenis, file, oleh: desk.oleh })
    const place = jenis === 'surat-permohonan' ? 'surat' : jenis === 'spesifikasi' ? 'spesifikasi' : undefined
    if (!stored.ok || place === undefined) return stored
    const isi = readIsian(row.isi)
    await writeIsi(act.trx, {
      id: row.id, revisi: row.revisi, at: act.at, isi: { ...isi, [place]: { ...isi[place], lampiran: stored.id } },
    })
    return stored
  })
}

/** Takes a file out of an application that was never filed, or is back with its OPD and was not filed with it. */
export async function removeAttachment(desk: Desk, { permohonanId, id }: { permohonanId: string; id: string }): Promise<boolean> {
  return actAs({ ...desk, actor: `pegawai:${desk.oleh}` }, async ({ trx, tell }) => {
    const row = await lockPermohonan(trx, permohonanId)
    // What was filed stays: somebody decided on it.
    if (row?.keadaan !== 'draf') throw new AppError('permohonan-terkunci', 409)
    const jenis = await deleteAttachment(trx, { permohonanId, id })
    if (jenis === undefined) return false
    tell({ kind: 'permohonan.lampiran-dihapus', data: { permohonan: permohonanId, lampiran: id, jenis } })
    return true
  })
}

/**
 * Opens an attachment for somebody who may see it (the caller has asked); that he did is told.
 * @returns undefined where that application has no such file
 */
export async function openAttachment(
  desk: Desk, { permohonanId, id }: { permohonanId: string; id: string },
): Promise<{ readonly lampiran: Lampiran; readonly bytes: Buffer } | undefined> {
  const lampiran = await findAttachment(desk.database, { permohonanId, id })
  if (!lampiran) return undefined
  await actAs({ ...desk, actor: `pegawai:${desk.oleh}` }, ({ tell }) => {
    tell({ kind: 'permohonan.lampiran-dibuka', data: { permohonan: permohonanId, lampiran: id } })
    return Promise.resolve()
  })
  return { lampiran, bytes: await piecesOf(desk.database, id) }
}
