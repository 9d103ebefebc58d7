/** Operating a client that is registered: what its OPD sees and does by itself. */
export { type ClientFile, clientFile, clientsOfUnits, type SecretFacts } from './klien.queries.ts'
export { missingContact, type Penanggung, type TanpaKontak } from './kontak.rules.ts'
