import { LEMBAR } from '../domain/permohonan/cetak/lembar.ts'
import { sheetsOf } from '../domain/permohonan/cetak/lembar.service.ts'
import type { PermohonanFile } from '../domain/permohonan/alur/index.ts'
import type { Database } from '../kernel/db/database.ts'

/** @returns what can be printed of an application by now, each with its title and address */
export const sheetLinks = async (database: Database, file: PermohonanFile): Promise<{ judul: string; href: string }[]> =>
  (await sheetsOf(database, file)).map((jenis) => ({ judul: LEMBAR[jenis], href: `/permohonan/${file.permohonan.id}/cetak/${jenis}` }))
