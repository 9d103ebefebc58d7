/** What a client may be called: a host as a rule, so a port may be in it. */
export const CLIENT_ID = /^[a-z0-9][a-z0-9.:_-]{0,252}$/

/** Clients that are the service's own pages and never stand in the register. */
export const RESERVED_CLIENT_IDS: readonly string[] = ['portal']

/** Whether a registration can have produced this id: requests carry anything, and PostgreSQL knows no NUL. */
export const isPossibleId = (clientId: string): boolean => CLIENT_ID.test(clientId)
