import type { Context } from 'koa'
import { z } from 'zod'
import { findKartu } from '../../domain/accounts/pembantu/kartu.queries.ts'
import { type Kartu, LONGEST_ROOM, mistakesOf } from '../../domain/accounts/pembantu/kartu.rules.ts'
import { publishKartu } from '../../domain/accounts/pembantu/kartu.service.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { visitorOf } from '../guards.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { PembantuDependencies } from './meja.ts'

const PATH = '/pembantu/kartu'

const text = z.string().trim().catch('')
const cardForm = z.object({ csrf: text, unit: text, ruang: text, telepon: text })

const SENTENCES: Readonly<Record<keyof Kartu, string>> = {
  ruang: `Tulis gedung, lantai, dan ruang, 3 sampai ${LONGEST_ROOM} huruf.`,
  telepon: 'Tulis nomor telepon meja, misalnya 0254 123456 atau 0254 123456 pes 12.',
}

type Sent = z.infer<typeof cardForm>

/** The helper's own card: the room and the telephone that everybody reads who cannot sign in. */
export function kartuRoutes(dependencies: PembantuDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: PATH, handle: (ctx) => publish(dependencies, ctx) },
  ]
}

async function show(
  { staff, database, clock }: PembantuDependencies, ctx: Context, sent?: Sent,
  galat: Partial<Record<keyof Kartu, string>> = {},
): Promise<void> {
  const gagal = Object.keys(galat).length > 0
  const cards = await findKartu(database, { pegawaiId: visitorOf(ctx).person.id, today: clock.today() })
  if (gagal) ctx.status = 400
  staff.page(ctx, 'pembantu/kartu.njk', {
    judul: cards.some(({ ruang }) => ruang === null) ? 'Rekan Anda belum tahu di mana menemui Anda' : 'Kartu Anda sebagai pembantu',
    gagal, action: PATH, ...(firstOf(ctx.query['pesan']) === 'ditulis' && { kabar: 'Kartu Anda diterbitkan.' }),
    kartu: cards.map(({ unitId, opd, ruang, telepon }, index) => {
      const common = { unit: unitId, opd, ruang: `ruang-${index}`, telepon: `telepon-${index}` }
      return sent?.unit !== unitId ? { ...common, nilai: { ruang, telepon }, galat: {} } : {
        ...common, nilai: sent, galat, gagal: { [common.ruang]: galat.ruang, [common.telepon]: galat.telepon },
      }
    }),
  })
}

async function publish(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const form = await readForm(ctx, cardForm)
  staff.check(ctx, form.csrf)
  const { unit: unitId, ruang, telepon } = form
  if (!ID_FORM.test(unitId)) throw notFound('no unit')
  const galat = Object.fromEntries(mistakesOf({ ruang, telepon }).map((field) => [field, SENTENCES[field]]))
  if (Object.keys(galat).length > 0) return show(dependencies, ctx, form, galat)
  const pegawaiId = visitorOf(ctx).person.id
  if (!await publishKartu({ database, clock }, { pegawaiId, unitId, kartu: { ruang, telepon } })) throw notFound('no helper there')
  staff.done(ctx, PATH, 'ditulis')
}
