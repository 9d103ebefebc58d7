/** What an OPD does with a client of its own that runs. */
export interface KlienKinds {
  /** One of its secrets opens nothing any more. */
  'klien.rahasia-dicabut': { rahasia: string; alasan: string }
  /** The contact was told that a secret ends; `hari` is how many days before. */
  'klien.rahasia-diingatkan': { rahasia: string; hari: number; terkirim: number }
  /** Other keys, or another address of them, within the way in which it proves itself; thumbprints (RFC 7638). */
  'klien.kunci-diganti': { cara: 'jwks' | 'jwks_uri'; kunci: string[] }
  /** Name, description, contacts or home page: names of what is different now. */
  'klien.keterangan-diubah': { bidang: string[] }
  /** NIPs were matched with the `sub` that this client knows people by: a release. Counts alone; whom, says the ledger. */
  'klien.pengguna-dipetakan': { diminta: number; cocok: number; tidakAktif: number; tidakDitemukan: number }
  /** Nobody of the OPD answers for it any more, and the OPD was asked for another one. */
  'klien.penerus-diminta': { sebab: string; terkirim: number }
  'klien.penanggung-ditetapkan': { dari: string | null; ke: string }
}
