/** The printed letters: the answer to the form that drew their codes, kept by nobody. */
import type { Context } from 'koa'
import { qrSymbol } from '../../kernel/lib/qr.ts'
import type { OrangRow } from '../../domain/accounts/pembantu/orang.queries.ts'
import { issueActivationLetters } from '../../domain/mfa/aktivasi/surat.service.ts'
import { isShut, keadaanPada } from '../../domain/pegawai/keadaan.rules.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { visitorOf } from '../guards.ts'
import { instantInWords } from '../kerja.rules.ts'
import type { PembantuDependencies } from './meja.ts'
import { unitTree } from './meja.ts'

/** In one print at most; what is left is printed next. */
export const MOST_LETTERS = 50

/** Where the symbol leads: the page fills in the code, and still asks for the number of the person. */
const addressOf = (issuer: string, kode: string): string => `${issuer}/aktivasi?${new URLSearchParams({ surat: kode }).toString()}`

/**
 * Draws and shows letters for some of these people, one sheet each.
 * @param people those in reach; whoever has an account, or may not sign in today, is left out
 */
export async function printLetters(
  dependencies: PembantuDependencies, ctx: Context, people: readonly OrangRow[], back: string,
): Promise<void> {
  const { issuer, staff, database, clock } = dependencies
  const tree = await unitTree(dependencies)
  const byId = new Map(people.filter((one) => !one.aktif && !isShut(keadaanPada(one, clock.today())))
    .slice(0, MOST_LETTERS).map((one) => [one.id, one]))
  const by = visitorOf(ctx).person.id
  const printed = await database.knex.transaction((trx) =>
    issueActivationLetters(trx, { pegawaiIds: [...byId.keys()], by, at: clock.now() }))
  staff.page(ctx, 'pembantu/surat.njk', {
    judul: printed.length === 0 ? 'Tidak ada surat untuk dicetak' : `${printed.length} surat siap dicetak`, kembali: back,
    alamat: `${issuer}/aktivasi`,
    surat: printed.flatMap(({ pegawaiId, kode, sampai }) => {
      const orang = byId.get(pegawaiId)
      return orang ? [{
        nama: orang.nama, nomor: maskNomor(orang.nomor), unit: tree.get(orang.unit_id)?.nama ?? '', kode,
        sampai: instantInWords(sampai), qr: qrSymbol(addressOf(issuer, kode)),
      }] : []
    }),
  })
}
