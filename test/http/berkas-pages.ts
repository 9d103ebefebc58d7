import { presentFiles } from '../../src/doors/pengembang/klien/berkas.rules.ts'
import type { ClientMetadata } from '../../src/domain/clients/client.types.ts'
import { SKP } from '../berkas/sample.ts'
import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>) => SamplePage

const METADATA = { redirect_uris: [SKP.redirectUri], token_endpoint_auth_method: 'client_secret_basic' } as unknown as ClientMetadata
const AT = '/pengembang/klien/skp.bantenprov.go.id/berkas'

/** The page of ready files, as a client of Table 1 has it, on trial with further addresses, and of a program. */
export const berkasPages = (staff: Staff, klien: Record<string, unknown>): SamplePage[] => {
  const page = (state: string, data: Record<string, unknown>): SamplePage =>
    staff('pengembang/klien/berkas.njk', state, { ...klien, judul: 'Berkas siap pakai untuk SKP', ...data })
  return [
    page('tabel 1', presentFiles(SKP, METADATA, AT)),
    page('uji coba', presentFiles({ ...SKP, redirectUri: 'http://localhost:8080/sso/', setelahKeluar: undefined, backchannelUri: undefined }, {
      ...METADATA, redirect_uris: ['https://skp.bantenprov.go.id/sso/callback', 'http://localhost:8080/sso/'], dpop_bound_access_tokens: true,
    }, AT)),
    page('program', { program: true }),
  ]
}
