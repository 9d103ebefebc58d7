import { actAs, type Act } from '../../../src/domain/audit/act.ts'
import { issueSecret } from '../../../src/domain/clients/index.ts'
import type { AturanTertentu } from '../../../src/domain/clients/masuk/aturan.rules.ts'
import type { House } from '../../helpers/house.ts'
import { discoverParty, type RelyingParty } from '../../helpers/relying-party.ts'

/** An application of Table 1 with a secret of its own. */
export async function tableParty({ issuer, db, clock }: Pick<House, 'issuer' | 'db' | 'clock'>, clientId: string): Promise<RelyingParty> {
  const { client_secret: secret } = await issueSecret(db.app, clock, clientId)
  return discoverParty(issuer, clientId, secret, `https://${clientId}/sso/callback`)
}

/** One act on a client; resolves when every node has heard of it. */
export async function act(house: Pick<House, 'db' | 'clock' | 'heard'>, work: (act: Act) => Promise<unknown>): Promise<void> {
  await actAs({ database: house.db.app, clock: house.clock, actor: 'operator' }, work)
  await house.heard()
}

export const named = (change: Partial<AturanTertentu>): AturanTertentu =>
  ({ jenis: 'tertentu', unit: [], jabatan: [], eselon: [], orang: [], ...change })

/** @returns id of a seeded unit */
export async function unitId({ db }: Pick<House, 'db'>, slug: string): Promise<string> {
  const [row] = await db.owner.query<{ id: string }>({ text: 'SELECT id FROM unit_kerja WHERE slug = $1', values: [slug] })
  return row?.id ?? ''
}

/** Sends somebody to act in a unit for a day or more. */
export async function sendTo(
  { db }: Pick<House, 'db'>, pegawai_id: string, { unit, jabatan, until }: { unit: string; jabatan: string; until?: string },
): Promise<void> {
  await db.owner.knex('penugasan').insert({
    pegawai_id, unit_id: unit, sumber: 'siasn', jenis: 'PLT', jabatan, valid_from: '2026-01-01', valid_to: until ?? null, sk: '800/1',
  })
}
