import { desksOf } from '../../domain/mfa/aktivasi/pembantu.service.ts'
import { findPersonToday } from '../../domain/pegawai/person.queries.ts'
import { freezeByOwner, readBukanSaya } from '../../domain/sessions/bukan-saya.service.ts'
import type { Route } from '../route.ts'
import { type TautanDependencies, tautanRoutes } from './tautan.ts'

/** The link of every letter about somebody's account: it was not I, freeze it. */
export const bukanSayaRoutes = (dependencies: TautanDependencies): Route[] => tautanRoutes(dependencies, {
  purpose: 'bukan-saya', view: 'masuk/bukan-saya.njk',
  async find(id) {
    const found = await readBukanSaya(dependencies, id)
    return found && { ...found, id }
  },
  /** What will happen, or what did and whom to call then. */
  async present({ pegawaiId, terbuka, beku }) {
    const { database, clock } = dependencies
    return {
      keadaan: beku ? 'beku' : terbuka ? 'terbuka' : 'lewat',
      // Whoever has the letter is told the OPD of whom it was sent to, and nothing else about him.
      pembantu: terbuka && !beku ? [] : await desksOf(dependencies, await findPersonToday(database, pegawaiId, clock.today())),
    }
  },
  answer: (letter) => freezeByOwner(dependencies, letter),
})
