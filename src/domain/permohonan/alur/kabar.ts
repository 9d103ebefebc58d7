import type { Knex } from 'knex'
import { messagePerson } from '../../accounts/pesan/index.ts'
import { readIsian } from '../formulir/isian.schema.ts'
import type { Permohonan } from '../permohonan.ts'

/** What the OPD is told of its application. */
export interface Kabar {
  readonly kejadian: 'dikembalikan' | 'ditolak' | 'diterima' | 'selesai'
  readonly alasan?: string
}

/**
 * Owes a letter to whoever drafted the application and to who answers for it, in the transaction of what it tells about.
 * It is caused by officials alone, and so not counted against what anybody may have sent in an hour.
 */
export async function tellApplicant(
  trx: Knex.Transaction, permohonan: Permohonan, { kejadian, alasan = '' }: Kabar, at: Date,
): Promise<void> {
  const { nama, penanggungJawab } = readIsian(permohonan.isi)
  const people = new Set([permohonan.pemohon, ...penanggungJawab.pegawaiId === undefined ? [] : [penanggungJawab.pegawaiId]])
  for (const pegawaiId of people) {
    await messagePerson(trx, {
      pegawaiId, template: 'permohonan-kabar', saluran: 'semua', lewat: ['email'], at,
      data: { kejadian, alasan, nama, nomor: permohonan.nomor ?? '', tautan: `/pengembang/permohonan/${permohonan.id}` },
    })
  }
}
