import type { Knex } from 'knex'
import { messagePerson } from '../../accounts/pesan/index.ts'
import { readIsian } from '../formulir/isian.schema.ts'
import type { Permohonan } from '../permohonan.ts'
import type { OrangMeja } from './pemegang.service.ts'
import type { KabarMeja } from './pengingat.queries.ts'

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

/** What those at a desk are told of an application that is there, or was until the OPD took it back. */
export interface SuratMeja {
  readonly kabar: KabarMeja | 'ditarik'
  readonly permohonanId: string
  readonly nomor: string
  readonly nama: string
  /** name of the OPD that applies */
  readonly opd: string
  /** title of the step */
  readonly judul: string
  /** when it is due, ISO 8601 */
  readonly tempo?: string | undefined
  readonly alasan?: string
}

/** Owes a letter to everybody at a desk, in the transaction of what it tells about. */
export async function tellPeopleAt(
  trx: Knex.Transaction, people: readonly Pick<OrangMeja, 'pegawaiId'>[], surat: SuratMeja, at: Date,
): Promise<void> {
  const { permohonanId, tempo = '', alasan = '', ...data } = surat
  for (const { pegawaiId } of people) {
    await messagePerson(trx, {
      pegawaiId, template: 'permohonan-meja', saluran: 'semua', lewat: ['email'], at,
      data: { ...data, tempo, alasan, tautan: `/disposisi/${permohonanId}` },
    })
  }
}
