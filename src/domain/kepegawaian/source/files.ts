import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'

export interface SourceFile {
  /** without its folder */
  readonly name: string
  readonly bytes: Buffer
}

/** The files of an export bundle; only the first must be there. */
export interface BundleFiles {
  readonly pegawai: SourceFile
  readonly unor?: SourceFile | undefined
  readonly penugasan?: SourceFile | undefined
  /** SHA-256 of pegawai.csv alone, or of the SHA-256 of each file in the order above */
  readonly sha256: Buffer
}

// Every civil servant of the country would fit twice.
const LARGEST = 1024 ** 3 / 4

const WORDS: Record<string, string> = {
  ENOENT: 'does not exist', ENOTDIR: 'does not exist', ELOOP: 'is a link that leads nowhere',
  EACCES: 'may not be read by this user', EPERM: 'may not be read by this user',
}

/** @throws OperatorError what the file system refused, in one sentence */
async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new OperatorError(`${path} ${WORDS[code] ?? `cannot be read (${code})`}.`, { cause: error })
  }
}

async function readOne(path: string): Promise<SourceFile> {
  const found = await attempt(path, () => stat(path))
  if (!found.isFile()) throw new OperatorError(`${path} is no file.`)
  if (found.size > LARGEST) {
    throw new OperatorError(`${path} is larger than ${LARGEST / 1024 ** 2} MB: that is no export of a province.`)
  }
  return { name: basename(path), bytes: await attempt(path, () => readFile(path)) }
}

/**
 * Reads the files of a bundle whole: they are small, and their hash and encoding are known only at the end.
 *
 * @param path a folder with pegawai.csv and perhaps unor.csv and penugasan.csv, or one file that is a pegawai.csv
 * @throws OperatorError for whatever cannot be read, in one sentence
 */
export async function readBundleFiles(path: string): Promise<BundleFiles> {
  const found = await attempt(path, () => stat(path))
  if (!found.isDirectory()) {
    const pegawai = await readOne(path)
    return { pegawai, sha256: sha256(pegawai.bytes) }
  }
  const names = await attempt(path, () => readdir(path))
  const read = async (wanted: string): Promise<SourceFile | undefined> => {
    const name = names.find((candidate) => candidate.toLowerCase() === wanted)
    return name === undefined ? undefined : { ...await readOne(join(path, name)), name: wanted }
  }
  const pegawai = await read('pegawai.csv')
  if (!pegawai) throw new OperatorError(`${path} holds no pegawai.csv.`)
  return bundle(pegawai, await read('unor.csv'), await read('penugasan.csv'))
}

/**
 * @param files of an upload, told by their names in whatever capitals; one alone may have any
 * @throws OperatorError where no list of people is among them
 */
export function bundleFilesOf(files: readonly SourceFile[]): BundleFiles {
  const named = (wanted: string): SourceFile | undefined => {
    const file = files.find(({ name }) => name.toLowerCase() === wanted)
    return file && { ...file, name: wanted }
  }
  const pegawai = named('pegawai.csv') ?? (files.length === 1 ? files[0] : undefined)
  if (!pegawai) throw new OperatorError('There is no pegawai.csv among the files.')
  return bundle(pegawai, named('unor.csv'), named('penugasan.csv'))
}

function bundle(
  pegawai: SourceFile, unor: SourceFile | undefined, penugasan: SourceFile | undefined,
): BundleFiles {
  const others = [unor, penugasan].filter((file) => file !== undefined)
  const hashes = [pegawai, ...others].map(({ bytes }) => sha256(bytes))
  const whole = others.length === 0 ? pegawai.bytes : Buffer.concat(hashes)
  return { pegawai, unor, penugasan, sha256: sha256(whole) }
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
