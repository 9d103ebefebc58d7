/** What an application's receiver of logout tokens answered, as its developers read it. */
import type { Galat } from './galat.ts'
import type { ErrorBook } from './pencatat.service.ts'

/** One attempt at a logout token, as the receipt says it (oidc/logout-receipt.rules.ts). */
interface Attempt {
  readonly result: 'delivered' | 'refused' | 'hopeless'
  readonly receipt: string
}

/** Not the receiver's doing. */
const OURS: ReadonlySet<string> = new Set(['the application is not open', 'it is not to be told any more'])

const ANSWERED = /^it answered (\d{3})$/

/** @returns the error that an attempt was, undefined for one that was taken or that the receiver did not see */
export function receiverError({ result, receipt }: Attempt): Pick<Galat, 'alasan' | 'rincian'> | undefined {
  if (result === 'delivered' || OURS.has(receipt)) return undefined
  const [, status] = ANSWERED.exec(receipt) ?? []
  if (status !== undefined) return { alasan: 'penerima-menolak', rincian: { jawaban: Number(status) } }
  return { alasan: result === 'hopeless' ? 'penerima-di-luar-jaringan' : 'penerima-tak-terjangkau', rincian: { sebab: receipt } }
}

/** @returns the sender, and the book hears of what receivers answer */
export function tellReceivers<Delivery extends { readonly clientId: string }, Outcome extends Attempt>(
  send: (delivery: Delivery) => Promise<Outcome>, book: Pick<ErrorBook, 'note'>,
): (delivery: Delivery) => Promise<Outcome> {
  return async (delivery) => {
    const outcome = await send(delivery)
    const error = receiverError(outcome)
    if (error) book.note({ clientId: delivery.clientId, titik: 'logout', kode: 'keluar', ...error, pasti: true })
    return outcome
  }
}
