/** How a host says that it is the OPD's: by DNS, or in a file; both carry a value that we drew for this application. */

/** What a try came to. `tidak-dicoba`: this instance may not reach it; CSIRT checks by hand. */
export type HasilBukti = 'terbukti' | 'tidak-ada' | 'lain' | 'tidak-terjawab' | 'tidak-dicoba'

export const HASIL_KATA: Readonly<Record<HasilBukti, string>> = {
  'terbukti': 'Kepemilikan host terbukti.',
  'tidak-ada': 'Belum ditemukan. Perubahan DNS dapat memerlukan waktu; coba lagi nanti.',
  'lain': 'Ditemukan, tetapi nilainya lain. Salin nilai di halaman ini persis seperti tertulis.',
  'tidak-terjawab': 'Host atau server nama tidak menjawab, atau sertifikatnya tidak sah.',
  'tidak-dicoba': 'Layanan ini tidak diizinkan menjangkau host itu dari sini. CSIRT memeriksanya dengan tangan.',
}

export const DNS_LABEL = '_banten-satu-login'
export const PROOF_PATH = '/.well-known/banten-satu-login.txt'
const PREFIX = 'banten-satu-login='

/** @returns what the host has to say, as text of a TXT record and of the file */
export const proofText = (nilai: string): string => `${PREFIX}${nilai}`

/** @returns what records or lines that were found come to */
export function judgeProof(found: readonly string[], nilai: string): HasilBukti {
  const texts = found.map((one) => one.trim())
  if (texts.includes(proofText(nilai))) return 'terbukti'
  return texts.some((one) => one.startsWith(PREFIX)) ? 'lain' : 'tidak-ada'
}
