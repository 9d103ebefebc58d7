import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Database } from '../kernel/db/database.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { addClient, findClient, hasLiveSecret, issueSecret, moveClient } from '../domain/clients/index.ts'
import { readUnitSeeds } from '../domain/pegawai/unit/unit.schema.ts'

export const DEMO_CLIENT_ID = 'demo'
/** The province's IT department runs it. */
const DEMO_OPD = 'diskominfo'

const stored = z.object({ client_id: z.literal(DEMO_CLIENT_ID), client_secret: z.string() })
export type DemoClient = z.infer<typeof stored>

/**
 * The demo application's registration, and its secret, which only DATA_DIR holds (mode 0600): a lost file, or one that
 * was written for another database, gets a new secret; another address is registered in place of the old one.
 * @param baseUrl where the demo application answers, `http://localhost:<port>`
 */
export async function ensureDemoClient(
  database: Database, clock: Clock, { dataDir, baseUrl }: { dataDir: string; baseUrl: string },
): Promise<DemoClient> {
  const file = join(dataDir, 'demo-client.json')
  const uris = {
    redirect_uris: [`${baseUrl}/sso/callback`],
    post_logout_redirect_uris: [`${baseUrl}/`],
    backchannel_logout_uri: `${baseUrl}/sso/backchannel-logout`,
  }
  const known = await findClient(database, DEMO_CLIENT_ID, clock.today())
  if (known) await moveClient(database, clock, DEMO_CLIENT_ID, { ...uris, host: new URL(baseUrl).host })
  const kept = stored.safeParse(await readFile(file, 'utf8').then(JSON.parse).catch(() => undefined))
  if (known && kept.success && await hasLiveSecret(database, clock, kept.data)) return kept.data
  const opd = readUnitSeeds().find((unit) => unit.slug === DEMO_OPD)?.kode
  const issued = stored.parse(known
    ? await issueSecret(database, clock, DEMO_CLIENT_ID)
    : await addClient(database, clock, {
        client_id: DEMO_CLIENT_ID,
        client_name: 'Aplikasi demo',
        opd,
        state: 'uji',
        testers: 'semua',
        ...uris,
        grant_types: ['authorization_code', 'refresh_token'],
        scope: 'openid profile email phone pegawai opd jabatan peran',
      }, { demo: true }))
  await writeFile(file, `${JSON.stringify(issued)}\n`, { mode: 0o600 })
  return issued
}
