/** Help for a colleague who cannot show his second factor: one asks, another agrees, the owner is told. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { isOnDuty } from '../on-duty.service.ts'
import type { Codes } from '../kode/index.ts'
import { tellSeconds } from './kedua.service.ts'
import { tellOfHelp } from './kabar.ts'
import {
  decidePermintaan, insertPermintaan, type Permintaan, stopPermintaan, takePass,
} from './permintaan.queries.ts'
import {
  type JenisBantuan, mayStop, OPEN_MS, PASS_MINUTES, type Pemilik, type Petugas, reasonNotToAgree, reasonNotToAsk, secondsFor,
  type TidakBolehMinta, type TidakBolehSetuju, WAIT_MS,
} from './permintaan.rules.ts'

interface Desk {
  readonly database: Database
  readonly clock: Clock
}

/** What one-time codes of a pass are bound to. */
export const PASS_PURPOSE = 'izin'
const PASS_DIGITS = 8

export type Asked =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly alasan: TidakBolehMinta | 'sudah-ada' }

/** Asks for help for a colleague. @param order `alasan` and `tiket` as the helper wrote them, neither empty */
export async function askForHelp(
  { database, clock }: Desk,
  { jenis, by, owner, alasan, tiket }: {
    readonly jenis: JenisBantuan; readonly by: Petugas; readonly owner: Pemilik; readonly alasan: string; readonly tiket: string
  },
): Promise<Asked> {
  const refused = reasonNotToAsk(by, owner)
  if (refused !== undefined) return { ok: false, alasan: refused }
  const id = await actAs({ database, clock, actor: `pegawai:${by.id}` }, async ({ trx, at, tell }) => {
    const batas = new Date(at.getTime() + OPEN_MS[jenis])
    const asked = await insertPermintaan(trx, { jenis, pegawaiId: owner.id, alasan, tiket, oleh: by.id, at, batas })
    if (asked === undefined) return undefined
    tell({ kind: 'bantuan.diminta', subject: owner.id, data: { permintaan: asked, jenis, tiket, alasan } })
    await tellSeconds(trx, { id: asked, jenis, pegawaiId: owner.id, oleh: by.id, batas, today: clock.today() }, secondsFor(owner))
    return asked
  })
  return id === undefined ? { ok: false, alasan: 'sudah-ada' } : { ok: true, id }
}

export type Agreed = 'disetujui' | TidakBolehSetuju | 'sudah-diputus'

/**
 * The second person agrees. Of a pass its helper can show it now; a reset waits a day. The owner is told on every
 * contact, of a reset with a link that stops it.
 */
export function agreeToHelp(
  { database, clock }: Desk, { found, by, owner }: { found: Permintaan; by: Petugas; owner: Pemilik },
): Promise<Agreed> {
  const { id, jenis, diminta_oleh: oleh } = found
  return actAs({ database, clock, actor: `pegawai:${by.id}` }, async ({ trx, at, tell }): Promise<Agreed> => {
    const bertugas = await isOnDuty(trx, { pegawaiId: oleh, role: 'helper-mfa', today: clock.today() })
    const refused = reasonNotToAgree(by, owner, { oleh, bertugas })
    if (refused !== undefined) return refused
    const laksana = jenis === 'setel-ulang' ? new Date(at.getTime() + WAIT_MS) : undefined
    if (!await decidePermintaan(trx, { id, keadaan: 'disetujui', oleh: by.id, at, laksana })) return 'sudah-diputus'
    tell({ kind: 'bantuan.disetujui', subject: owner.id, data: { permintaan: id, jenis } })
    await tellOfHelp(trx, owner.id, { kejadian: `${jenis}-disetujui`, id, laksana }, at)
    return 'disetujui'
  })
}

/** Refuses what waits for a second word: one person is enough. @returns whether there was anything to refuse */
export function refuseHelp({ database, clock }: Desk, { found, by }: { found: Permintaan; by: Petugas }): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${by.id}` }, async ({ trx, at, tell }) => {
    const { id, jenis, pegawai_id: subject } = found
    if (!await decidePermintaan(trx, { id, keadaan: 'ditolak', oleh: by.id, at, laksana: undefined })) return false
    tell({ kind: 'bantuan.ditolak', subject, data: { permintaan: id, jenis } })
    return true
  })
}

/** Stops what waits: who asked, a helper or admin of the OPD, or keamanan. @returns whether there was anything to stop, and he may */
export function stopHelp({ database, clock }: Desk, { found, by }: { found: Permintaan; by: Petugas }): Promise<boolean> {
  if (!mayStop(by, found.diminta_oleh)) return Promise.resolve(false)
  return actAs({ database, clock, actor: `pegawai:${by.id}` }, async ({ trx, at, tell }) => {
    const { id, jenis, pegawai_id: subject } = found
    if (!await stopPermintaan(trx, { id, sebab: 'petugas', at })) return false
    tell({ kind: 'bantuan.dibatalkan', subject, data: { permintaan: id, jenis, sebab: 'petugas' } })
    return true
  })
}

/** The owner says that it was not he, by the link of the message. @returns whether there was anything left to stop */
export function stopByOwner({ database, clock }: Desk, found: Permintaan): Promise<boolean> {
  const { id, jenis, pegawai_id: subject } = found
  return actAs({ database, clock, actor: `pegawai:${subject}` }, async ({ trx, at, tell }) => {
    if (!await stopPermintaan(trx, { id, sebab: 'pemilik', at })) return false
    tell({ kind: 'bantuan.dibatalkan', subject, data: { permintaan: id, jenis, sebab: 'pemilik' } })
    await tellOfHelp(trx, subject, { kejadian: 'setel-ulang-dibatalkan', id }, at)
    return true
  })
}

/**
 * Draws an agreed pass for the helper who asked, once; the code stands nowhere else and is good for fifteen minutes.
 * @returns eight digits; undefined when there is nothing to show (any more)
 */
export function showPass(
  { database, clock, codes }: Desk & { readonly codes: Codes }, { id, by }: { id: string; by: string },
): Promise<string | undefined> {
  return actAs({ database, clock, actor: `pegawai:${by}` }, async ({ trx, at, tell }) => {
    const pegawaiId = await takePass(trx, { id, oleh: by, at })
    if (pegawaiId === undefined) return undefined
    const issued = await codes.issueCode(trx, {
      pegawaiId, tujuan: PASS_PURPOSE, menit: PASS_MINUTES, digits: PASS_DIGITS, jedaSeconds: 0,
    })
    if (!('code' in issued)) throw new Error('a pass is never made to wait')
    tell({ kind: 'bantuan.izin-dibuka', subject: pegawaiId, data: { permintaan: id } })
    return issued.code
  })
}
