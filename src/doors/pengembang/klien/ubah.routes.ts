import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import {
  changeHarmless, type ClientFile, type HarmlessField, harmlessMistakes, LONGEST_DESCRIPTION,
} from '../../../domain/clients/operasi/index.ts'
import { visitorOf } from '../../guards.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'

const PATH = `${KLIEN}/:klien/ubah`

const text = z.string().trim().catch('')
// Browsers end lines of a text with CR LF.
const lines = z.string().trim().transform((value) => value.replaceAll('\r\n', '\n')).catch('')
const form = z.object({ csrf: z.string().catch(''), nama: text, keterangan: lines, kontak: text, beranda: text })

/** What stands in the fields, as it was typed. */
type Typed = Omit<z.infer<typeof form>, 'csrf'>

/** What is harmless changes at once: name, description, contacts and home page. */
export function ubahRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: PATH, handle: (ctx) => change(dependencies, ctx) },
  ]
}

const sentences = (host: string): Readonly<Record<HarmlessField, string>> => ({
  nama: 'Nama diisi, paling banyak 100 huruf dalam satu baris.',
  keterangan: `Keterangan paling banyak ${LONGEST_DESCRIPTION} huruf.`,
  kontak: 'Isi alamat surel yang lengkap, satu di setiap baris, paling banyak 10.',
  beranda: `Alamat beranda harus https di ${host}, tanpa tanda # dan tanpa karakter khusus.`,
})

const typedOf = ({ nama, keterangan, metadata }: ClientFile): Typed => ({
  nama, keterangan: keterangan ?? '', kontak: (metadata.contacts ?? []).join('\n'), beranda: metadata.client_uri ?? '',
})

function page(
  dependencies: KlienDependencies, ctx: Context, client: ClientFile, typed: Typed, wrong: readonly HarmlessField[] = [],
): void {
  const said = sentences(client.host)
  if (wrong.length > 0) ctx.status = 400
  showClient(dependencies, ctx, client, 'pengembang/klien/ubah.njk', {
    judul: `Ubah keterangan ${client.nama}`, isi: typed, gagal: wrong.length > 0,
    galat: Object.fromEntries(wrong.map((field) => [field, said[field]])),
  })
}

async function show(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  page(dependencies, ctx, client, typedOf(client))
}

async function change(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  const { csrf, ...typed } = await readForm(ctx, form)
  dependencies.staff.check(ctx, csrf)
  const wanted = { ...typed, kontak: typed.kontak.split(/\s+/).filter((one) => one !== '') }
  const wrong = harmlessMistakes(wanted, client)
  if (wrong.length > 0) return page(dependencies, ctx, client, typed, wrong)
  await changeHarmless({ ...dependencies, oleh: visitorOf(ctx).person.id }, client.clientId, wanted)
  dependencies.staff.done(ctx, clientPath(client.clientId), 'diubah')
}
