/** Of the notice on /privasi and in the journey; a new one is shown to whoever read another. Raise it with its text. */
export const VERSI_PEMBERITAHUAN = 1
