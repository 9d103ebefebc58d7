import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { ROOT } from './compose.ts'
import { copiesOf, readDockerfile } from './image.ts'

// That what is copied and installed is enough is proved where it runs: test/deploy.test.ts.

const stages = readDockerfile()
const last = stages.at(-1) ?? []

test('whatever is copied is there, and the way into the image is open', (t) => {
  const ignore = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n')
  t.true(ignore.includes('*'), 'nothing else gets in')
  const copies = stages.flatMap(copiesOf)
  t.true(copies.length >= 6)
  for (const [from] of copies) {
    t.true(existsSync(join(ROOT, from)), from)
    t.true(ignore.includes(`!${from}`), from)
  }
  t.deepEqual(ignore.filter((line) => line.startsWith('!')).sort(), [...new Set(copies.map(([from]) => `!${from}`))].sort())
})

test('it runs on the Node of this project, not as root, without what is optional or for development', (t) => {
  for (const [first] of stages) t.regex(first?.rest ?? '', /^node:24-slim( AS [a-z]+)?$/)
  t.is(last.find(({ word }) => word === 'USER')?.rest, 'node')
  t.is(last.find(({ word }) => word === 'ENV')?.rest, 'NODE_ENV=production')
  const [install, ...others] = stages.flat().filter(({ word }) => word === 'RUN').map(({ rest }) => rest)
  t.deepEqual(others, [])
  t.deepEqual(install?.split(' ').slice(0, 2), ['npm', 'ci'])
  for (const flag of ['--omit=dev', '--omit=optional', '--ignore-scripts']) t.true(install?.includes(flag), flag)
  t.false(last.some(({ word, rest }) => word === 'ENV' && /KEY|PASSWORD|SECRET|URL/.test(rest)))
})
