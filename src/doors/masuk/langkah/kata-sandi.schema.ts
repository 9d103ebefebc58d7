import { z } from 'zod'

const text = z.string().catch('')

/**
 * What the sign-in form sends; a missing or repeated field is an empty one and gets the same clear answer.
 * The password is taken whole: its length is judged where it is hashed.
 */
export const loginForm = z.object({
  csrf: text,
  nip: text,
  lanjut: text,
  sandi: text,
  tampilkan: text,
  sembunyikan: text,
  bersama: text,
})

export type LoginForm = z.infer<typeof loginForm>
