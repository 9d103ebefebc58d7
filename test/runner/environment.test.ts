import test from 'ava'
import { workerEnvironment } from './environment.ts'

const database = { adminUrl: 'postgres://a', ownerUrl: 'postgres://o', appUrl: 'postgres://p', prefix: 'uji_' }

test('test files get UTC, the database of the run and nothing of the service or a proxy', (t) => {
  const own = {
    PATH: '/bin', TZ: 'Asia/Tokyo', NODE_ENV: 'production', ISSUER: 'https://x', DATABASE_URL: 'postgres://live', SMTP_URL: 'smtp://x',
    SIMPEG_URL: 'https://x', PGHOST: 'live', https_proxy: 'http://x', NO_PROXY: '*', TEST_OWNER_URL: 'postgres://old', UPDATE_SCREENSHOTS: '1',
  }
  t.deepEqual(workerEnvironment(own, database), {
    PATH: '/bin', TZ: 'UTC', NODE_ENV: 'test', UPDATE_SCREENSHOTS: '1',
    TEST_ADMIN_URL: 'postgres://a', TEST_OWNER_URL: 'postgres://o', TEST_APP_URL: 'postgres://p', TEST_DATABASE_PREFIX: 'uji_',
  })
  t.deepEqual(workerEnvironment({ TEST_ADMIN_URL: 'x' }, undefined), { TZ: 'UTC', NODE_ENV: 'test' })
})

test('this file runs in UTC', (t) => {
  t.is(new Date(2026, 0, 1).toISOString(), '2026-01-01T00:00:00.000Z')
})
