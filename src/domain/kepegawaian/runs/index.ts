/** Runs as everybody may look at them: what each did or would do, what it left out, what it waits for. */
export {
  type After, countDifferences, findChangesOf, findDifferences, findQuarantined, findRuns, findSources,
  type PersonChange, type SourceState,
} from './read.queries.ts'
export { allowRun } from './allow.service.ts'
export { cancelRun, confirmRun, stageUpload } from './upload.service.ts'
export { findRun } from './find-run.service.ts'
export * from './run.ts'
