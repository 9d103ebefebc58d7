/** Events that the personnel system pushes: any order and repetition lead to the same state. */
export { type EventMistake, readEvent } from './baca.rules.ts'
export { DATA, type Jenis, kumpulanSchema, MOST_EVENTS, type Peristiwa, peristiwaSchema } from './peristiwa.schema.ts'
export {
  type EventEntry, type EventFilter, findAnswer, type GivenAnswer, listEvents,
} from './daftar.queries.ts'
export { type Answer, answersTo } from './putusan.rules.ts'
export { type Answered, answerEvent, lookAtEvent, type SeenEvent } from './putusan.service.ts'
export type { Alasan, Status } from './simpan.queries.ts'
export { type Received, receiveEvents } from './terima.service.ts'
export { applyRipeEvents, RETRY_MS } from './ulang.service.ts'
