import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs, type Act } from '../../audit/act.ts'
import { bukanSayaLink } from '../bukan-saya/index.ts'
import { messagePerson } from '../pesan/index.ts'
import { mailToRole } from '../role-mail.queries.ts'
import { type Noted, noteStrangeTry, type StrangeTry } from './tebakan.queries.ts'

interface Watch {
  readonly database: Database
  readonly clock: Clock
}

/** Tells everybody of keamanan, at most once an hour of each address or password. */
async function warn({ trx, at }: Act, today: string, data: Record<string, unknown>, about: string): Promise<void> {
  await mailToRole(trx, 'keamanan', {
    template: 'sinyal', today, dedupKey: `sinyal:${about}:${at.toISOString()}`, data: { saat: at.toISOString(), ...data },
  })
}

/** Writes down what a try was a signal of, and whom it concerns is told in the same transaction. */
async function raise({ database, clock }: Watch, { siapa, network }: StrangeTry, noted: Noted): Promise<void> {
  const { orangAlamat, kabarkanAlamat, kantor, orangSandi, kabarkanSandi, tertebak } = noted
  const today = clock.today()
  await actAs({ database, clock, actor: 'sistem' }, async (act) => {
    if (kabarkanAlamat && orangAlamat !== null) {
      act.tell({ kind: 'sinyal.banyak-orang', outcome: 'ditolak', data: { orang: orangAlamat, kantor } })
      await warn(act, today, { jenis: 'banyak-orang', orang: orangAlamat, alamat: network, kantor: kantor ?? '' }, 'alamat')
    }
    if (kabarkanSandi && orangSandi !== null) {
      act.tell({ kind: 'sinyal.satu-sandi', outcome: 'ditolak', data: { orang: orangSandi } })
      await warn(act, today, { jenis: 'satu-sandi', orang: orangSandi, alamat: network ?? '', kantor: kantor ?? '' }, 'sandi')
    }
    if (tertebak) {
      act.tell({ kind: 'sinyal.sandi-tertebak', subject: siapa, outcome: 'ditolak', data: {} })
      const bukanSaya = await bukanSayaLink(act.trx, { pegawaiId: siapa, sebab: 'sandi-tertebak', at: act.at })
      await messagePerson(act.trx, {
        pegawaiId: siapa, template: 'sandi-tertebak', data: { saat: act.at.toISOString(), bukanSaya }, saluran: 'semua',
        at: act.at,
      })
    }
  })
}

/**
 * Looks at a checked password from a browser that is new to the person: whether too many people are tried from one
 * address, or with one password. The answer to the person does not depend on it. One statement more for such a try, right
 * or wrong, known number or not; a signal is one transaction.
 */
export async function watchTry(watch: Watch, strange: StrangeTry): Promise<void> {
  const noted = await noteStrangeTry(watch.database, strange)
  if (noted.kabarkanAlamat || noted.kabarkanSandi || noted.tertebak) await raise(watch, strange, noted)
}
