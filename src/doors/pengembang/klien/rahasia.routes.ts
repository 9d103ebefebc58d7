import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { notFound } from '../../../kernel/lib/app-error.ts'
import { instantInWords } from '../../../kernel/lib/instant-in-words.ts'
import { LONGEST_REASON } from '../../../domain/kepegawaian/decision.rules.ts'
import { type ClientFile, issueOwnSecret, revokeOwnSecret, type SecretFacts } from '../../../domain/clients/operasi/index.ts'
import { secretRefusal } from '../../../domain/clients/secret.rules.ts'
import { visitorOf } from '../../guards.ts'
import { dayInWords } from '../../kerja.rules.ts'
import { dayInWib } from '../../../kernel/lib/clock.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { daysSince, isAlive } from './kata.ts'

const PATH = `${KLIEN}/:klien/rahasia`

const issueForm = z.object({ csrf: z.string().catch(''), terakhir: z.string().catch('') })
const revokeForm = z.object({ csrf: z.string().catch(''), alasan: z.string().trim().catch('') })

const REFUSALS = {
  'tidak-ada': 'Klien ini tidak ada lagi.',
  'tanpa-rahasia': 'Klien ini membuktikan diri tanpa rahasia. Mengganti caranya lewat permohonan perubahan.',
  'belum-disetujui': 'Rahasia terbit sesudah klien ini disetujui atau dalam uji coba.',
  'basi': 'Halaman ini sudah lama: rahasia lain terbit sesudahnya. Periksa daftarnya, lalu ulangi bila masih perlu.',
} as const

/** The secrets of a client: two at most, shown once, each taken away by itself. */
export function rahasiaRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: PATH, handle: (ctx) => issue(dependencies, ctx) },
    { method: 'GET', path: `${PATH}/:id/cabut`, handle: (ctx) => askRevoke(dependencies, ctx) },
    { method: 'POST', path: `${PATH}/:id/cabut`, handle: (ctx) => revoke(dependencies, ctx) },
  ]
}

/** A secret in words: which one it is, and until when it opens anything. */
function factsOf(secret: SecretFacts, { now, isNewest }: { now: Date; isNewest: boolean }) {
  const alive = isAlive(secret, now)
  return {
    id: secret.id, hidup: alive, umur: daysSince(secret.sejak, now), sejak: instantInWords(new Date(secret.sejak)),
    lencana: !alive ? { teks: 'Sudah berakhir', lencana: 'bad' }
      : isNewest ? { teks: 'Terbaru', lencana: 'ok' } : { teks: 'Lama', lencana: 'warn' },
    sampai: secret.sampai === null ? 'tanpa hari akhir' : dayInWords(dayInWib(new Date(secret.sampai))),
  }
}

function page(
  dependencies: KlienDependencies, ctx: Context, client: ClientFile, galat?: string,
): void {
  const now = dependencies.clock.now()
  const alive = client.rahasia.filter((one) => isAlive(one, now))
  if (galat !== undefined) ctx.status = 409
  const refusal = secretRefusal(client)
  showClient(dependencies, ctx, client, 'pengembang/klien/rahasia.njk', {
    judul: alive.length === 0 ? 'Belum ada rahasia yang berlaku' : `${alive.length} rahasia berlaku`,
    rahasia: client.rahasia.map((one) => factsOf(one, { now, isNewest: one.id === alive[0]?.id })),
    terlama: alive.length > 1, terakhir: client.rahasiaTerakhir ?? '', halangan: refusal && REFUSALS[refusal], galat,
  })
}

async function show(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  page(dependencies, ctx, await ownClient(dependencies, ctx, 'pengembang'))
}

/** The one page that ever shows the secret; it answers the form itself, so that no address leads to it. */
async function issue(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  const { csrf, terakhir } = await readForm(ctx, issueForm)
  dependencies.staff.check(ctx, csrf)
  const issued = await issueOwnSecret({ ...dependencies, oleh: visitorOf(ctx).person.id }, { clientId: client.clientId, terakhir })
  if (!issued.ok) return page(dependencies, ctx, await ownClient(dependencies, ctx, 'pengembang'), REFUSALS[issued.alasan])
  showClient(dependencies, ctx, client, 'pengembang/klien/rahasia-terbit.njk', {
    judul: 'Rahasia baru, tampil satu kali ini saja', rahasia: issued.rahasia, dicabut: issued.dicabut,
    sampai: dayInWords(dayInWib(issued.sampai)),
  })
}

function secretOf(ctx: Context, client: ClientFile): SecretFacts {
  const { id } = ctx['params'] as { id: string }
  const secret = client.rahasia.find((one) => one.id === id)
  if (!secret) throw notFound('no such secret')
  return secret
}

async function askRevoke(dependencies: KlienDependencies, ctx: Context, galat?: string): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  const now = dependencies.clock.now()
  const secret = secretOf(ctx, client)
  const others = client.rahasia.filter((one) => one.id !== secret.id && isAlive(one, now)).length
  if (galat !== undefined) ctx.status = 400
  showClient(dependencies, ctx, client, 'pengembang/klien/rahasia-cabut.njk', {
    judul: 'Cabut rahasia', satu: factsOf(secret, { now, isNewest: secret.id === client.rahasia[0]?.id }), others,
    galat: galat === undefined ? {} : { alasan: galat }, gagal: galat !== undefined,
    action: `${clientPath(client.clientId)}/rahasia/${secret.id}/cabut`, batal: `${clientPath(client.clientId)}/rahasia`,
  })
}

async function revoke(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  const { csrf, alasan } = await readForm(ctx, revokeForm)
  dependencies.staff.check(ctx, csrf)
  const { id: rahasia } = secretOf(ctx, client)
  if (alasan === '') return askRevoke(dependencies, ctx, 'Tulis alasannya: ia tercatat dalam riwayat.')
  const gone = await revokeOwnSecret({ ...dependencies, oleh: visitorOf(ctx).person.id }, {
    clientId: client.clientId, rahasia, alasan: alasan.slice(0, LONGEST_REASON),
  })
  if (!gone) throw notFound('revoked in the meantime')
  dependencies.staff.done(ctx, `${clientPath(client.clientId)}/rahasia`, 'dicabut')
}
