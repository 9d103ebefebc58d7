/** Filing: a complete form gets its number and goes to the first desk; what was sent back goes on where it stopped. */
import { notFound } from '../../../kernel/lib/app-error.ts'
import { type Act, actAs } from '../../audit/act.ts'
import { canonicalHash } from '../formulir/hash.rules.ts'
import { readIsian } from '../formulir/isian.schema.ts'
import { sensitiveChanges } from '../formulir/peka.rules.ts'
import { findPermohonan, lastApproved, lockPermohonan } from '../formulir/permohonan.queries.ts'
import type { Kesalahan, KunciLangkah, Permohonan, Sebagai } from '../permohonan.ts'
import { fileDraft, findFiledForm, findOpenFiling, findOwners, takeNumber } from './ajukan.queries.ts'
import type { Pemutus } from './aturan.rules.ts'
import { askedClaims, equalHashes, gatesFor, ownersFrom } from './ajukan.rules.ts'
import { moveOn } from './maju.ts'
import { nomorOf } from './nomor.rules.ts'
import { findPemutus } from './pemutus.service.ts'
import { Ditolak } from './penolakan.ts'
import { closeVisit, insertDecision, openVisits, unitAndAbove } from './perjalanan.queries.ts'
import type { Rumah } from './rumah.ts'

/** An incomplete form is not filed; each mistake has words for its author. */
export interface Mistakes {
  readonly kesalahan: readonly Kesalahan[]
}

const NOTHING_TO_DECIDE: Kesalahan = {
  bidang: 'isi', pesan: 'Tidak ada perubahan yang perlu diputus: ubah langsung di halaman klien.',
}

interface Berkas {
  readonly isiHash: Buffer
  readonly setara: readonly Buffer[]
  readonly gerbang: readonly KunciLangkah[]
  readonly pemilikData: readonly string[]
}

/** What is written with the filing; reads alone. */
async function prepare({ database, clock, formulir }: Rumah, permohonan: Permohonan): Promise<Berkas | Mistakes> {
  const today = clock.today()
  const isian = readIsian(permohonan.isi)
  const kesalahan = await formulir.mistakesOf(database, permohonan, today)
  if (kesalahan.length > 0) return { kesalahan }
  const { jenis, client_id: clientId } = permohonan
  const changedFrom = (before: unknown): string[] | undefined =>
    before === undefined ? undefined : sensitiveChanges(readIsian(before), isian)
  const approved = jenis === 'perubahan' && clientId !== null ? await lastApproved(database, clientId) : undefined
  const peka = changedFrom(approved)
  if (peka?.length === 0) return { kesalahan: [NOTHING_TO_DECIDE] }
  const asked = askedClaims({ isian, disetujui: approved === undefined ? undefined : readIsian(approved) })
  const { units, tanpa } = ownersFrom(await findOwners(database, asked, today))
  if (tanpa.length > 0) return { kesalahan: tanpa.map((klaim) => ({ bidang: 'elemen', pesan: `Pemilik data "${klaim}" belum terdaftar.` })) }
  const isiHash = canonicalHash(isian)
  const filed = permohonan.nomor === null ? undefined : await findFiledForm(database, permohonan.id)
  return {
    isiHash, setara: equalHashes(isiHash, permohonan.hash_setara, changedFrom(filed)),
    gerbang: gatesFor({ jenis, peka, pemilik: units }), pemilikData: units,
  }
}

/** The visit of the OPD ends, from when it got the ball: before the first filing that is when it began to draft. */
async function closePengajuan({ trx, at }: Act, { id, unit_id, nomor, created_at }: Permohonan): Promise<string> {
  const desks = [{ langkah: 'pengajuan' as const, unitId: unit_id, batasHari: null }]
  if (nomor === null) await openVisits(trx, { permohonanId: id, at: created_at, desks })
  const langkahId = await findOpenFiling(trx, id)
  if (langkahId === undefined || !await closeVisit(trx, { id: langkahId, putusan: 'diajukan', at })) throw new Ditolak('tidak-berjalan')
  return langkahId
}

/** @returns by what right he files for that unit */
function rightToFile(pemutus: Pemutus | undefined, units: readonly string[]): Sebagai {
  const right = pemutus?.hak.find(({ peran, unitId = '' }) => peran === 'pengembang' && units.includes(unitId))
  if (pemutus?.keadaan !== 'aktif' || pemutus.frozen || right === undefined) throw new Ditolak('bukan-wewenang')
  if (pemutus.tahan) throw new Ditolak('ditahan')
  return right
}

/**
 * Files a draft, or what was sent back, once more.
 * @returns its number, or what is wrong with the form
 * @throws Ditolak for whoever is no pengembang of the OPD, and when the form was changed or filed meanwhile; AppError 404
 */
export async function fileApplication(
  rumah: Rumah, { id, oleh }: { id: string; oleh: string },
): Promise<{ readonly nomor: string } | Mistakes> {
  const { database, clock, formulir } = rumah
  const seen = await findPermohonan(database, id)
  if (seen === undefined) throw notFound(`no application ${id}`)
  const today = clock.today()
  const pemutus = await findPemutus(database, { pegawaiId: oleh, today })
  const berkas = await prepare(rumah, seen)
  return actAs({ database, clock, actor: `pegawai:${oleh}` }, async (act) => {
    const { trx, at, tell } = act
    const before = await lockPermohonan(trx, id)
    const sebagai = rightToFile(pemutus, await unitAndAbove(trx, seen.unit_id))
    if (before === undefined || before.keadaan !== seen.keadaan) throw new Ditolak('tidak-berjalan')
    if ('kesalahan' in berkas) return berkas
    const nomor = before.nomor ?? nomorOf(await takeNumber(trx, Number(today.slice(0, 4))), today)
    const filed = await fileDraft(trx, { ...berkas, id, revisi: seen.revisi, nomor, at })
    if (filed === undefined) throw new Ditolak(before.revisi === seen.revisi ? 'tidak-berjalan' : 'isi-berubah')
    const { isiHash } = berkas
    await insertDecision(trx, {
      langkahId: await closePengajuan(act, before), permohonanId: id, oleh, sebagai, putusan: 'diajukan', alasan: undefined,
      catatan: { isi: readIsian(seen.isi) }, isiHash, at,
    })
    tell({ kind: 'permohonan.diajukan', clientId: filed.client_id ?? undefined, data: { permohonan: id, nomor } })
    await moveOn({ act, formulir }, filed)
    return { nomor }
  })
}
