import type { Permintaan } from '../../domain/accounts/bantuan/permintaan.queries.ts'
import {
  type KeadaanBantuan, mayStop, type Pemilik, type Petugas, reasonNotToAgree,
} from '../../domain/accounts/bantuan/permintaan.rules.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { instantInWords } from '../kerja.rules.ts'
import { JENIS, KEADAAN, SEBAB_BATAL } from './permintaan.kata.ts'

/** What nobody agreed to in time is over, whether or not a job has written so. */
export function keadaanAt({ keadaan, jenis, batas }: Permintaan, now: Date): KeadaanBantuan {
  const lapses = keadaan === 'menunggu' || (keadaan === 'disetujui' && jenis === 'izin')
  return lapses && batas <= now ? 'kedaluwarsa' : keadaan
}

/** @returns a request as a row of the list */
export const permintaanRow = (found: Permintaan, now: Date) => [
  { teks: found.nama, href: `/pembantu/permintaan/${found.id}`, kecil: maskNomor(found.nomor) },
  JENIS[found.jenis].judul, { teks: found.peminta, kecil: instantInWords(found.diminta_at) }, KEADAAN[keadaanAt(found, now)],
]

/** @param by who looks at it */
export function presentPermintaan(found: Permintaan, by: Petugas, owner: Pemilik, now: Date) {
  const { id, jenis, nama, alasan, tiket, peminta, diminta_oleh: oleh, pemutus, sebab_batal: sebab } = found
  const keadaan = keadaanAt(found, now)
  const waits = keadaan === 'menunggu'
  return {
    judul: `${JENIS[jenis].judul} untuk ${nama}`, keadaan: KEADAAN[keadaan], akibat: JENIS[jenis].akibat, id, action: `/pembantu/permintaan/${id}`,
    rincian: [
      ['Nomor', maskNomor(found.nomor)], ['Alasan', alasan], ['Nomor tiket', tiket],
      ['Diminta oleh', `${peminta}, ${instantInWords(found.diminta_at)}`],
      ...waits ? [['Dapat disetujui sampai', instantInWords(found.batas)]] : [],
      ...pemutus !== null && found.diputus_at ? [['Diputus oleh', `${pemutus}, ${instantInWords(found.diputus_at)}`]] : [],
      ...keadaan === 'disetujui' && found.laksana_at ? [['Dilaksanakan', instantInWords(found.laksana_at)]] : [],
      ...keadaan === 'disetujui' && jenis === 'izin' ? [['Dapat ditampilkan sampai', instantInWords(found.batas)]] : [],
      ...sebab && found.selesai_at ? [['Dibatalkan', `${SEBAB_BATAL[sebab]}, ${instantInWords(found.selesai_at)}`]] : [],
      ...keadaan === 'dilaksanakan' && found.selesai_at ? [['Dilaksanakan', instantInWords(found.selesai_at)]] : [],
    ],
    // Whether he who asked is a helper still is looked at when somebody agrees.
    boleh: {
      setuju: waits && reasonNotToAgree(by, owner, { oleh, bertugas: true }) === undefined,
      tolak: waits && by.id !== oleh && by.id !== owner.id,
      batal: (waits && by.id === oleh) || (keadaan === 'disetujui' && mayStop(by, oleh)),
      buka: keadaan === 'disetujui' && jenis === 'izin' && by.id === oleh,
    },
    hanyaKeamanan: waits && owner.berperan && !by.keamanan, olehSaya: waits && by.id === oleh,
  }
}
