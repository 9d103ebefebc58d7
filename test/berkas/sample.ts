import type { Stelan } from '../../src/domain/clients/berkas/stelan.ts'

/** A client as those of Table 1 are registered. */
export const SKP: Stelan = {
  issuer: 'https://login.bantenprov.go.id', clientId: 'skp.bantenprov.go.id', nama: 'SKP', redirectUri: 'https://skp.bantenprov.go.id/sso/callback',
  setelahKeluar: 'https://skp.bantenprov.go.id/', backchannelUri: 'https://skp.bantenprov.go.id/sso/backchannel-logout',
  scope: 'openid profile email pegawai opd jabatan peran', caraKlien: 'client_secret_basic', alg: 'RS256', acrMinimum: null,
}
