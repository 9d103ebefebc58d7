import { z } from 'zod'
import { ESELON } from '../../pegawai/eselon.rules.ts'
import type { AturanMasuk } from './aturan.rules.ts'

const id = z.uuid().transform((text) => text.toLowerCase())
const namesSomebody = (lists: Readonly<Record<string, unknown>>): boolean =>
  Object.values(lists).some((list) => Array.isArray(list) && list.length > 0)

const unique = <Item extends z.ZodType<string, string>>(item: Item, most: number) =>
  z.array(item).max(most).transform((list) => [...new Set(list)])

/** An entry rule as a form or a file gives it; nothing is kept of what it does not know. */
export const aturanMasukSchema = z.discriminatedUnion('jenis', [
  z.object({ jenis: z.literal('semua') }),
  z.object({ jenis: z.literal('opd') }),
  z.object({
    jenis: z.literal('tertentu'),
    unit: unique(id, 50),
    jabatan: unique(z.string().trim().min(1).max(200).regex(/^\P{Cc}*$/u), 50),
    eselon: unique(z.string().refine((text) => ESELON.includes(text)), ESELON.length),
    orang: unique(id, 500),
  }).refine(namesSomebody, 'must name a unit, a jabatan, an eselon or a person'),
]) satisfies z.ZodType<AturanMasuk>
