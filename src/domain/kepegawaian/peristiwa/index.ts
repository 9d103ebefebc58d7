/** Events that the personnel system pushes: any order and repetition lead to the same state. */
export { type EventMistake, readEvent } from './baca.rules.ts'
export { kumpulanSchema, MOST_EVENTS, type Peristiwa, peristiwaSchema } from './peristiwa.schema.ts'
export { type Received, receiveEvents } from './terima.service.ts'
export { applyRipeEvents, RETRY_MS } from './ulang.service.ts'
