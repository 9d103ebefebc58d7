import { toVariables, type TestEnvironment } from '../helpers/environment.ts'

// A developer's own service settings or a proxy must not reach the tests.
const FOREIGN = /^(ISSUER|PORT|HOST|DATABASE_\w*|DATA_DIR|DEMO|COOKIE_KEYS|ENCRYPTION_KEYS|TRUSTED_PROXIES|OUTBOUND_CIDRS|SMTP_URL|SMS_\w*|SIMPEG_\w*|LOG_LEVEL|WORKERS|NODE_ENV|TEST_\w+_URL|TEST_DATABASE_PREFIX|PG[A-Z]+|(https?|all|no)_proxy)$/i

/**
 * @param database undefined when there is none: files that need it fail in a sentence, the others run
 * @returns the environment of the test files: UTC (decision 7), the run's database, nothing of the service's
 */
export function workerEnvironment(own: NodeJS.ProcessEnv, database: TestEnvironment | undefined): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !FOREIGN.test(name)))
  return { ...kept, TZ: 'UTC', NODE_ENV: 'test', ...database === undefined ? {} : toVariables(database) }
}
