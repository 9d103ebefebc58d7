import { notFound } from '../../../kernel/lib/app-error.ts'
import { actAs } from '../../audit/act.ts'
import { lockPermohonan } from '../formulir/permohonan.queries.ts'
import { readIsian } from '../formulir/isian.schema.ts'
import type { Peran } from '../permohonan.ts'
import { fileOf } from './berkas.service.ts'
import { tellPeopleAt } from './kabar.ts'
import { findPemutus } from './pemutus.service.ts'
import { Ditolak } from './penolakan.ts'
import { moveTo, stopVisits, unitAndAbove } from './perjalanan.queries.ts'
import type { Rumah } from './rumah.ts'

/** Who speaks for the OPD that applies. */
const OF_THE_OPD: readonly Peran[] = ['pengembang', 'kepala-opd']

/**
 * The OPD takes its application back, at any time before it is done. The desks that had been told of it are told that it is gone.
 * @param order `alasan` as it was written, not empty
 * @throws Ditolak for whoever does not speak for the OPD, and when it is over already; AppError 404
 */
export async function withdraw(
  { database, clock, formulir }: Rumah, { id, oleh, alasan }: { id: string; oleh: string; alasan: string },
): Promise<void> {
  if (alasan.trim() === '') throw new Ditolak('tanpa-alasan')
  const today = clock.today()
  const [pemutus, file] = await Promise.all([
    findPemutus(database, { pegawaiId: oleh, today }), fileOf(database, { id, today, now: clock.now() }),
  ])
  await actAs({ database, clock, actor: `pegawai:${oleh}` }, async (act) => {
    const { trx, at, tell } = act
    const permohonan = await lockPermohonan(trx, id)
    if (permohonan === undefined) throw notFound(`no application ${id}`)
    const units = await unitAndAbove(trx, permohonan.unit_id)
    const speaks = pemutus?.keadaan === 'aktif' && !pemutus.frozen
      && pemutus.hak.some(({ peran, unitId = '' }) => OF_THE_OPD.includes(peran) && units.includes(unitId))
    if (!speaks) throw new Ditolak('bukan-wewenang')
    const isMoved = await moveTo(trx, { id, dari: ['draf', 'berjalan', 'dikembalikan'], ke: 'ditarik', at })
    if (!isMoved) throw new Ditolak('tidak-berjalan')
    const stopped = await stopVisits(trx, { permohonanId: id, at })
    for (const { langkah: { judul }, pemegang } of file?.meja.filter(({ langkahId }) => stopped.includes(langkahId)) ?? []) {
      await tellPeopleAt(trx, pemegang.filter(({ pegawaiId }) => pegawaiId !== oleh), {
        kabar: 'ditarik', permohonanId: id, nomor: permohonan.nomor ?? '', nama: readIsian(permohonan.isi).nama, opd: file?.opd ?? '', judul, alasan,
      }, at)
    }
    await formulir.closeTrial(act, id)
    tell({ kind: 'permohonan.ditarik', clientId: permohonan.client_id ?? undefined, data: { permohonan: id, alasan } })
  })
}
