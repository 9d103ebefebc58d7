/** Messages to people: where they can be reached, how much they are told, and by which way. */
export { rememberWays } from './saluran.queries.ts'
export { contactsOf, type Contacts, messagePerson, type MessageResult, type PersonMessage } from './pesan.service.ts'
