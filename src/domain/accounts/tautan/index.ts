/** One-time links: made for a person and a purpose, looked at freely, used once. */
export { issueLink, readLink, useLink } from './tautan.service.ts'
