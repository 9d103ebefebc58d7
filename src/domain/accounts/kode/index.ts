/** One-time codes: made for a person and a purpose, used once. */
export { createCodes, type Codes, type Issued } from './kode.service.ts'
