import { importBundle, type ImportResult } from '../domain/kepegawaian/index.ts'
import { importReference } from '../domain/kepegawaian/referensi/referensi.service.ts'
import { FeedRefusal } from '../domain/kepegawaian/refusal.ts'
import { makeSample } from '../domain/kepegawaian/sample/index.ts'
import { readBundleFiles } from '../domain/kepegawaian/source/files.ts'
import { readUnitSeeds } from '../domain/pegawai/unit/unit.schema.ts'
import { createSources } from '../domain/kepegawaian/source/sources.ts'
import { namesOf, syncNow } from '../domain/kepegawaian/sync/index.ts'
import { OperatorError } from '../kernel/lib/operator-error.ts'
import { command, type Say, UsageError } from './kit/command.ts'
import { atWork } from './kit/database.ts'
import { sayProgress } from './kit/import-progress.ts'
import { findingsText, importText, referenceText } from './kit/import-text.rules.ts'
import { isInvented } from '../domain/kepegawaian/source/invented.rules.ts'
import { readListFile } from './kit/list-file.ts'
import { syncOutcome } from './kit/sync-text.rules.ts'
import { writeSample } from './kit/sample-folder.ts'

const USUAL_PEOPLE = 10_000
/** Twenty provinces; what is longer than that is a slip of the finger. */
const MOST_PEOPLE = 200_000

/** Invented people are marked, so that a demo instance can tell them from real ones (decision 4). */
async function importMarked(
  path: string, { full, dryRun, say }: { full: boolean; dryRun: boolean; say: Say },
): Promise<ImportResult> {
  return atWork(say, async ({ config, database, clock }) => {
    const { pegawai } = await readBundleFiles(path)
    const synthetic = isInvented(pegawai.bytes.toString('latin1'))
    const sources = await createSources(config.simpeg, { cidrs: config.outboundCidrs, clock })
    return importBundle(database, clock, {
      path, full, dryRun, synthetic, leading: namesOf(sources), onProgress: sayProgress(say),
    })
  })
}

/** A refusal tells its lines as well: they are what has to be put right. */
function withFindings(error: unknown): unknown {
  if (!(error instanceof FeedRefusal) || error.findings.length === 0) return error
  return new OperatorError(`${error.message}\n${findingsText(error.findings)}`)
}

function readPeople(text: string | undefined): number {
  if (text === undefined) return USUAL_PEOPLE
  const people = /^\d+$/.test(text) ? Number(text) : 0
  if (people >= 1 && people <= MOST_PEOPLE) return people
  throw new UsageError(`The number of people must be whole, from 1 to ${MOST_PEOPLE}.`)
}

export const commands = [
  command({
    name: 'kepegawaian import', parameters: ['path'],
    options: {
      'full': { about: 'the export says that it is everybody of its source: the missing are reported' },
      'dry-run': { about: 'check and count, write nothing' },
    },
    about: 'Imports a personnel export: a folder with pegawai.csv, or such a file.',
    async run({ path, full, 'dry-run': dryRun }, say) {
      const result = await importMarked(path, { full, dryRun, say }).catch((error: unknown) => {
        throw withFindings(error)
      })
      return { json: result, text: importText(result, { dryRun }) }
    },
  }),
  command({
    name: 'kepegawaian referensi', parameters: ['file'],
    options: { 'dry-run': { about: 'check and count, write nothing' } },
    about: "Imports BKD's list of units (kunker, nunker, induk) or of jabatan (kjab, njab, jenis).",
    async run({ file: path, 'dry-run': dryRun }, say) {
      const result = await atWork(say, async ({ database, clock }) =>
        importReference({ database, clock, actor: 'operator' }, await readListFile(path), { dryRun }))
      return { json: result, text: referenceText(result, { dryRun }) }
    },
  }),
  command({
    name: 'kepegawaian sync', parameters: [],
    options: {
      source: { value: 'name', about: 'that one alone: simpeg or simpeg-api' },
      full: { about: 'everybody, also of a source that can tell what changed' },
    },
    about: 'Asks the configured sources of personnel data now, beside their schedule.',
    async run({ source: sumber, full }, say) {
      const results = await atWork(say, async ({ config, database, clock }) => {
        const sources = await createSources(config.simpeg, { cidrs: config.outboundCidrs, clock })
        return syncNow({ database, clock, sources }, { sumber, full, onProgress: sayProgress(say) })
      })
      return syncOutcome(results)
    },
  }),
  command({
    name: 'kepegawaian sample', parameters: ['folder'],
    options: { people: { value: 'n', about: `how many, ${USUAL_PEOPLE} where nothing is said` } },
    about: 'Writes synthetic people as such an export; the same bytes for the same number.',
    async run({ folder, people: wanted }, say) {
      const people = readPeople(wanted)
      say(`Making ${people} people...`)
      const bundle = makeSample({ people, units: readUnitSeeds() })
      await writeSample(folder, bundle)
      const files = Object.keys(bundle)
      return { json: { folder, people, files }, text: `${people} synthetic people in ${folder}: ${files.join(', ')}` }
    },
  }),
]
