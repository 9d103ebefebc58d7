/**
 * Where the number on file is wrong, the staff records the right one: two of them, each by his own word (decision 28). It
 * counts an hour later, so that whoever reads the old one can object.
 */
import type { Knex } from 'knex'
import { newId } from '../../../kernel/lib/ids.ts'
import { insertEvents } from '../../audit/index.ts'
import { tellSeconds } from '../bantuan/kedua.service.ts'
import { isOnDuty } from '../on-duty.service.ts'
import { messagePerson } from '../pesan/index.ts'
import type { Role } from '../role.rules.ts'
import { confirmRecorded, findRecorded, keepRecorded, type RecordedKontak, refuseRecorded } from './catat.queries.ts'
import { readKontak } from './catat.rules.ts'
import { roleHoldersAmong } from './kontak.queries.ts'
import { type KontakKolom, maskKontak } from './kontak.rules.ts'

/** From the second word on. */
const OBJECTION_MS = 60 * 60_000

/** One of the staff, and by which role he speaks. Whether the person is in his reach is for the door to ask. */
interface Speaker {
  readonly by: string
  readonly sebagai: Extract<Role, 'bkd' | 'helper-mfa'>
  /** official day in WIB */
  readonly today: string
  readonly at: Date
}

export type RecordOutcome =
  | { readonly hasil: 'menunggu'; readonly id: string }
  | { readonly hasil: 'tidak-terbaca' | 'sendiri' | 'hanya-bkd' | 'tidak-bertugas' }

/**
 * Records an address or number for somebody; a second one of the staff has to follow.
 * @param order.nilai as it was typed
 * @param order.alasan how he convinced himself that it is the person's, and by which ticket it was asked for
 */
export async function recordContact(
  trx: Knex.Transaction,
  { pegawaiId, kolom, nilai, alasan, tiket, ...speaker }: Speaker & {
    readonly pegawaiId: string; readonly kolom: KontakKolom; readonly nilai: string; readonly alasan: string
    readonly tiket?: string | undefined
  },
): Promise<RecordOutcome> {
  const read = readKontak(kolom, nilai)
  if (read === undefined) return { hasil: 'tidak-terbaca' }
  const refused = await mayNot(trx, pegawaiId, speaker)
  if (refused !== undefined) return { hasil: refused }
  const { by, sebagai, at } = speaker
  const id = await keepRecorded(trx, { pegawaiId, kolom, nilai: read, alasan, tiket, by, sebagai, at })
  await insertEvents(trx, [{
    kind: 'kontak.dicatat', actor: `pegawai:${by}`, subject: pegawaiId, data: { kolom, catatan: id, sebagai },
  }], { correlationId: newId() }, at)
  await tellSeconds(trx, { id, jenis: 'kontak', pegawaiId, oleh: by, today: speaker.today },
    sebagai === 'bkd' ? [['bkd']] : [['helper-mfa'], ['bkd']])
  return { hasil: 'menunggu', id }
}

/** Nobody for himself; and to whoever holds a product role only BKD leads, as with what a feed says of him (decision 27). */
async function mayNot(
  trx: Knex.Transaction, pegawaiId: string, { by, sebagai, today }: Speaker,
): Promise<'sendiri' | 'hanya-bkd' | 'tidak-bertugas' | undefined> {
  if (pegawaiId === by) return 'sendiri'
  if (!await isOnDuty(trx, { pegawaiId: by, role: sebagai, today })) return 'tidak-bertugas'
  if (sebagai !== 'bkd' && (await roleHoldersAmong(trx, [pegawaiId], today)).length > 0) return 'hanya-bkd'
  return undefined
}

export type ConfirmOutcome =
  | 'selesai' | 'orang-yang-sama' | 'sendiri' | 'hanya-bkd' | 'tidak-bertugas' | 'pencatat-tidak-bertugas' | 'sudah-diputus'

/** Confirms what another one recorded. Both must be of the staff when the second speaks; the old contacts are told. */
export async function confirmContact(trx: Knex.Transaction, id: string, speaker: Speaker): Promise<ConfirmOutcome> {
  const found = await findRecorded(trx, id)
  if (found === undefined || found.putusan !== null) return 'sudah-diputus'
  const { by, sebagai, at } = speaker
  if (found.dicatat_oleh === by) return 'orang-yang-sama'
  const refused = await mayNot(trx, found.pegawai_id, speaker)
    ?? await mayNot(trx, found.pegawai_id, { ...speaker, by: found.dicatat_oleh, sebagai: found.dicatat_sebagai as Speaker['sebagai'] })
      .then((first) => first === 'tidak-bertugas' ? 'pencatat-tidak-bertugas' as const : first)
  if (refused !== undefined) return refused
  const inForce = new Date(at.getTime() + OBJECTION_MS)
  if (!await confirmRecorded(trx, { id, by, at, inForce })) return 'sudah-diputus'
  await tellOld(trx, found, { inForce, at })
  await insertEvents(trx, [{
    kind: 'kontak.catatan-disetujui', actor: `pegawai:${by}`, subject: found.pegawai_id,
    data: { kolom: found.kolom, catatan: id, sebagai },
  }], { correlationId: newId() }, at)
  return 'selesai'
}

/** Every contact that was on file until now, believed or not: one of them is his, if the new one is not. */
async function tellOld(
  trx: Knex.Transaction, { id, pegawai_id: pegawaiId, kolom, nilai }: RecordedKontak, { inForce, at }: { inForce: Date; at: Date },
): Promise<void> {
  await messagePerson(trx, {
    pegawaiId, template: 'kontak-dicatat', saluran: 'semua', termasukBaru: true, at, dedupKey: `kontak-dicatat ${id}`,
    data: { kolom, baru: maskKontak(nilai), mulai: inForce.toISOString() },
  })
}

/** Refuses what was recorded: one person is enough (decision 28), until it is in force. @returns whether there was anything to refuse */
export async function refuseContact(trx: Knex.Transaction, id: string, { by, at }: Pick<Speaker, 'by' | 'at'>): Promise<boolean> {
  const found = await findRecorded(trx, id)
  if (found === undefined || !await refuseRecorded(trx, { id, by, at })) return false
  await insertEvents(trx, [{
    kind: 'kontak.catatan-ditolak', actor: `pegawai:${by}`, subject: found.pegawai_id, data: { kolom: found.kolom, catatan: id },
  }], { correlationId: newId() }, at)
  return true
}
