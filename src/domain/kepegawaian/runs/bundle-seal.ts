import type { Seal, SealedPlace } from '../../../kernel/lib/seal.ts'
import { type BundleFiles, bundleFilesOf } from '../source/files.ts'

const placeOf = (run: string): SealedPlace => ({ table: 'kepegawaian_unggahan', column: 'isi_sealed', row: run })

/** @returns a bundle as it may stand in the database: nobody reads it there, and not in another run's row */
export function packBundle(seal: Seal, run: string, { pegawai, unor, penugasan }: BundleFiles): string {
  const files = [pegawai, unor, penugasan].flatMap((file) =>
    file ? [{ name: file.name, base64: file.bytes.toString('base64') }] : [])
  return seal.seal(JSON.stringify(files), placeOf(run))
}

/** @throws when the key is unknown or the text was changed */
export function unpackBundle(seal: Seal, run: string, sealed: string): BundleFiles {
  const files = JSON.parse(seal.open(sealed, placeOf(run))) as { name: string; base64: string }[]
  return bundleFilesOf(files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') })))
}
