import { answerKontak } from '../../domain/accounts/kontak/kontak.service.ts'
import { findOneKontak } from '../../domain/accounts/kontak/kontak.queries.ts'
import { maskKontak } from '../../domain/accounts/kontak/kontak.rules.ts'
import type { Route } from '../route.ts'
import { type TautanDependencies, tautanRoutes } from './tautan.ts'

/** The question that a letter to the old address asks: is the new one yours? Answered once. */
export const kontakRoutes = (dependencies: TautanDependencies): Route[] => tautanRoutes(dependencies, {
  purpose: 'kontak', view: 'masuk/kontak.njk',
  find: (id) => findOneKontak(dependencies.database, id),
  present: ({ kolom, nilai, putusan, batas }) => ({
    kolom, baru: maskKontak(nilai),
    keadaan: putusan === null && batas > dependencies.clock.now() ? 'terbuka' : putusan ?? 'kedaluwarsa',
  }),
  answer: ({ id }, jawaban) =>
    answerKontak(dependencies.database, dependencies.clock, id, jawaban === 'setuju' ? 'setuju' : 'tolak'),
})
