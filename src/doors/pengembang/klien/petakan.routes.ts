import type { Context } from 'koa'
import { z } from 'zod'
import { sendCsv } from '../../../kernel/http/csv.ts'
import { readUpload } from '../../../kernel/http/upload.ts'
import { AppError } from '../../../kernel/lib/app-error.ts'
import type { ClientFile } from '../../../domain/clients/operasi/index.ts'
import { mappingRefusal, MOST_A_DAY, MOST_NUMBERS, readNumbers } from '../../../domain/sessions/petakan/petakan.rules.ts'
import { mapUsers } from '../../../domain/sessions/petakan/petakan.service.ts'
import { visitorOf } from '../../guards.ts'
import { numberInWords } from '../../kerja.rules.ts'
import type { Route } from '../../route.ts'
import { KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'

const PATH = `${KLIEN}/:klien/petakan`

/** So many NIPs with whatever stands in the other columns of their lines. */
const MOST_BYTES = 2 * 1024 * 1024

const form = z.object({ csrf: z.string().catch(''), nip: z.string().catch('') })

const REFUSALS = {
  'tidak-ada': 'Klien ini tidak ada lagi.',
  'keadaan': 'Pemetaan dibuka untuk klien yang aktif atau dalam uji coba.',
  'cakupan': 'Klien ini tidak disetujui untuk data kepegawaian (scope pegawai), sehingga NIP tidak dapat dicocokkan.',
  'jatah': `Hari ini klien ini sudah mendekati batas ${numberInWords(MOST_A_DAY)} NIP. Ulangi besok, atau kirim lebih sedikit.`,
} as const

/** An application's own users by NIP, each with the `sub` under which it will know him. */
export function petakanRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: PATH, handle: (ctx) => map(dependencies, ctx) },
  ]
}

function page(
  dependencies: KlienDependencies, ctx: Context, client: ClientFile, failed?: { galat: string; status?: number; nilai?: string },
): void {
  const refusal = mappingRefusal(client)
  if (failed) ctx.status = failed.status ?? 400
  showClient(dependencies, ctx, client, 'pengembang/klien/petakan.njk', {
    judul: 'Petakan pengguna', halangan: refusal && REFUSALS[refusal], uji: client.state === 'uji', most: numberInWords(MOST_NUMBERS),
    pairwise: client.metadata.subject_type === 'pairwise',
    nilai: failed?.nilai, gagal: failed !== undefined, galat: failed ? { nip: failed.galat } : {},
  })
}

async function show(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  page(dependencies, ctx, await ownClient(dependencies, ctx, 'pengembang'))
}

async function map(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  let sent
  try {
    sent = await readUpload(ctx, form, { most: MOST_BYTES })
  } catch (error) {
    if (!(error instanceof AppError && error.status === 413)) throw error
    return page(dependencies, ctx, client, { galat: `Berkasnya lebih dari ${MOST_BYTES / 1024 ** 2} MB.`, status: 413 })
  }
  const { fields: { csrf, nip: typed }, files } = sent
  dependencies.staff.check(ctx, csrf)
  const nomor = readNumbers([files.get('berkas')?.bytes.toString('utf8') ?? '', typed].join('\n'))
  if (nomor.length === 0) return page(dependencies, ctx, client, { galat: 'Tempelkan NIP, satu di setiap baris, atau pilih berkasnya.' })
  if (nomor.length > MOST_NUMBERS) {
    return page(dependencies, ctx, client, { galat: `Paling banyak ${numberInWords(MOST_NUMBERS)} NIP sekali kirim; ini ${numberInWords(nomor.length)}.`, nilai: typed })
  }
  const mapped = await mapUsers({ ...dependencies, oleh: visitorOf(ctx).person.id }, { clientId: client.clientId, nomor })
  if (!mapped.ok) {
    return page(dependencies, ctx, client, { galat: REFUSALS[mapped.alasan], status: mapped.alasan === 'jatah' ? 429 : 409, nilai: typed })
  }
  sendCsv(ctx, 'pemetaan-pengguna', [['nip', 'hasil', 'sub'], ...mapped.baris.map(({ nip, hasil, sub }) => [nip, hasil, sub])])
}
