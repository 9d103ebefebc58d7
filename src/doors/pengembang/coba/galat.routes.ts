import type { Context } from 'koa'
import { galatOf } from '../../../domain/clients/galat/galat.queries.ts'
import type { GalatBaris } from '../../../domain/clients/galat/galat.ts'
import { factsInWords, KATA, TITIK_WORDS } from '../../../domain/clients/galat/kata.ts'
import type { ErrorBook } from '../../../domain/clients/galat/pencatat.service.ts'
import { agoInWords, instantInWords, numberInWords } from '../../kerja.rules.ts'
import type { Route } from '../../route.ts'
import { KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'

export interface GalatDependencies extends KlienDependencies {
  readonly errorBook: Pick<ErrorBook, 'write'>
}

/** What went wrong for a client of one's own, in plain words, with what helps. */
export const galatRoutes = (dependencies: GalatDependencies): Route[] => [
  { method: 'GET', path: `${KLIEN}/:klien/galat`, handle: (ctx) => list(dependencies, ctx) },
]

async function list(dependencies: GalatDependencies, ctx: Context): Promise<void> {
  const { database, clock, errorBook } = dependencies
  const client = await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')
  // Whoever looks just after his try reads of it, on this node.
  await errorBook.write()
  const galat = await galatOf(database, client.clientId)
  const failures = galat.filter(({ alasan }) => KATA[alasan].peringatan === undefined)
  showClient(dependencies, ctx, client, 'pengembang/coba/galat.njk', {
    judul: failures.length === 0 ? `Tidak ada galat ${client.nama} dalam 30 hari` : `${failures.length} macam galat ${client.nama}`,
    galat: galat.map((one) => shown(one, clock.now())),
  })
}

function shown({ titik, kode, alasan, rincian, at, terakhirAt, jumlah }: GalatBaris, now: Date) {
  return {
    ...KATA[alasan], titik: TITIK_WORDS[titik], kode,
    kapan: `${instantInWords(terakhirAt)}, ${agoInWords(terakhirAt, now)}`,
    kali: jumlah === 1 ? 'sekali' : `${numberInWords(jumlah)} kali sejak ${instantInWords(at)}`,
    rincian: factsInWords(rincian),
  }
}
