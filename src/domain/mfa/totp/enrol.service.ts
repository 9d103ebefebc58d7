import { newId } from '../../../kernel/lib/ids.ts'
import { type QrSymbol, qrSymbol } from '../../../kernel/lib/qr.ts'
import { type Act, actAs } from '../../audit/act.ts'
import { maskNomor } from '../../pegawai/nomor.rules.ts'
import { tellOwner } from '../kabar.ts'
import { factorName } from '../nama.rules.ts'
import { drawSecret, openSecret, sealSecret } from './secret.ts'
import { confirmTotpRow, findBegunTotp, insertTotp, type TotpRow } from './totp.queries.ts'
import { type Drift, groupKey, judgeTotp, otpauthUri } from './totp.rules.ts'
import type { TotpDependencies } from './verify.service.ts'

/** What the page of a new authenticator shows (macros/faktor.njk). */
export interface Enrolment {
  readonly id: string
  /** Opens an authenticator application on the phone itself. */
  readonly uri: string
  /** The key in groups of four, to copy. */
  readonly kunci: readonly string[]
  /** The same link for the camera of another device. */
  readonly qr: QrSymbol
}

export type ConfirmOutcome =
  | { readonly ok: true; readonly faktorId: string }
  | { readonly ok: false; readonly alasan: 'meleset'; readonly selisih: Drift }
  /** `hilang`: it was begun too long ago, or confirmed in another tab: begin anew. */
  | { readonly ok: false; readonly alasan: 'salah' | 'hilang' }

const NAME = 'Aplikasi autentikator'

/**
 * Begins an authenticator. Its seed counts for nothing until `confirmTotp`, and goes after an hour. Each call draws
 * another: the id belongs to the browser that began it, so that nobody's phone is led to a seed that somebody else saw.
 * The caller has made sure that the person may add a factor now.
 * @param pengganti it takes the place of every other, however many there are
 * @returns the id, to be kept where only this browser brings it back from; undefined when he has as many as he may
 */
export async function beginTotp(
  { database, seal, clock }: TotpDependencies, pegawaiId: string, { pengganti = false } = {},
): Promise<string | undefined> {
  const id = newId()
  const sealed = sealSecret(seal, id, drawSecret())
  const rows = await database.query<{ id: string }>(insertTotp({ id, pegawaiId, nama: NAME, sealed, now: clock.now(), pengganti }))
  return rows[0]?.id
}

/**
 * @param begun `nomor` the person's number, of which the application shows the end
 * @returns what the page shows; undefined when it was begun more than an hour ago, or is confirmed
 */
export async function findEnrolment(
  { database, seal, clock }: TotpDependencies, begun: { pegawaiId: string; id: string; nomor: string | null },
): Promise<Enrolment | undefined> {
  const row = await findBegunTotp(database, { ...begun, now: clock.now() })
  if (!row) return undefined
  const secret = openSecret(seal, row)
  const uri = otpauthUri(secret, maskNomor(begun.nomor).replaceAll('·', '*'))
  return { id: row.id, uri, kunci: groupKey(secret), qr: qrSymbol(uri) }
}

/** An authenticator that was begun has used no step. */
const judge = ({ seal, clock }: TotpDependencies, row: TotpRow, code: string) =>
  judgeTotp(openSecret(seal, row), code, clock.now(), row)

/**
 * Lets an authenticator count once its phone shows a right code; the owner is told. Nobody guesses here: whoever has the
 * page has the seed.
 * @param begun `code` six digits; `nama` as the owner calls the phone, or nothing
 * @param beside what else is done in the same transaction. @returns what the owner is told
 */
export async function confirmTotp(
  dependencies: TotpDependencies, begun: { pegawaiId: string; id: string; code: string; nama?: string | undefined },
  beside: (act: Act) => Promise<'ditambahkan' | 'diganti'> = () => Promise.resolve('ditambahkan'),
): Promise<ConfirmOutcome> {
  const { database, clock } = dependencies
  const { pegawaiId, code } = begun
  const row = await findBegunTotp(database, { ...begun, now: clock.now() })
  if (!row) return { ok: false, alasan: 'hilang' }
  const verdict = judge(dependencies, row, code)
  if (verdict.hasil === 'meleset') return { ok: false, alasan: 'meleset', selisih: verdict.selisih }
  if (verdict.hasil !== 'cocok') return { ok: false, alasan: 'salah' }
  const nama = factorName(begun.nama) ?? NAME
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async (act): Promise<ConfirmOutcome> => {
    const { trx, at, tell } = act
    if (!await confirmTotpRow(trx, { id: row.id, langkah: verdict.langkah, nama, at })) return { ok: false, alasan: 'hilang' }
    tell({ kind: 'faktor.ditambahkan', subject: pegawaiId, data: { jenis: 'totp', faktor: row.id } })
    await tellOwner(trx, pegawaiId, { kejadian: await beside(act), faktor: nama }, at)
    return { ok: true, faktorId: row.id }
  })
}
