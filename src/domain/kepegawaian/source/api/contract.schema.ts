/** What docs/openapi-kepegawaian.yaml says, and what its SIASN names (domain.md section 6) are called in a feed. */
import { z } from 'zod'
import type { PegawaiColumn, PenugasanColumn } from '../../feed.ts'
import type { Cells } from '../records.ts'

/** Empty is null or ''; a property that is not there says nothing, and what other sources said stays. */
const said = z.string().max(1000).nullable()
const unsaid = said.optional()
const token = z.string().min(1).max(500)

const penugasan = z.object({
  jenisPenugasanId: said, namaJabatan: said, unorId: said, tmtJabatan: said, tanggalSelesai: said, nomorSk: unsaid,
})

export const pegawai = z.object({
  id: token, nipBaru: said, nama: said, tglLahir: said, unorId: said, jenisJabatanId: said, jabatanNama: said,
  gelarDepan: unsaid, gelarBelakang: unsaid, jenisKelamin: unsaid, emailGov: unsaid, email: unsaid, noHp: unsaid,
  kedudukanPnsId: unsaid, kedudukanPnsNama: unsaid, statusPegawai: unsaid, tmtCpns: unsaid, tmtPns: unsaid, golRuangAkhir: unsaid, tmtGolongan: unsaid,
  jabatanId: unsaid, tmtJabatan: unsaid, eselonId: unsaid, unorNama: unsaid, tmtPensiun: unsaid, akhirKontrak: unsaid,
  tglMeninggal: unsaid, penugasan: z.array(penugasan).max(100).optional(),
})

export const MOST_OF_A_PAGE = 1000

export const halaman = z.object({
  nomor: z.int().min(1), total: z.int().min(0), sampai: token, berikutnya: token.nullable(),
  data: z.array(pegawai).max(MOST_OF_A_PAGE),
})

export type Pegawai = z.infer<typeof pegawai>
export type Halaman = z.infer<typeof halaman>

type Property = Exclude<keyof Pegawai, 'penugasan'>

/** Where each column comes from; those that are not here, the contract does not have. */
export const PROPERTIES = {
  pns_id: 'id', nip_baru: 'nipBaru', nama: 'nama', gelar_depan: 'gelarDepan', gelar_belakang: 'gelarBelakang',
  tanggal_lahir: 'tglLahir', jenis_kelamin: 'jenisKelamin', nomor_hp: 'noHp', email: 'email', email_gov: 'emailGov',
  kedudukan_hukum_id: 'kedudukanPnsId', kedudukan_hukum_nama: 'kedudukanPnsNama', jenis_pegawai_nama: 'statusPegawai',
  status_cpns_pns: 'statusPegawai', tmt_cpns: 'tmtCpns', tmt_pns: 'tmtPns', gol_akhir_nama: 'golRuangAkhir', tmt_golongan: 'tmtGolongan',
  jenis_jabatan_id: 'jenisJabatanId', jabatan_id: 'jabatanId', jabatan_nama: 'jabatanNama', tmt_jabatan: 'tmtJabatan',
  unor_id: 'unorId', unor_nama: 'unorNama', eselon_id: 'eselonId', tmt_pensiun: 'tmtPensiun',
  akhir_kontrak: 'akhirKontrak', tgl_meninggal: 'tglMeninggal',
} as const satisfies Partial<Record<PegawaiColumn, Property>>

const cell = (value: string | null | undefined): string | undefined => value === null ? '' : value

/** @returns the person under the names of a feed */
export function cellsOf(person: Pegawai): Cells<PegawaiColumn> {
  return Object.fromEntries(Object.entries(PROPERTIES).map(([column, property]) => [column, cell(person[property])]))
}

/** @returns his assignments under the names of a feed; undefined where nothing is said of them */
export function assignmentsOf({ id, penugasan: all }: Pegawai): Cells<PenugasanColumn>[] | undefined {
  return all?.map((one) => ({
    pns_id: id, jenis: cell(one.jenisPenugasanId), jabatan: cell(one.namaJabatan), unor_id: cell(one.unorId),
    mulai: cell(one.tmtJabatan), selesai: cell(one.tanggalSelesai), sk: cell(one.nomorSk),
  }))
}
