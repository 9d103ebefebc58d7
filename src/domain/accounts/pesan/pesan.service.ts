/** Messages to one person: to contacts that are believed, in his order and language, and not more than he can bear. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { type Destination, enqueueMessage, type MailData, type Saluran, type Secret } from '../../../kernel/notifications/index.ts'
import { isSeluler, parseTelepon } from '../../pegawai/telepon.rules.ts'
import { maskKontak } from '../kontak/kontak.rules.ts'
import { giveBackPlace, takePlace } from './batas.queries.ts'
import { type ContactRow, findContacts } from './kontak-berlaku.queries.ts'
import { contactInForce, type InForce, orderOf } from './kontak-berlaku.rules.ts'

/** Where a person can be reached. */
export interface Contacts {
  /** on file, believed or not */
  readonly email?: string
  /** on file, E.164 where it can be read, believed or not */
  readonly noHp?: string
  /** ways on which a message may go to him now; without one he is reached by a letter in the hand or the helper */
  readonly usable: readonly Saluran[]
}

/**
 * @param at the moment it is asked for
 * @returns contacts of a person; none for a person that there is not
 */
export async function contactsOf(database: Database | Knex.Transaction, pegawaiId: string, at: Date): Promise<Contacts> {
  const row = await findContacts(database, pegawaiId, at)
  if (row === undefined) return { usable: [] }
  const { email, sms } = inForce(row, at)
  return {
    ...(email && { email: email.nilai }), ...(sms && { noHp: sms.nilai }),
    usable: [...email?.boleh ? ['email' as const] : [], ...sms?.boleh ? ['sms' as const] : []].filter((way) => leads(row, way)),
  }
}

export interface PersonMessage {
  readonly pegawaiId: string
  /** view below views/email/ and views/sms/; without one for SMS it goes by e-mail alone */
  readonly template: string
  readonly data?: MailData
  /** words of the data that open something (codes, links); sealed until the message is gone */
  readonly rahasia?: Secret
  /** a code is wanted at once and goes by SMS first, a letter by e-mail; the person's own order goes before that */
  readonly sebagai?: 'surat' | 'kode'
  /**
   * `pilihan`: by one way, the next where it fails; five an hour. `semua`: to every contact at once, which is for notices
   * of what was done with an account. Those are not counted: whoever wants one unseen could use the places up before.
   */
  readonly saluran?: 'pilihan' | 'semua'
  /** to contacts as well that are not believed yet: of a notice that opens nothing */
  readonly termasukBaru?: boolean
  /** ways that are fit for it, where not all are: no code by SMS for whoever holds a product role */
  readonly lewat?: readonly Saluran[]
  /** what bears the same key is told to this person once ever */
  readonly dedupKey?: string
  /** after that it is of no use and is not sent */
  readonly berlakuSampai?: Date
  /** of the page that he looks at; otherwise the one that he chose for himself */
  readonly bahasa?: 'id' | 'en'
  readonly at: Date
}

/** What became of it; `tujuan` says where it goes first, for who has to recognise it. */
export type MessageResult =
  | { readonly hasil: 'dikirim'; readonly tujuan: readonly { readonly saluran: Saluran; readonly mask: string }[] }
  | { readonly hasil: 'sudah' }
  | { readonly hasil: 'batas'; readonly waitSeconds: number }
  | { readonly hasil: 'tanpa-kontak' }

/**
 * Owes a person a message, with whatever else the transaction does: both happen or neither. Two messages at the same
 * time to one person wait for each other.
 */
export async function messagePerson(trx: Knex.Transaction, message: PersonMessage): Promise<MessageResult> {
  const { pegawaiId, saluran = 'pilihan', at } = message
  const row = await findContacts(trx, pegawaiId, at)
  const [first, ...others] = row === undefined ? [] : destinationsOf(row, message)
  if (row === undefined || first === undefined) return { hasil: 'tanpa-kontak' }
  const bahasa = message.bahasa ?? row.bahasa ?? 'id'
  if (saluran === 'semua') return toEach(trx, message, [first, ...others], bahasa)
  const waitSeconds = await takePlace(trx, pegawaiId)
  if (waitSeconds !== undefined) return { hasil: 'batas', waitSeconds }
  if (await owe(trx, message, [first, ...others], bahasa)) return sent([first])
  await giveBackPlace(trx, pegawaiId)
  return { hasil: 'sudah' }
}

const sent = (to: readonly Destination[]): MessageResult =>
  ({ hasil: 'dikirim', tujuan: to.map(({ saluran, kepada }) => ({ saluran, mask: maskKontak(kepada) })) })

async function toEach(
  trx: Knex.Transaction, message: PersonMessage, to: readonly Destination[], bahasa: 'id' | 'en',
): Promise<MessageResult> {
  const owed: Destination[] = []
  for (const one of to) {
    const dedupKey = message.dedupKey && `${message.dedupKey} ${one.saluran}`
    if (await owe(trx, { ...message, ...(dedupKey !== undefined && { dedupKey }) }, [one], bahasa)) owed.push(one)
  }
  return owed.length === 0 ? { hasil: 'sudah' } : sent(owed)
}

function owe(
  trx: Knex.Transaction, { pegawaiId, template, data = {}, rahasia, dedupKey, berlakuSampai }: PersonMessage,
  to: readonly [Destination, ...Destination[]], bahasa: 'id' | 'en',
): Promise<boolean> {
  return enqueueMessage(trx, { pegawaiId, to, template, data, rahasia, bahasa, dedupKey, berlakuSampai })
}

/** Whether this instance sends anything that way. */
const leads = ({ lewat }: ContactRow, saluran: Saluran): boolean => lewat?.includes(saluran) ?? true

/** What is on file of both ways. A number that cannot be read, or is no mobile, gets no SMS. */
function inForce(row: ContactRow, at: Date): { email: InForce | undefined; sms: InForce | undefined } {
  const of = (kolom: 'email' | 'no_hp', nilai: string | null, sejak: Date | null): InForce | undefined => {
    const recorded = row.dicatat.find((one) => one.kolom === kolom)
    return contactInForce({
      feed: nilai === null || sejak === null ? undefined : { nilai, sejak },
      dicatat: recorded && { nilai: recorded.nilai, diputus: new Date(recorded.diputus), berlaku: new Date(recorded.berlaku) },
      awal: row.awal ?? undefined,
    }, at)
  }
  const number = of('no_hp', row.no_hp, row.no_hp_sejak)
  const nilai = number && parseTelepon(number.nilai)
  return {
    email: of('email', row.email, row.email_sejak),
    sms: number && { nilai: nilai ?? number.nilai, boleh: number.boleh && nilai !== undefined && isSeluler(nilai) },
  }
}

function destinationsOf(row: ContactRow, { sebagai = 'surat', lewat, termasukBaru = false, at }: PersonMessage): Destination[] {
  const contacts = inForce(row, at)
  return orderOf(row.saluran_utama, sebagai).flatMap((saluran) => {
    const contact = contacts[saluran]
    const isFit = leads(row, saluran) && (lewat?.includes(saluran) ?? true)
    return contact !== undefined && (contact.boleh || termasukBaru) && isFit ? [{ saluran, kepada: contact.nilai }] : []
  })
}
