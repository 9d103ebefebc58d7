import type { Database } from '../../../kernel/db/database.ts'
import type { Difference, Quarantined, Question, Run, RunOutcome, RunSummary } from './run.ts'

/** The place after which a list goes on. */
export interface After {
  readonly at: Date
  readonly id: string
}

const count = (name: string): string => `(r.report ->> '${name}')::int`

const SUMMARY = `
  r.id, r.sumber, r.mode, r.pemicu AS trigger, r.aktor AS actor, r.started_at AS "startedAt",
  r.finished_at AS "finishedAt", r.outcome, r.sebab AS reason, r.langkah AS step, r.kemajuan AS done, r.dari AS total,
  r.detak_at AS "beatAt", r.permintaan AS requested,
  (SELECT p.nama FROM pegawai p WHERE 'pegawai:' || p.id = r.aktor) AS "actorName",
  json_build_object('read', ${count('read')}, 'created', ${count('created')}, 'changed', ${count('changed')},
    'unchanged', ${count('unchanged')}, 'ended', ${count('ended')}, 'quarantined', ${count('quarantined_count')},
    'missing', ${count('missing')}) AS counts`

/**
 * Runs, newest first.
 * @param list `after`: the last one of the page before
 */
export function findRuns(
  database: Database, list: { outcome?: RunOutcome; sumber?: string; after?: After; limit: number },
): Promise<RunSummary[]> {
  return database.query<RunSummary>({
    text: `SELECT ${SUMMARY} FROM kepegawaian_run r
      WHERE ($1::text IS NULL OR r.outcome = $1) AND ($2::text IS NULL OR r.sumber = $2)
        AND ($3::timestamptz IS NULL OR (r.started_at, r.id) < ($3::timestamptz, $4::uuid))
      ORDER BY r.started_at DESC, r.id DESC LIMIT $5`,
    values: [list.outcome ?? null, list.sumber ?? null, list.after?.at ?? null, list.after?.id ?? null, list.limit],
  })
}

/** @returns everything about one run but its lists and the brake's question; undefined when there is none of this id */
export async function findRunRow(database: Database, id: string): Promise<Omit<Run, 'question'> | undefined> {
  const [row] = await database.query<Omit<Run, 'question'>>({
    text: `SELECT ${SUMMARY}, encode(r.isi_sha256, 'hex') AS sha256, r.isi_per AS "asOf",
        COALESCE(r.report -> 'missing_columns', '[]') AS "missingColumns", r.report ->> 'alasan_batal' AS "cancelledFor",
        COALESCE(r.report -> 'reasons', '{}') AS reasons, COALESCE(r.report -> 'warnings', '{}') AS warnings,
        (SELECT count(*)::int FROM kepegawaian_selisih s WHERE s.run_id = r.id) AS differences,
        EXISTS (SELECT FROM kepegawaian_unggahan u WHERE u.run_id = r.id) AS "hasBundle"
      FROM kepegawaian_run r WHERE r.id = $1`,
    values: [id],
  })
  return row
}

interface QuestionRow extends Omit<Question, 'allowedBy'> {
  readonly first: string | null
  readonly firstName: string
  readonly firstAt: Date
  readonly second: string | null
  readonly secondName: string
  readonly secondAt: Date
}

/** @returns the brake's last question about a run, undefined where it asked none */
export async function findQuestion(database: Database, runId: string): Promise<Question | undefined> {
  const [row] = await database.query<QuestionRow>({
    text: `SELECT q.id, encode(q.digest, 'hex') AS digest, q.sebab AS alarms, q.dibuat_at AS "askedAt",
        q.dipakai_run AS "usedBy", q.batal_at AS "withdrawnAt",
        a.id AS first, a.nama AS "firstName", q.pertama_at AS "firstAt",
        b.id AS second, b.nama AS "secondName", q.kedua_at AS "secondAt"
      FROM kepegawaian_rem q LEFT JOIN pegawai a ON a.id = q.pertama LEFT JOIN pegawai b ON b.id = q.kedua
      WHERE q.run_id = $1 ORDER BY q.dibuat_at DESC LIMIT 1`,
    values: [runId],
  })
  if (!row) return undefined
  const { first, firstName, firstAt, second, secondName, secondAt, ...question } = row
  const allowedBy = [
    ...first === null ? [] : [{ id: first, nama: firstName, at: firstAt }],
    ...second === null ? [] : [{ id: second, nama: secondName, at: secondAt }],
  ]
  return { ...question, allowedBy }
}

/** @param page `after`: the number of the last row of the page before, 0 at first; `column` alone, where it is given */
export function findDifferences(
  database: Database, runId: string, page: { after: number; limit: number; column?: string },
): Promise<Difference[]> {
  return database.query<Difference>({
    text: `SELECT s.nomor AS number, s.hal AS subject, s.pegawai_id AS "pegawaiId", p.nama, s.external_id AS "externalId",
        s.kolom AS column, s.lama AS before, s.baru AS after
      FROM kepegawaian_selisih s LEFT JOIN pegawai p ON p.id = s.pegawai_id
      WHERE s.run_id = $1 AND s.nomor > $2 AND ($4::text IS NULL OR s.kolom = $4) ORDER BY s.nomor LIMIT $3`,
    values: [runId, page.after, page.limit, page.column ?? null],
  })
}

/** @returns how many differences each column has, most first: the filter of the list */
export function countDifferences(database: Database, runId: string): Promise<{ column: string; count: number }[]> {
  return database.query({
    text: `SELECT kolom AS column, count(*)::int AS count FROM kepegawaian_selisih WHERE run_id = $1
      GROUP BY kolom ORDER BY count DESC, kolom`,
    values: [runId],
  })
}

/** @param page as for `findDifferences` */
export function findQuarantined(
  database: Database, runId: string, page: { after: number; limit: number; reason?: string },
): Promise<Quarantined[]> {
  return database.query<Quarantined>({
    text: `SELECT nomor AS number, berkas AS file, baris AS line, kolom AS field, alasan AS reason
      FROM kepegawaian_karantina
      WHERE run_id = $1 AND nomor > $2 AND ($4::text IS NULL OR alasan = $4) ORDER BY nomor LIMIT $3`,
    values: [runId, page.after, page.limit, page.reason ?? null],
  })
}

/** One field of one person as a run changed it. */
export interface PersonChange {
  readonly runId: string
  readonly sumber: string
  readonly at: Date
  readonly number: number
  readonly column: string
  readonly before: string | null
  readonly after: string | null
}

/** @returns what applied runs changed about a person, newest first */
export function findChangesOf(database: Database, pegawaiId: string, limit: number): Promise<PersonChange[]> {
  return database.query<PersonChange>({
    text: `SELECT r.id AS "runId", r.sumber, r.finished_at AS at, s.nomor AS number, s.kolom AS column, s.lama AS before,
        s.baru AS after
      FROM kepegawaian_selisih s JOIN kepegawaian_run r ON r.id = s.run_id
      WHERE s.pegawai_id = $1 AND r.outcome = 'diterapkan'
      ORDER BY r.finished_at DESC, s.nomor LIMIT $2`,
    values: [pegawaiId, limit],
  })
}

/** How a source is doing. */
export interface SourceState {
  readonly sumber: string
  /** what was told until then is applied; null: nothing yet */
  readonly succeededAt: Date | null
  /** when everybody of it was last applied */
  readonly wholeAt: Date | null
  readonly triedAt: Date | null
  /** it has not answered since; null while it does */
  readonly failingSince: Date | null
  readonly failures: number
  /** SourceDownCode, or `gagal` */
  readonly failure: string | null
  readonly nextTryAt: Date | null
  /** people of whom it is a source, those who left included */
  readonly people: number
}

/** @returns each source that was ever asked, by name */
export function findSources(database: Database): Promise<SourceState[]> {
  return database.query<SourceState>({
    text: `SELECT s.sumber, s.berhasil_at AS "succeededAt", s.penuh_at AS "wholeAt", s.dicoba_at AS "triedAt",
        s.gagal_sejak AS "failingSince", s.gagal_kali AS failures, s.gagal_kode AS failure,
        s.coba_lagi_at AS "nextTryAt",
        (SELECT count(DISTINCT k.pegawai_id)::int FROM pegawai_sumber k WHERE k.sumber = s.sumber) AS people
      FROM kepegawaian_sumber s ORDER BY s.sumber`,
    values: [],
  })
}
