import { main } from './runner/main.ts'

// `npm test` runs types, lint and every test; `npm test -- <file globs>` those test files alone (decision 31).
process.exitCode = await main({ patterns: process.argv.slice(2), tests: 'test/**/*.test.ts' })
