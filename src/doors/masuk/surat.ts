import { passingCookie } from './kuki.ts'

/** The code of the letter with which a browser came, until its sign-in has taken it or its reader signs in another way. */
export const surat = passingCookie('satu_login_surat', 15)
