import type { Database } from '../../../kernel/db/database.ts'
import type { Acr } from '../../accounts/acr.rules.ts'
import { datedState } from '../../pegawai/keadaan.queries.ts'
import { isPossibleId } from '../client-id.rules.ts'
import type { ClientMetadata, ClientState } from '../client.types.ts'
import type { Penanggung } from './kontak.rules.ts'

/** A secret that nobody revoked; an expired one is told too. */
export interface SecretFacts {
  readonly id: string
  /** ISO 8601, as the two below. */
  readonly sejak: string
  /** Null: issued by an operator, without an end. */
  readonly sampai: string | null
}

/** A client as the pages of its OPD show it. */
export interface ClientFile {
  readonly clientId: string
  readonly aplikasiId: string
  readonly nama: string
  readonly keterangan: string | null
  readonly unitId: string
  /** Name of the OPD on that day. */
  readonly opd: string
  readonly host: string
  readonly state: ClientState
  readonly eksternal: boolean
  readonly acrMinimum: Acr | null
  readonly metadata: ClientMetadata
  /** Claimed by its OPD. */
  readonly diklaim: boolean
  /** Last day (WIB) of a real sign-in. */
  readonly masukTerakhir: string | null
  /** The newest first. */
  readonly rahasia: readonly SecretFacts[]
  /** The secret that was issued last, revoked or not. */
  readonly rahasiaTerakhir: string | null
  readonly penanggung: Penanggung | null
  readonly createdAt: Date
}

/**
 * Whoever answers for client `c` of application `a`, on a day, as one JSON object. His place is judged upwards from his
 * post and his assignments: a few units, whatever the province has.
 * @param today SQL expression of the day
 * @param who SQL expression of his id; the client's contact unless given
 */
export const responsiblePerson = (today: string, who = 'c.penanggung_jawab'): string => `
  (SELECT to_jsonb(x) FROM (
     SELECT p.id, p.nama, p.gelar_depan, p.gelar_belakang, ${datedState('p')},
       EXISTS (SELECT FROM account WHERE account.pegawai_id = p.id AND account.frozen_at IS NOT NULL) AS frozen,
       EXISTS (
         WITH RECURSIVE place AS (
           SELECT unit_pada(j.unit_id, ${today}) AS id FROM pegawai_jabatan j
           WHERE j.pegawai_id = p.id AND j.valid_from <= ${today} AND (j.valid_to IS NULL OR j.valid_to > ${today})
           UNION SELECT unit_pada(t.unit_id, ${today}) FROM penugasan t
           WHERE t.pegawai_id = p.id AND t.ended_at IS NULL AND t.valid_from <= ${today}
             AND (t.valid_to IS NULL OR t.valid_to > ${today})
         ), up AS (
           SELECT id FROM place
           UNION SELECT induk_pada(u.id, u.induk_id, ${today}) FROM up JOIN unit_kerja u ON u.id = up.id
           WHERE u.induk_id IS NOT NULL
         )
         SELECT FROM up WHERE up.id = a.unit_id) AS di_opd
     FROM pegawai p WHERE p.id = ${who}) x)`

const FILE = `
  SELECT c.client_id AS "clientId", a.id AS "aplikasiId", a.nama, a.keterangan, a.unit_id AS "unitId",
    coalesce(n.nama, '') AS opd, c.host, c.state, c.eksternal, c.acr_minimum AS "acrMinimum", c.metadata,
    c.diklaim_at IS NOT NULL AS diklaim, c.masuk_terakhir AS "masukTerakhir", c.created_at AS "createdAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'sejak', s.created_at, 'sampai', s.expires_at)
        ORDER BY s.urut DESC)
      FROM client_secret s WHERE s.client_id = c.client_id AND s.revoked_at IS NULL), '[]') AS rahasia,
    (SELECT s.id FROM client_secret s WHERE s.client_id = c.client_id ORDER BY s.urut DESC LIMIT 1) AS "rahasiaTerakhir",
    ${responsiblePerson('$1::date')} AS penanggung
  FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id
  LEFT JOIN unit_nama n ON n.unit_id = a.unit_id AND n.valid_from <= $1::date AND (n.valid_to IS NULL OR n.valid_to > $1::date)`

/**
 * @param today official day in WIB
 * @returns everything that the pages of its OPD tell of a client; undefined where there is none
 */
export async function clientFile(
  database: Database, { clientId, today }: { clientId: string; today: string },
): Promise<ClientFile | undefined> {
  if (!isPossibleId(clientId)) return undefined
  const rows = await database.query<ClientFile>({ text: `${FILE} WHERE c.client_id = $2`, values: [today, clientId] })
  return rows[0]
}

/**
 * @param units of a role; clients of the units below them are among the answer
 * @param today official day in WIB
 * @returns clients by OPD and name
 */
export async function clientsOfUnits(
  database: Database, { units, today }: { units: readonly string[]; today: string },
): Promise<ClientFile[]> {
  if (units.length === 0) return []
  return database.query<ClientFile>({
    text: `WITH RECURSIVE below AS (
        SELECT id FROM unit_kerja WHERE id = ANY($2::uuid[])
        UNION SELECT u.id FROM unit_kerja u JOIN below ON u.induk_id = below.id
      )
      ${FILE} WHERE a.unit_id IN (SELECT id FROM below) ORDER BY n.nama, lower(a.nama), c.client_id`,
    values: [today, units],
  })
}
