import { relay } from './test/runner/records.ts'

// A process per file, not a thread: own TZ and exit status, and native modules meet no second copy of themselves.
const config = {
  files: ['test/**/*.test.ts'],
  extensions: ['ts'],
  require: ['./test/helpers/setup.ts'],
  workerThreads: false,
  concurrency: 2,
  timeout: '5m',
  // AVA would otherwise run a share of the files where a CI service announces parallel builds.
  utilizeParallelBuilds: false,
}

// Nobody is left to tell when the runner was killed. A listener alone would keep AVA from ending.
process.on('disconnect', () => process.exit(1))
process.channel?.unref()

// Under test/run.ts the run is told event by event; by hand (`ava <file>`) AVA reports itself.
export default process.env.TEST_RUNNER === 'satu-login' && process.send
  ? {
      ...config,
      nonSemVerExperiments: { observeRunsFromConfig: true },
      observeRun: ({ events }) => void relay(events, (record) => process.send(record)),
    }
  : config
