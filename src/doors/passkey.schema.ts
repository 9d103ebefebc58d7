import { z } from 'zod'

const text = z.string().catch('')

/** A button without a question. */
export const emptyForm = z.object({ csrf: text })

/** A passkey was used: what the browser answered, JSON in a field; `bersama` on the first page alone. */
export const passkeyForm = z.object({ csrf: text, jawaban: text, bersama: text })

/** A passkey was made. */
export const newPasskeyForm = z.object({ csrf: text, jawaban: text, nama: text })
