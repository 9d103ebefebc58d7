import type { Langkah } from './definisi.ts'
import type { Jam } from './jam.rules.ts'
import type { Terbuka } from './meja.queries.ts'
import type { KabarMeja } from './pengingat.queries.ts'

type Told = Pick<Terbuka, 'dikabarkan_at' | 'kuning_at' | 'merah_at' | 'eskalasi_at'>

/**
 * @returns what is to be told of a visit now, the news first; a desk that is told that it is late is not told as well that it
 * soon will be
 */
export function dueKabar(told: Told, { warna, lewat, berhenti }: Jam, { atasan }: Pick<Langkah, 'atasan'>): KabarMeja[] {
  const due: KabarMeja[] = []
  if (told.dikabarkan_at === null) due.push('baru')
  if (berhenti) return due
  if (warna === 'kuning' && told.kuning_at === null) due.push('kuning')
  if (warna === 'merah' && told.merah_at === null) due.push('merah')
  if (lewat && atasan !== undefined && told.eskalasi_at === null) due.push('eskalasi')
  return due
}
