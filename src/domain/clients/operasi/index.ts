/** Operating a client that is registered: what its OPD sees and does by itself. */
export { type ClientFile, clientFile, clientsOfUnits, type SecretFacts } from './klien.queries.ts'
export { missingContact, type Penanggung, type TanpaKontak } from './kontak.rules.ts'
export type { PersonAct } from './orang.ts'
export { type Issued, issueOwnSecret, revokeOwnSecret } from './rahasia.service.ts'
export { keepClients } from './jaga.ts'
export { nameContact } from './penerus.service.ts'
export { type Harmless, type HarmlessField, harmlessMistakes, LONGEST_DESCRIPTION } from './ubah.schema.ts'
export { changeHarmless } from './ubah.service.ts'
