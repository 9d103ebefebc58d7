/** What `test/run.ts` hands to every test file through the environment. */
export interface TestEnvironment {
  /** Superuser: makes and drops databases, nothing else. */
  readonly adminUrl: string
  /** The owner's role (decision 9); the path names no database of a test. */
  readonly ownerUrl: string
  /** The service's role, likewise. */
  readonly appUrl: string
  /** Every database of this run begins with it. */
  readonly prefix: string
}

const NAMES = {
  adminUrl: 'TEST_ADMIN_URL',
  ownerUrl: 'TEST_OWNER_URL',
  appUrl: 'TEST_APP_URL',
  prefix: 'TEST_DATABASE_PREFIX',
} as const

/** @returns the environment variables that carry it to the test files */
export function toVariables(environment: TestEnvironment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(NAMES).map(([key, name]) => [name, environment[key as keyof TestEnvironment]]),
  )
}

/** @throws Error in one sentence when this process was not started by the runner */
export function testEnvironment(variables: NodeJS.ProcessEnv = process.env): TestEnvironment {
  const read = (name: string): string => {
    const value = variables[name]
    if (!value) throw new Error(`${name} is not set: run this file through \`npm test -- <file>\`.`)
    return value
  }
  return {
    adminUrl: read(NAMES.adminUrl),
    ownerUrl: read(NAMES.ownerUrl),
    appUrl: read(NAMES.appUrl),
    prefix: read(NAMES.prefix),
  }
}
