import type { Database } from '../db/database.ts'
import type { Seal } from '../lib/seal.ts'
import { type Block, blocksOf } from './letter.rules.ts'
import { contentOf, type Letter, type Letters } from './render.ts'
import { listWaiting, type OwedMail, type Saluran } from './surat.queries.ts'

/** A message as its receiver would read it. */
export interface ShownMessage {
  readonly saluran: Saluran
  readonly kepada: string
  readonly subject: string
  readonly isi: readonly Block[]
  readonly sejak: Date
}

/** How many are shown. */
const MOST = 30

/**
 * Looks at messages that wait, the newest first, codes and all: for an instance that sends none, where a newcomer is to
 * follow what somebody was told.
 */
export function createMessageWindow(
  { database, seal, letters }: { readonly database: Database; readonly seal: Seal; readonly letters: Letters },
): () => Promise<ShownMessage[]> {
  function write(mail: OwedMail): Letter | undefined {
    try {
      return letters(mail.saluran, mail.template, contentOf(mail, seal), mail.bahasa)
    } catch {
      // Sealed by other keys, or of a version that has no such view any more: nobody waits for it.
      return undefined
    }
  }
  return async () => {
    const waiting = await database.query<OwedMail & { created_at: Date }>(listWaiting(MOST))
    return waiting.flatMap((mail) => {
      const letter = write(mail)
      return letter === undefined ? []
        : [{ saluran: mail.saluran, kepada: mail.kepada, subject: letter.subject, isi: blocksOf(letter.text).isi, sejak: mail.created_at }]
    })
  }
}
