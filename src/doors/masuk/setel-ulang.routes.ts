import { findPermintaan } from '../../domain/accounts/bantuan/permintaan.queries.ts'
import { stopByOwner } from '../../domain/accounts/bantuan/permintaan.service.ts'
import type { Route } from '../route.ts'
import { type TautanDependencies, tautanRoutes } from './tautan.ts'

/** The link of the letter that says that somebody's second factors will be taken: it was not I, stop it. */
export const setelUlangRoutes = (dependencies: TautanDependencies): Route[] => tautanRoutes(dependencies, {
  purpose: 'setel-ulang', view: 'masuk/setel-ulang.njk',
  async find(id) {
    const found = await findPermintaan(dependencies.database, id)
    return found?.jenis === 'setel-ulang' ? found : undefined
  },
  present({ keadaan }) {
    const isOpen = keadaan === 'disetujui' || keadaan === 'menunggu'
    return { keadaan: isOpen ? 'terbuka' : keadaan === 'dilaksanakan' ? 'dilaksanakan' : 'dibatalkan' }
  },
  answer: (found) => stopByOwner(dependencies, found),
})
