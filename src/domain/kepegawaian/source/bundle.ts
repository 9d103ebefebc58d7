/** The export bundle of domain.md section 6: SIASN's own export, with what BKD adds to it. */
import { type Feed, type OnProgress, PEGAWAI, PENUGASAN, type Sheet, UNOR } from '../feed.ts'
import { FeedRefusal } from '../refusal.ts'
import { type BundleFiles, readBundleFiles } from './files.ts'
import { readSheet } from './sheet.ts'
import type { OpenedSource } from './source.ts'

/** The ids of the bundle are SIASN's. */
export const BUNDLE_SOURCE = 'siasn'

/**
 * @param path a folder with pegawai.csv and perhaps unor.csv and penugasan.csv, or one pegawai.csv
 * @param asOf when somebody asked for it to be read: how old the export itself is, it does not say
 * @throws OperatorError for whatever cannot be read, in one sentence
 */
export async function openBundle(path: string, asOf: Date): Promise<OpenedSource> {
  return bundleOf(await readBundleFiles(path), asOf)
}

/** @param files of a bundle, from a folder or from an upload */
export function bundleOf(files: BundleFiles, asOf: Date): OpenedSource {
  return {
    sumber: BUNDLE_SOURCE, sha256: files.sha256, asOf, read: (onProgress) => readBundle(files, onProgress),
  }
}

/**
 * Names the records of a bundle.
 *
 * @throws FeedRefusal where a file as such cannot be trusted: no CSV, a column missing, cut off, no data
 */
export async function readBundle(files: BundleFiles, onProgress: OnProgress = () => undefined): Promise<Feed> {
  const total = [files.pegawai, files.unor, files.penugasan].reduce((sum, file) => sum + (file?.bytes.length ?? 0), 0)
  let before = 0
  const follow = (bytes: number): void => onProgress({ step: 'read', done: before + bytes, total })
  const pegawai = await readSheet(files.pegawai.name, files.pegawai.bytes, PEGAWAI, follow)
  // An empty list of people is a failed export; an empty list of assignments is one.
  if (pegawai.lines.length + pegawai.unreadable.length === 0) {
    throw new FeedRefusal('no-data', `${pegawai.file} holds no data line.`)
  }
  before += files.pegawai.bytes.length
  const unor = files.unor && await readSheet(files.unor.name, files.unor.bytes, UNOR, follow)
  before += files.unor?.bytes.length ?? 0
  const penugasan = files.penugasan && await readSheet(files.penugasan.name, files.penugasan.bytes, PENUGASAN, follow)
  onProgress({ step: 'read', done: total, total })
  return {
    sumber: BUNDLE_SOURCE, sha256: files.sha256, pegawai, unor, penugasan,
    missing: [...pegawai.absent, ...absentOf('unor.csv', unor), ...absentOf('penugasan.csv', penugasan)],
  }
}

function absentOf(file: string, sheet: Sheet<string> | undefined): string[] {
  return sheet ? sheet.absent.map((column) => `${file}:${column}`) : [file]
}
