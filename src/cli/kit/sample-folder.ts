import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleBundle } from '../../domain/kepegawaian/sample/index.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { isInvented } from '../../domain/kepegawaian/source/invented.rules.ts'

/** A real export of the same name is not written over. */
async function refuseRealExport(folder: string): Promise<void> {
  const file = join(folder, 'pegawai.csv')
  const there = await readFile(file, 'latin1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (there !== undefined && !isInvented(there)) {
    throw new OperatorError(`${file} is there already and is no sample: it stays as it is. Choose another folder.`)
  }
}

/**
 * Writes the files of a bundle, making the folder where it is missing; an earlier sample in it is replaced.
 * @throws OperatorError when the folder cannot be written to, or holds a real export
 */
export async function writeSample(folder: string, bundle: SampleBundle): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await refuseRealExport(folder)
    for (const [name, text] of Object.entries(bundle)) await writeFile(join(folder, name), String(text))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === undefined ? error : new OperatorError(`${folder} cannot be written to: ${code}.`)
  }
}
