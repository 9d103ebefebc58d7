import type { House } from './house.ts'

/** The one-time code in the message that was owed last. */
export async function lastCode({ db, seal }: Pick<House, 'db' | 'seal'>): Promise<string> {
  const row = await db.owner.knex('surat_keluar').whereNotNull('rahasia_sealed').orderBy('created_at', 'desc')
    .first<{ id: string; rahasia_sealed: string } | undefined>('id', 'rahasia_sealed')
  if (!row) throw new Error('no code was sent to anybody')
  const isi = seal.open(row.rahasia_sealed, { table: 'surat_keluar', column: 'rahasia_sealed', row: row.id })
  return (JSON.parse(isi) as { kode: string }).kode
}

/** As if nobody had been sent anything lately. */
export async function forgetMessages({ db }: Pick<House, 'db'>): Promise<void> {
  for (const table of ['kode_sekali', 'pesan_per_orang']) await db.owner.knex(table).delete()
}
