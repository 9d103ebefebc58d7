import type { ClientMetadata, ClientState } from '../client.types.ts'
import { checkHost, isProvinceHost } from '../host.rules.ts'
import { BASE_SCOPE } from '../scope.ts'
import type { TableRow } from './tabel.schema.ts'

/** What a row of Table 1 becomes in `aplikasi`. Source: domain.md section 7. */
export interface Application {
  readonly nomor: number
  readonly nama: string
  /** Finds the unit, through the printed spellings of units. */
  readonly opd_tercetak: string
  readonly url_tercetak: string | null
  readonly posisi_server: string | null
  readonly jenis: string
  readonly keterangan: string | null
  /** The row was only a request for an application ("Permohonan ..."). */
  readonly permohonan: boolean
  readonly layanan_mandiri: boolean
}

/** What a row with a host becomes in `client`. */
export interface TableClient {
  readonly nomor: number
  readonly client_id: string
  readonly host: string
  readonly state: ClientState
  readonly eksternal: boolean
  readonly metadata: ClientMetadata
}

/** Whose own applications need the person's number and e-mail: rows 1-5. */
const PERSONNEL_OFFICE = 'Badan Kepegawaian Daerah'

/** @returns the row as it is kept: the printed text stays, blanks are null */
export function applicationOf(row: TableRow): Application {
  return {
    nomor: row.no,
    nama: row.nama,
    opd_tercetak: row.opd,
    url_tercetak: row.url || null,
    posisi_server: row.posisi_server || null,
    jenis: row.jenis,
    keterangan: row.keterangan || null,
    permohonan: row.keterangan.startsWith('Permohonan'),
    layanan_mandiri: row.layanan_mandiri,
  }
}

/** @returns the host that a row means: lower case, without the slash of row 14; undefined for row 88 */
export function hostOf(row: TableRow): string | undefined {
  return row.url.toLowerCase().replace(/\/$/, '') || undefined
}

/**
 * The client of a row, named by its whole host because first labels repeat. A foreign host waits for a manual check;
 * nobody has a secret yet (decisions 13 and 14).
 *
 * @returns undefined for an application without a host
 * @throws when the host cannot be registered
 */
export function clientOf(row: TableRow): TableClient | undefined {
  const host = hostOf(row)
  if (host === undefined) return undefined
  const check = checkHost(host)
  if (!check.ok) throw new Error(`row ${row.no} of Table 1: host ${host}: ${check.reason}`)
  const eksternal = !isProvinceHost(host)
  const scope = row.opd === PERSONNEL_OFFICE ? `${BASE_SCOPE} pegawai email` : BASE_SCOPE
  return {
    nomor: row.no, client_id: host, host, eksternal, state: eksternal ? 'menunggu' : 'aktif',
    metadata: metadataOf(host, row.nama, scope, eksternal),
  }
}

function metadataOf(host: string, name: string, scope: string, eksternal: boolean): ClientMetadata {
  return {
    client_id: host,
    client_name: name,
    application_type: 'web',
    subject_type: eksternal ? 'pairwise' : 'public',
    redirect_uris: [`https://${host}/sso/callback`],
    post_logout_redirect_uris: [`https://${host}/`],
    backchannel_logout_uri: `https://${host}/sso/backchannel-logout`,
    backchannel_logout_session_required: true,
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'RS256',
    scope,
  }
}
