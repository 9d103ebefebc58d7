/**
 * A sign-in that a developer tries with a client of his own. The address that it comes back to is ours and stands in no
 * registration: a row that is good once, for this client, person and session, opens it for some minutes
 * (docs/decisions/014-try-out.md).
 */
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId, newSecret, sha256 } from '../../../kernel/lib/ids.ts'
import type { Seal } from '../../../kernel/lib/seal.ts'
import { record } from '../../audit/index.ts'
import {
  findTryOut, insertTryOut, isTryOutOpen, keepOutcome, takeTryOut, type TryOutOwner, type TryOutRow,
} from './coba.queries.ts'
import type { Catatan } from './catatan.ts'

/** From the beginning to the way back: as long as a sign-in with everything that it may ask takes. */
const OPEN_MS = 10 * 60_000

/** How long what was seen can be looked at afterwards. */
export const SHOWN_MS = 30 * 60_000

/** Each is some signatures: enough for whoever looks for a mistake, too few to be felt. */
const MOST_PER_HOUR = 20

/** What the request asks, and what its answers are held against. */
export interface Diminta {
  readonly scope: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface TryOut extends TryOutOwner {
  readonly id: string
  readonly diminta: Diminta
  readonly expiresAt: Date
  /** When it came back, null while it has not. */
  readonly kembaliAt: Date | null
  /** What was seen; undefined before, and where the work was cut off. */
  readonly catatan: Catatan | undefined
}

export interface TryOutDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly seal: Seal
}

const placeOf = (column: 'tersegel' | 'hasil', row: string) => ({ table: 'coba_masuk', column, row })

function opened({ seal }: TryOutDependencies, row: TryOutRow): TryOut {
  const { id, clientId, pegawaiId, sessionUid, tersegel, expiresAt, kembaliAt, hasil } = row
  return {
    id, clientId, pegawaiId, sessionUid, expiresAt, kembaliAt,
    diminta: JSON.parse(seal.open(tersegel, placeOf('tersegel', id))) as Diminta,
    catatan: hasil === null ? undefined : JSON.parse(seal.open(hasil, placeOf('hasil', id))) as Catatan,
  }
}

/** @returns its id, undefined for whoever has begun too many within the hour */
export async function beginTryOut(
  { database, clock, seal }: TryOutDependencies, owner: TryOutOwner, scope: string,
): Promise<string | undefined> {
  const [id, at] = [newId(), clock.now()]
  const diminta: Diminta = { scope, state: newSecret(), nonce: newSecret(), verifier: newSecret() }
  const isBegun = await insertTryOut(database, {
    ...owner, id, at, expiresAt: new Date(at.getTime() + OPEN_MS), stateHash: sha256(diminta.state),
    tersegel: seal.seal(JSON.stringify(diminta), placeOf('tersegel', id)), most: MOST_PER_HOUR,
  })
  return isBegun ? id : undefined
}

/** @returns whether this person may be sent back to our own address with this state, for this client, in this session */
export const mayReturn = ({ database, clock }: Pick<TryOutDependencies, 'database' | 'clock'>, owner: TryOutOwner, state: string): Promise<boolean> =>
  isTryOutOpen(database, owner, sha256(state), clock.now())

/** Uses it up. @returns undefined for one that is over, was used, or is another's */
export async function comeBack(
  dependencies: TryOutDependencies, owner: Omit<TryOutOwner, 'clientId'>, state: string,
): Promise<TryOut | undefined> {
  const row = await takeTryOut(dependencies.database, owner, sha256(state), dependencies.clock.now())
  return row && opened(dependencies, row)
}

/** Keeps what was seen, in the request's unit of work with its audit event. */
export function keepTryOut({ clock, seal }: TryOutDependencies, { id, clientId, pegawaiId }: TryOut, catatan: Catatan): void {
  UnitOfWork.current().append(keepOutcome(id, seal.seal(JSON.stringify(catatan), placeOf('hasil', id))))
  record({
    kind: 'klien.dicoba', actor: `pegawai:${pegawaiId}`, subject: clientId, clientId,
    outcome: catatan.berhasil ? 'berhasil' : 'gagal', data: { percobaan: id },
  }, clock.now())
}

/** @returns a try-out of its owner, until half an hour after its end */
export async function tryOutOf(dependencies: TryOutDependencies, owner: TryOutOwner & { id: string }): Promise<TryOut | undefined> {
  const { database, clock } = dependencies
  const row = await findTryOut(database, owner, new Date(clock.now().getTime() - SHOWN_MS))
  return row && opened(dependencies, row)
}
