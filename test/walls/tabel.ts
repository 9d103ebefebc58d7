import { clientOf } from '../../src/domain/clients/tabel-1/tabel.rules.ts'
import { readTable } from '../../src/domain/clients/tabel-1/tabel.schema.ts'

const ALL = readTable().map(clientOf).filter((client) => client !== undefined)

/** The applications of Table 1 with what each registered, and what the one after it did. */
export const CLIENTS = ALL.map((client, index) => {
  const { metadata: next } = ALL[(index + 1) % ALL.length] ?? client
  const { redirect_uris: [right = ''], post_logout_redirect_uris: [goodbye = ''] } = client.metadata
  return { ...client, right, goodbye, neighbour: next.redirect_uris[0] ?? '' }
})
