import type { Lampiran } from '../../../domain/permohonan/formulir/lampiran.queries.ts'
import { JENIS_BERKAS, type JenisBerkas, JENIS_LAMPIRAN, isJenisLampiran } from '../../../domain/permohonan/formulir/lampiran.rules.ts'
import type { Permohonan } from '../../../domain/permohonan/permohonan.ts'
import { instantInWords } from '../../kerja.rules.ts'
import { pathOf } from './permohonan.ts'

const NUMBER = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 })

const sizeInWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${NUMBER.format(bytes / 1024)} KB` : `${NUMBER.format(bytes / 1024 / 1024)} MB`

/** @returns an attachment as pages list it */
export function attachmentRow({ id, keadaan }: Pick<Permohonan, 'id' | 'keadaan'>, file: Pick<Lampiran, 'id' | 'jenis' | 'nama' | 'mime' | 'ukuran' | 'at'>) {
  return {
    nama: file.nama, jenis: isJenisLampiran(file.jenis) ? JENIS_LAMPIRAN[file.jenis] : file.jenis, href: `${pathOf(id)}/lampiran/${file.id}`,
    rincian: `${(JENIS_BERKAS[file.mime as JenisBerkas] ?? '').toUpperCase()}, ${sizeInWords(file.ukuran)}, ${instantInWords(file.at)}`,
    bolehHapus: keadaan === 'draf',
  }
}
