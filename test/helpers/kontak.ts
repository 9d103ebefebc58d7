import type { House } from './house.ts'

/**
 * A source has just named another address for somebody, and the old one was asked.
 * @returns the id of the question
 */
export async function kontakId({ db, clock }: Pick<House, 'db' | 'clock'>, nip: string): Promise<string> {
  const at = clock.now()
  const [row] = await db.owner.query<{ id: string }>({
    text: `INSERT INTO kontak_menunggu (pegawai_id, kolom, nilai, sumber, sejak, batas)
           SELECT pegawai_id, 'email', 'baru@contoh.test', 'uji', $2, $3 FROM pegawai_nip WHERE nip = $1
           ON CONFLICT (pegawai_id, kolom) WHERE putusan IS NULL DO UPDATE SET sejak = excluded.sejak RETURNING id`,
    values: [nip, at, new Date(at.getTime() + 7 * 86_400_000)],
  })
  return row?.id ?? ''
}

/** @returns where the letter of such a question leads */
export async function askedKontak(house: Pick<House, 'db' | 'clock' | 'issuer' | 'links'>, nip: string): Promise<string> {
  return `${house.issuer}/kontak/${house.links.sign('kontak', await kontakId(house, nip))}`
}
