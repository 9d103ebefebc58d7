import { z } from 'zod'

/** A code as applications compare it: no blanks, no capitals to mistake. */
const kode = z.string().trim().regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/).max(50)

/** The roles of an application as a form gives them; a code stands once. */
export const peranAplikasiSchema = z.array(z.object({
  kode, nama: z.string().trim().min(1).max(100).regex(/^\P{Cc}*$/u),
})).max(50).refine((roles) => new Set(roles.map((role) => role.kode)).size === roles.length, 'must not name a code twice')
