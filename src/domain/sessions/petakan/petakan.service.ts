import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { isShut, keadaanPada } from '../../pegawai/keadaan.rules.ts'
import { holdersOfNumbers, lockMappedClient, releaseSubs, takeNumbers } from './petakan.queries.ts'
import { type MappingRefusal, mappingRefusal, storedNumber } from './petakan.rules.ts'

/** One line of the answer. */
export interface MappedNumber {
  /** As it was written. */
  readonly nip: string
  readonly hasil: 'cocok' | 'tidak-ditemukan' | 'tidak-aktif'
  /** As this client knows the person; only where he matches. */
  readonly sub?: string
}

export type Mapped =
  | { readonly ok: true; readonly baris: readonly MappedNumber[] }
  | { readonly ok: false; readonly alasan: MappingRefusal | 'tidak-ada' | 'jatah' }

interface Order {
  readonly clientId: string
  /** As they were written, each once. */
  readonly nomor: readonly string[]
}

/**
 * Matches NIPs that an application has with the `sub` that it will be told at sign-in, so that its users need not be made
 * anew. It is a release: the ledger says of whom, one event says how many. A client on trial is told of its testers alone,
 * who else is found is approved by nobody yet.
 * @param who.oleh `sub` of who asks
 * @returns a line for each number in their order; or why there is none, and nothing was counted
 */
export function mapUsers(
  who: { readonly database: Database; readonly clock: Clock; readonly oleh: string }, { clientId, nomor }: Order,
): Promise<Mapped> {
  const today = who.clock.today()
  return actAs({ ...who, actor: `pegawai:${who.oleh}` }, async ({ trx, at, tell }): Promise<Mapped> => {
    const client = await lockMappedClient(trx, clientId)
    const alasan = client === undefined ? 'tidak-ada' : mappingRefusal(client)
    if (client === undefined || alasan !== undefined) return { ok: false, alasan: alasan ?? 'tidak-ada' }
    if (!await takeNumbers(trx, { clientId, hari: today, jumlah: nomor.length })) return { ok: false, alasan: 'jatah' }
    const nips = nomor.flatMap((one) => storedNumber(one) ?? [])
    const everybody = client.state === 'aktif' || client.penguji_semua
    const found = (await holdersOfNumbers(trx, { clientId, nips, today })).filter(({ penguji }) => everybody || penguji)
    const people = new Map(found.map((person) => [person.nip, { id: person.id, shut: isShut(keadaanPada(person, today)) }]))
    const subs = await releaseSubs(trx, {
      clientId, sector: client.metadata.subject_type === 'pairwise' ? client.host : null, hari: today, at,
      people: [...new Set([...people.values()].filter(({ shut }) => !shut).map(({ id }) => id))],
    })
    const baris = nomor.map((nip): MappedNumber => {
      const person = people.get(storedNumber(nip) ?? '')
      if (!person) return { nip, hasil: 'tidak-ditemukan' }
      const sub = subs.get(person.id)
      return sub === undefined ? { nip, hasil: 'tidak-aktif' } : { nip, hasil: 'cocok', sub }
    })
    const count = (wanted: MappedNumber['hasil']): number => baris.filter(({ hasil }) => hasil === wanted).length
    tell({ kind: 'klien.pengguna-dipetakan', subject: clientId, clientId, data: {
      diminta: nomor.length, cocok: count('cocok'), tidakAktif: count('tidak-aktif'), tidakDitemukan: count('tidak-ditemukan'),
    } })
    return { ok: true, baris }
  })
}
