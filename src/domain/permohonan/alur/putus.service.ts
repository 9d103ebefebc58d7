/** A decision at a step: one conditional UPDATE, with what follows from it and its audit event in one transaction. */
import { notFound } from '../../../kernel/lib/app-error.ts'
import { type Act, actAs } from '../../audit/act.ts'
import { readIsian } from '../formulir/isian.schema.ts'
import type { Keadaan, Kunjungan, Permohonan, Putusan, Sebagai } from '../permohonan.ts'
import { type Fakta, mayDecide, type Pemutus } from './aturan.rules.ts'
import { akibatOf, langkahOf, prosedurOf } from './definisi.ts'
import { tellApplicant } from './kabar.ts'
import { gatesBefore } from './langkah.rules.ts'
import { moveOn } from './maju.ts'
import { findPemutus } from './pemutus.service.ts'
import { Ditolak } from './penolakan.ts'
import {
  closeVisit, findDecisions, findSignedLetters, insertDecision, lockByVisit, moveTo, openVisits, stopVisits, unitAndAbove,
} from './perjalanan.queries.ts'
import type { Rumah } from './rumah.ts'

/** What somebody says at a step. */
export interface Perintah {
  readonly langkahId: string
  readonly oleh: string
  readonly putusan: Putusan
  /** why; needed where it does not go on */
  readonly alasan?: string | undefined
  /** what belongs to the step: `pengecualianPse`; `nomor` and `lampiran` of a letter; `suratDiperiksa`; `nomor`, `jumlah`, `tahun` */
  readonly catatan?: Readonly<Record<string, unknown>> | undefined
  /** SHA-256 of the form that he looked at */
  readonly isiHash: Buffer
}

export interface Decided {
  readonly permohonanId: string
  readonly sebagai: Sebagai
  /** where the application stands now */
  readonly keadaan: Keadaan
}

interface Tempat {
  readonly permohonan: Permohonan
  readonly kunjungan: Kunjungan
  readonly pemutus: Pemutus
}

/** Everything that the rule asks about, as it is while nobody else can touch the application. */
async function factsOf(
  { trx }: Act, { permohonan, kunjungan, pemutus }: Tempat, { putusan, alasan = '', catatan = {}, isiHash }: Perintah,
): Promise<Fakta> {
  const prosedur = prosedurOf(permohonan)
  const langkah = langkahOf(prosedur, kunjungan.langkah)
  const keputusan = await findDecisions(trx, permohonan.id)
  const { penanggungJawab, pse } = readIsian(permohonan.isi)
  return {
    permohonan, langkah, pemutus, putusan, alasan, catatan, isiHash,
    pokok: { penanggungJawab: penanggungJawab.pegawaiId, nomorPse: pse.nomor },
    kunjungan: {
      terbuka: kunjungan.selesai_at === null,
      unit: kunjungan.unit_id === null ? [] : await unitAndAbove(trx, kunjungan.unit_id),
    },
    sebelumnya: keputusan.map(({ oleh, sebagai: { peran } }) => ({ oleh, peran })),
    gerbangBelum: gatesBefore(langkah, { prosedur, permohonan, keputusan }),
    denganSurat: keputusan.findLast((one) => one.langkah === 'persetujuan-opd')?.putusan === 'surat',
    suratTerlampir: putusan === 'surat' ? await findSignedLetters(trx, permohonan.id) : [],
  }
}

/** What the decision does to the application. @returns where it stands then */
async function follow(act: Act, { formulir }: Rumah, permohonan: Permohonan, { putusan, alasan }: Perintah): Promise<Keadaan> {
  const { trx, at } = act
  const { id } = permohonan
  const akibat = akibatOf(putusan)
  const told = { ...alasan !== undefined && { alasan } }
  if (akibat === 'lanjut') {
    if (putusan === 'terima') await tellApplicant(trx, permohonan, { kejadian: 'diterima' }, at)
    return await moveOn({ act, formulir }, permohonan) ? 'selesai' : 'berjalan'
  }
  await stopVisits(trx, { permohonanId: id, at })
  if (akibat === 'tolak') {
    await moveTo(trx, { id, dari: ['berjalan'], ke: 'ditolak', at })
    await formulir.closeTrial(act, id)
    await tellApplicant(trx, permohonan, { kejadian: 'ditolak', ...told }, at)
    return 'ditolak'
  }
  await moveTo(trx, { id, dari: ['berjalan'], ke: 'dikembalikan', at })
  await openVisits(trx, { permohonanId: id, at, desks: [{ langkah: 'pengajuan', unitId: permohonan.unit_id, batasHari: null }] })
  await tellApplicant(trx, permohonan, { kejadian: 'dikembalikan', ...told }, at)
  return 'dikembalikan'
}

/**
 * Decides at a step. Two at the same time, a withdrawal, an edit: whoever comes first counts and the other is refused.
 * @throws Ditolak with words when it may not be; AppError 404 for a step that there is not
 */
export async function decide(rumah: Rumah, perintah: Perintah): Promise<Decided> {
  const { database, clock } = rumah
  const { langkahId, oleh, putusan, alasan, catatan = {}, isiHash } = perintah
  const pemutus = await findPemutus(database, { pegawaiId: oleh, today: clock.today() })
  if (pemutus === undefined) throw new Ditolak('bukan-wewenang')
  return actAs({ database, clock, actor: `pegawai:${oleh}` }, async (act) => {
    const { trx, at, tell } = act
    const found = await lockByVisit(trx, langkahId)
    if (found === undefined) throw notFound(`no step ${langkahId}`)
    const { permohonan, kunjungan } = found
    const judged = mayDecide(await factsOf(act, { permohonan, kunjungan, pemutus }, perintah))
    if (!judged.ok) throw new Ditolak(judged.alasan)
    if (!await closeVisit(trx, { id: langkahId, putusan, at })) throw new Ditolak('sudah-diputus')
    const { sebagai } = judged
    await insertDecision(trx, { langkahId, permohonanId: permohonan.id, oleh, sebagai, putusan, alasan, catatan, isiHash, at })
    tell({
      kind: 'permohonan.diputus', clientId: permohonan.client_id ?? undefined,
      data: { permohonan: permohonan.id, langkah: kunjungan.langkah, putusan, peran: sebagai.peran, cara: sebagai.cara },
    })
    return { permohonanId: permohonan.id, sebagai, keadaan: await follow(act, rumah, permohonan, perintah) }
  })
}
